import { openChallenge, takeChallenge } from '../challenge.ts'
import { type Mode, speaker } from '../context.ts'
import { InweboError } from '../../errors.ts'
import { changePin, openPin } from '../../new-pin.ts'
import { prove } from '../proof.ts'
import { synchronisation } from '../sync-fields.ts'
import { checkService, postSynchronised } from '../../account-checks.ts'

/** A new PIN in place of one that the user knows (section 9). */
export const password: Mode = {
  setup (context, parameters) {
    const enrolled = speaker(context, parameters)
    checkService(enrolled.account)
    return { challenge: openChallenge(context, enrolled, 'password'), pinmode: '1', Kiw: context.keys.Kiw, Kfact: context.keys.Kfact }
  },

  finalize (context, parameters) {
    const speaking = speaker(context, parameters)
    checkService(speaking.account)
    const taken = takeChallenge(context, speaking, 'password')
    const trusted = prove(context, taken, parameters, { challenge: taken.challenge })
    const pin = openPin(context, parameters, taken.keys.serial)
    if (pin === trusted.pin) throw new InweboError('NOK:PINREUSED', 'the new PIN is the old one')
    const { account, keys } = changePin(trusted, pin, taken)
    context.sandbox.accounts.put(account)
    return postSynchronised(account, synchronisation(context.sandbox, keys))
  }
}
