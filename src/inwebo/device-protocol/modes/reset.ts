import { checkCode, consumeCode } from '../../../sms/check-code.ts'
import { openChallenge, consumeChallenge } from '../challenge.ts'
import { type ProtocolContext, type Mode, requireCode, callingDevice } from '../context.ts'
import type { Enrolled } from '../../device.ts'
import { InweboError } from '../../inwebo-error.ts'
import { rekeyWithPin } from '../../new-pin.ts'
import { decryptPin } from '../decrypt-pin.ts'
import { requireParameter, type DeviceQuery } from '../parameters.ts'
import { checkSerial } from '../proof.ts'
import { syncFields } from '../sync-fields.ts'
import { checkNotBlocked, failIfPostSyncFails } from '../../account-checks.ts'

/** A new PIN heals a blocked PIN, not a blocked account. */
function checkHealable ({ account }: Enrolled): void {
  if (account.blocked !== 'PinBlocked') checkNotBlocked(account)
}

/** @throws InweboError malformed, wrong-code */
function checkResetCode (context: ProtocolContext, { account }: Enrolled, parameters: DeviceQuery): void {
  const { verdict, reason } = checkCode(context.sandbox, account, 'resetPIN', requireCode(context, parameters))
  if (verdict !== 'right') throw new InweboError('wrong-code', reason)
}

/** A new PIN in place of a forgotten one, by a code; works while the PIN is blocked (docs/reference/device-protocol.md#9-synchro-password-and-reset). */
export const reset: Mode = {
  setup (context, parameters) {
    requireCode(context, parameters)
    const enrolled = callingDevice(context, parameters)
    checkHealable(enrolled)
    return { challenge: openChallenge(context, enrolled, 'reset'), pinmode: '2', Kiw: context.keys.Kiw, Kfact: context.keys.Kfact }
  },

  finalize (context, parameters) {
    const { sandbox } = context
    const speaking = callingDevice(context, parameters)
    checkHealable(speaking)
    const taken = consumeChallenge(context, speaking, 'reset')
    checkResetCode(context, taken, parameters)
    checkSerial(taken, taken.challenge, requireParameter(parameters, 'R0').toLowerCase())
    const pin = decryptPin(context, parameters, taken.keys.serial)
    consumeCode(sandbox, taken.account, 'resetPIN')
    const { account, keys } = rekeyWithPin({ ...taken.account, blocked: 'NotBlocked' }, pin, taken)
    sandbox.accounts.put(account)
    failIfPostSyncFails(account)
    return syncFields(sandbox, keys)
  }
}
