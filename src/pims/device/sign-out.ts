import { Subscriptions } from '../subscriptions/subscriptions.ts'
import type { SignedInContext } from '../language/operation.ts'
import { dropTokens } from './device-tokens.ts'
import { endRemoteAccess } from './remote-access.ts'
import { Sessions } from './sessions.ts'

/** Signs the account out on this device, and ends what it had there: tokens, remote access, subscriptions. */
export function signOut (context: SignedInContext<never>): void {
  const { sandbox, account, deviceId } = context
  sandbox.part(Sessions).delete(deviceId)
  dropTokens(context)
  endRemoteAccess(context)
  sandbox.part(Subscriptions).endOf({ account: account.id, device: deviceId })
}
