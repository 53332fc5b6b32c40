import { withPin } from '../../../inwebo/new-pin.ts'
import { checkService, failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import type { Account } from '../../../sandbox/accounts/account.ts'
import { checkCode, consumeCode } from '../../../sms/check-code.ts'
import { checkNotDisabled } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { activationCode, pinCode } from '../../language/parameter.ts'

/** pims.authentication.pincode – reset */
export const setPincodeReset = defineOperation({
  of: 'set.pincode.reset',
  summary: 'Sets a new PIN with an SMS code',
  parameters: {
    pinCode: pinCode(),
    smsCode: activationCode()
  },
  fails: [2305, 2315],

  // It heals a blocked PIN, no other block; any device that is not disabled may ask for it, as long as the account has one.
  run ({ pinCode, smsCode }, context) {
    const { sandbox, account, deviceId, fail } = context
    checkNotDisabled(context)
    const healed: Account = account.blocked === 'PinBlocked' ? { ...account, blocked: 'NotBlocked' } : account
    checkService(healed)
    // 2306 is not documented here, so an expired code is an invalid one.
    const { verdict, reason } = checkCode(sandbox, account, 'resetPIN', smsCode)
    if (verdict !== 'right') throw fail(2305, { reason })
    if (pinCode === account.pin) throw fail(2315, { reason: 'pinCode is the PIN that the account has' })
    consumeCode(sandbox, account, 'resetPIN')
    sandbox.accounts.put(withPin(healed, pinCode, deviceId))
    failIfPostSyncFails(account)
  }
})
