import { readChallenge, withoutChallenge } from '../challenge.ts'
import { type Mode, callingDevice } from '../context.ts'
import { withKeys } from '../../device.ts'
import { InweboError } from '../../inwebo-error.ts'
import { requireParameter } from '../parameters.ts'
import { checkProof } from '../proof.ts'
import { checkNotBlocked } from '../../account-checks.ts'

/** The device sends its secret (docs/reference/device-protocol.md#62-ms); its challenge came with the answer to activate. */
export const ms: Mode = {
  finalize (context, parameters) {
    const enrolled = callingDevice(context, parameters)
    const { account, device, keys } = enrolled
    checkNotBlocked(account)
    if (keys.state !== 'ms-pending') throw new InweboError('out-of-step', 'the device has sent its secret already')
    const challenge = readChallenge(context, enrolled, 'ms')
    requireParameter(parameters, 'ms_n')
    if (parameters.ms_id0 !== keys.msId) throw new InweboError('malformed', 'ms_id0 is not the ms_id of the answer to activate')
    const secret = context.keys.decryptWithMsKey(requireParameter(parameters, 'ms_val0'))
    if (secret?.length !== 16) throw new InweboError('malformed', 'ms_val0 cannot be decrypted with ms_key, or is not 16 bytes')
    const trusted = checkProof(context, enrolled, parameters, { challenge })

    const { msId, ...rest } = withoutChallenge(keys)
    context.sandbox.accounts.put(withKeys(trusted, device, { ...rest, secret: secret.toString('hex'), state: 'active' }))
    return {}
  }
}
