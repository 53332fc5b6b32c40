import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { displayPhoneNumber } from '../../../lib/phone-number.ts'

/** pims.authentication.trustedphonenumber */
export const getTrustedphonenumber = defineOperation({
  of: 'get.trustedphonenumber',
  summary: 'The trusted phone number of the account',
  output: {
    phoneNumber: Type.String({ examples: ['0612345678'] })
  },
  fails: [2307],

  run (_, { sandbox, account, fail }) {
    if (account.trustedPhoneNumber === null) throw fail(2307, { reason: `${account.id} has no trusted phone number` })
    return { phoneNumber: displayPhoneNumber(account.trustedPhoneNumber, sandbox.settings.phoneRegion) }
  }
})
