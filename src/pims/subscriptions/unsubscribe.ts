import { type Effect, HTTP_KINDS } from '../../effects/index.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Call } from '../../targets/call.ts'
import type { Target } from '../../targets/targets.ts'
import { callingAccount, explainNobody } from '../device/sessions.ts'
import { checkDevice } from '../device/check-device.ts'
import type { PimsRequest } from '../dispatch.ts'
import { errorOfFault } from '../error-of-fault.ts'
import { PimsError } from '../language/pims-error.ts'
import { type Subscriber, Subscriptions } from './subscriptions.ts'

/** `pims.unsubscribe`, of whatever api: it has no page in the reference. */
export const unsubscribeTarget: Target = { id: 'unsubscribe', name: 'unsubscribe', face: 'pims', errors: [2001, 2301], takes: HTTP_KINDS, parameters: new Set() }

/** A request of `pims.unsubscribe` of which is known who sends it. */
export interface Unsubscribing {
  readonly call: Call
  readonly subscriber: Subscriber
  readonly token: string | undefined
}

/**
 * Finds out who unsubscribes.
 *
 * @throws PimsError 2102, 2001
 */
export function resolveUnsubscribing (sandbox: Sandbox, { api, token, deviceId }: Pick<PimsRequest, 'api' | 'token' | 'deviceId'>): Unsubscribing {
  checkDevice(sandbox, deviceId, { worksBefore: false })
  const account = callingAccount(sandbox, token, deviceId)?.id
  return { call: { operation: unsubscribeTarget.id, account, device: deviceId, phoneNumber: undefined }, subscriber: { api, account, device: deviceId }, token }
}

/**
 * Ends the subscription of a device.
 *
 * @returns whether there was one
 * @throws PimsError 2301 for nobody who has none, or the code of a fault
 */
export function unsubscribe (sandbox: Sandbox, { subscriber, token }: Unsubscribing, effect: Effect | null): boolean {
  if (effect !== null && 'error' in effect) throw errorOfFault(effect)
  const subscriptions = sandbox.part(Subscriptions)
  const subscription = subscriptions.find(subscriber)
  if (subscription !== undefined) subscriptions.end(subscription)
  else if (subscriber.account === undefined) throw new PimsError(2301, { reason: explainNobody(sandbox, token) })
  return subscription !== undefined
}
