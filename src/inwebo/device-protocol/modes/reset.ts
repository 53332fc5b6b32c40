import { openChallenge, takeChallenge } from '../challenge.ts'
import { type Context, type Mode, needCode, speaker } from '../context.ts'
import type { Enrolled } from '../../device.ts'
import { InweboError } from '../../errors.ts'
import { changePin, openPin } from '../../new-pin.ts'
import { need, type Parameters } from '../parameters.ts'
import { proveSerial } from '../proof.ts'
import { synchronisation } from '../sync-fields.ts'
import { checkNotBlocked, postSynchronised } from '../../account-checks.ts'

/** Only wrong PINs are healed by a new one. */
function checkHealable ({ account }: Enrolled): void {
  if (account.blocked !== 'PinBlocked') checkNotBlocked(account)
}

/** @throws InweboError NOK:SN, NOK:CODE */
function checkResetCode (context: Context, { account }: Enrolled, parameters: Parameters): void {
  const { codes, clock } = context.sandbox
  const code = needCode(context, parameters)
  const pending = codes.get(account.id, 'resetPIN')
  if (pending?.code !== code) throw new InweboError('NOK:CODE', 'this is not the pending resetPIN code of the account')
  if (pending.expiresAt <= clock.now()) throw new InweboError('NOK:CODE', `the resetPIN code expired at ${new Date(pending.expiresAt).toISOString()}`)
}

/** A new PIN in place of a forgotten one, by a code; works while the PIN is blocked (section 9). */
export const reset: Mode = {
  setup (context, parameters) {
    needCode(context, parameters)
    const enrolled = speaker(context, parameters)
    checkHealable(enrolled)
    return { challenge: openChallenge(context, enrolled, 'reset'), pinmode: '2', Kiw: context.keys.Kiw, Kfact: context.keys.Kfact }
  },

  finalize (context, parameters) {
    const { sandbox } = context
    const speaking = speaker(context, parameters)
    checkHealable(speaking)
    const taken = takeChallenge(context, speaking, 'reset')
    checkResetCode(context, taken, parameters)
    proveSerial(taken, taken.challenge, need(parameters, 'R0').toLowerCase())
    const pin = openPin(context, parameters, taken.keys.serial)
    sandbox.codes.delete({ account: taken.account.id, purpose: 'resetPIN' })
    const { account, keys } = changePin({ ...taken.account, blocked: 'NotBlocked' }, pin, taken)
    sandbox.accounts.put(account)
    return postSynchronised(account, synchronisation(sandbox, keys))
  }
}
