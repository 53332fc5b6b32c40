import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { displayPhoneNumber } from '../../../lib/phone-number.ts'

/** pims.authentication.trustedphonenumber */
export const getTrustedphonenumber = defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.authentication.trustedphonenumber',
  since: '2.0',
  summary: 'The trusted phone number of the account',
  parameters: {},
  output: {
    phoneNumber: Type.String({ examples: ['0612345678'] })
  },
  errors: [2001, 2006, 2201, 2202, 2204, 2307],

  run (_, { sandbox, account, fail }) {
    if (account.trustedPhoneNumber === null) throw fail(2307, { reason: `${account.id} has no trusted phone number` })
    return { phoneNumber: displayPhoneNumber(account.trustedPhoneNumber, sandbox.settings.phoneRegion) }
  }
})
