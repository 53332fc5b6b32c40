import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { checkCode, consumeCode } from '../../../sms/check-code.ts'
import { checkInweboState } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { phoneNumber, smsCode } from '../../language/parameter.ts'

/** pims.authentication.smscode – modifyPhoneNumber */
export const setSmscodeModifyPhoneNumber = defineOperation({
  of: 'set.smscode.modifyPhoneNumber',
  summary: 'Changes the trusted phone number',
  parameters: {
    smsCode: smsCode(),
    phoneNumber: phoneNumber()
  },
  fails: [2102, 2311, 2317],

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
