import { type Account, withService } from '../../../sandbox/account.ts'
import { openChallenge, takeChallenge } from '../challenge.ts'
import { type Mode, speaker } from '../context.ts'
import { withKeys } from '../../device.ts'
import { prove } from '../proof.ts'
import { synchronisation } from '../sync-fields.ts'
import { checkService, postSynchronised } from '../../account-checks.ts'

const synchronised = (account: Account): Account => withService(account, { synchronised: true })

/** Fresh keys for a device that still proves its old ones (section 9); heals an account that is not synchronised. */
export const synchro: Mode = {
  setup (context, parameters) {
    const enrolled = speaker(context, parameters)
    checkService(synchronised(enrolled.account))
    return { challenge: openChallenge(context, enrolled, 'synchro'), pinmode: '1' }
  },

  finalize (context, parameters) {
    const { sandbox, chance } = context
    const speaking = speaker(context, parameters)
    checkService(synchronised(speaking.account))
    const taken = takeChallenge(context, speaking, 'synchro')
    const trusted = prove(context, taken, parameters, { challenge: taken.challenge })
    const keys = { ...taken.keys, K0: chance.K0(), K1: chance.K1() }
    sandbox.accounts.put(withKeys(synchronised(trusted), taken.device, keys))
    return postSynchronised(trusted, { id: keys.id, ...synchronisation(sandbox, keys) })
  }
}
