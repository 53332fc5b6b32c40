import { moment } from '../../lib/moment.ts'
import { LIFETIMES } from '../../oauth/token.ts'
import { entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import type { Caller } from '../language/operation.ts'
import { PimsError } from '../language/pims-error.ts'
import { callerKey, DeviceMap, MAX_REMEMBERED } from './device-map.ts'

/** Until when devices have a remote token, by account and device: milliseconds since 1970, by the clock of the sandbox. */
export class RemoteAccess extends DeviceMap<number> {
  static readonly key = 'remoteAccess'
  static readonly StateSchema = entriesSchema(moment(), MAX_REMEMBERED, 'Until when a device has a remote token, by account and device')
}

/** Renews the remote token of a device, as an app does that has drawn a one-time password. */
export const renewRemoteAccess = (caller: Caller): void => {
  caller.sandbox.part(RemoteAccess).set(callerKey(caller), caller.sandbox.clock.now() + LIFETIMES.remoteAccess)
}

/** Ends the remote token of a device. */
export const endRemoteAccess = (caller: Caller): void => { caller.sandbox.part(RemoteAccess).delete(callerKey(caller)) }

/** @throws PimsError 2302 for a device that has no remote token, or whose is over */
export function checkRemoteAccess (caller: Caller): void {
  const { sandbox, deviceId } = caller
  const until = sandbox.part(RemoteAccess).get(callerKey(caller))
  if (until !== undefined && sandbox.clock.now() < until) return
  const found = until === undefined ? `${deviceId} has no remote token` : `the remote token of ${deviceId} expired at ${new Date(until).toISOString()}`
  throw new PimsError(2302, { reason: `${found}: draw a one-time password (pims.authentication.otp) and try again` })
}
