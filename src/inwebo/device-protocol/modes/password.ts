import { openChallenge, consumeChallenge } from '../challenge.ts'
import { type Mode, callingDevice } from '../context.ts'
import { InweboError } from '../../inwebo-error.ts'
import { rekeyWithPin } from '../../new-pin.ts'
import { decryptPin } from '../decrypt-pin.ts'
import { checkProof } from '../proof.ts'
import { syncFields } from '../sync-fields.ts'
import { checkService, failIfPostSyncFails } from '../../account-checks.ts'

/** A new PIN in place of one that the user knows (docs/reference/device-protocol.md#9-synchro-password-and-reset). */
export const password: Mode = {
  setup (context, parameters) {
    const enrolled = callingDevice(context, parameters)
    checkService(enrolled.account)
    return { challenge: openChallenge(context, enrolled, 'password'), pinmode: '1', Kiw: context.keys.Kiw, Kfact: context.keys.Kfact }
  },

  finalize (context, parameters) {
    const speaking = callingDevice(context, parameters)
    checkService(speaking.account)
    const taken = consumeChallenge(context, speaking, 'password')
    const trusted = checkProof(context, taken, parameters, { challenge: taken.challenge })
    const pin = decryptPin(context, parameters, taken.keys.serial)
    if (pin === trusted.pin) throw new InweboError('pin-reused', 'the new PIN is the old one')
    const { account, keys } = rekeyWithPin(trusted, pin, taken)
    context.sandbox.accounts.put(account)
    failIfPostSyncFails(account)
    return syncFields(context.sandbox, keys)
  }
}
