import { type Account, withService } from '../../../sandbox/accounts/account.ts'
import { openChallenge, consumeChallenge } from '../challenge.ts'
import { type Mode, callingDevice } from '../context.ts'
import { withKeys } from '../../device.ts'
import { checkProof } from '../proof.ts'
import { syncFields } from '../sync-fields.ts'
import { checkService, failIfPostSyncFails } from '../../account-checks.ts'

const synchronised = (account: Account): Account => withService(account, { synchronised: true })

/** Fresh keys for a device that still proves its old ones (docs/reference/device-protocol.md#9-synchro-password-and-reset); heals an account that is not synchronised. */
export const synchro: Mode = {
  setup (context, parameters) {
    const enrolled = callingDevice(context, parameters)
    checkService(synchronised(enrolled.account))
    return { challenge: openChallenge(context, enrolled, 'synchro'), pinmode: '1' }
  },

  finalize (context, parameters) {
    const { sandbox, random } = context
    const speaking = callingDevice(context, parameters)
    checkService(synchronised(speaking.account))
    const taken = consumeChallenge(context, speaking, 'synchro')
    const trusted = checkProof(context, taken, parameters, { challenge: taken.challenge })
    const keys = { ...taken.keys, K0: random.K0(), K1: random.K1() }
    sandbox.accounts.put(withKeys(synchronised(trusted), taken.device, keys))
    failIfPostSyncFails(trusted)
    return { id: keys.id, ...syncFields(sandbox, keys) }
  }
}
