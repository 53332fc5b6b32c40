import { readChallenge, withoutChallenge } from '../challenge.ts'
import { type Mode, speaker } from '../context.ts'
import { withKeys } from '../../device.ts'
import { InweboError } from '../../errors.ts'
import { need } from '../parameters.ts'
import { prove } from '../proof.ts'
import { checkNotBlocked } from '../../account-checks.ts'

/** The device sends its secret (section 6.2); its challenge came with the answer to activate. */
export const ms: Mode = {
  finalize (context, parameters) {
    const enrolled = speaker(context, parameters)
    const { account, device, keys } = enrolled
    checkNotBlocked(account)
    if (keys.state !== 'ms-pending') throw new InweboError('NOK:STATE', 'the device has sent its secret already')
    const challenge = readChallenge(context, enrolled, 'ms')
    need(parameters, 'ms_n')
    if (parameters.ms_id0 !== keys.msId) throw new InweboError('NOK:SN', 'ms_id0 is not the ms_id of the answer to activate')
    const secret = context.keys.openMs(need(parameters, 'ms_val0'))
    if (secret?.length !== 16) throw new InweboError('NOK:SN', 'ms_val0 does not open under ms_key, or is not 16 bytes')
    const trusted = prove(context, enrolled, parameters, { challenge })

    const { msId, ...rest } = withoutChallenge(keys)
    context.sandbox.accounts.put(withKeys(trusted, device, { ...rest, secret: secret.toString('hex'), state: 'active' }))
    return {}
  }
}
