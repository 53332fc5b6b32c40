import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { checkCode, consumeCode } from '../../../sms/check-code.ts'
import { checkInweboState } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { phoneNumber, smsCode } from '../../language/parameter.ts'

/** pims.authentication.smscode – modifyPhoneNumber */
export const setSmscodeModifyPhoneNumber = defineOperation({
  component: 'StrongAuthentication',
  verb: 'set',
  api: 'pims.authentication.smscode',
  selector: { parameter: 'type', value: 'modifyPhoneNumber' },
  since: '2.0',
  summary: 'Changes the trusted phone number',
  parameters: {
    smsCode: smsCode(),
    phoneNumber: phoneNumber()
  },
  output: {},
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204, 2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317, 2344],

  run ({ smsCode, phoneNumber }, context) {
    const { sandbox, account, fail } = context
    checkInweboState(context)
    if (account.trustedPhoneNumber === null) throw fail(2317, { reason: 'the account has no trusted phone number to modify; add one with addPhoneNumber' })

    const { verdict, reason } = checkCode(sandbox, account, 'phoneNumberCertification', smsCode, phoneNumber)
    if (verdict === 'none') throw fail(2311, { reason })
    if (verdict !== 'right') throw fail(2102, { parameter: 'smsCode', reason })

    consumeCode(sandbox, account, 'phoneNumberCertification')
    sandbox.accounts.put({ ...account, trustedPhoneNumber: phoneNumber })
    failIfPostSyncFails(account)
  }
})
