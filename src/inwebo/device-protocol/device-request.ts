import { onTheWire } from '../../faults/network-codes.ts'
import type { Account } from '../../sandbox/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { ProtocolContext, OtpVariation } from './context.ts'
import type { Effect, ErrorEffect } from '../../wire/fault.ts'
import { findDevice } from '../device.ts'
import { InweboError, isWireError, wireOf } from '../errors.ts'
import { type Answer, answer, isMode, refused } from './dispatch.ts'
import { deviceIdOf, type Query } from './parameters.ts'

/** A device request understood as far as faults need it. */
export interface DeviceRequest {
  readonly parameters: Query
  /** `inwebo.otp`; absent where the mode is none of the protocol's. */
  readonly operation: string | undefined
  readonly account: Account | undefined
  readonly device: string | undefined
}

/** The parameters that come once; of one that comes twice nobody knows which is meant. */
const singles = (query: Readonly<Record<string, unknown>>): Query =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

/** Understands the query of a device request. */
export function readDeviceRequest (sandbox: Sandbox, query: Readonly<Record<string, unknown>>): DeviceRequest {
  const parameters = singles(query)
  const { mode, id = '', code = '', serial } = parameters
  const enrolled = findDevice(sandbox, id)
  const pending = sandbox.codes.find('enrollment', code)
  return {
    parameters,
    operation: isMode(mode) ? `inwebo.${mode}` : undefined,
    account: enrolled?.account ?? (pending === undefined ? undefined : sandbox.accounts.get(pending.account)),
    device: enrolled?.device.id ?? (serial === undefined ? undefined : deviceIdOf(serial))
  }
}

/** The codes that the service refuses in the other step than it does most (docs/reference/device-protocol.md#7-error-strings). */
const OTHER_STEP_CODES: ReadonlyMap<string | undefined, readonly number[]> = new Map([
  ['activate', [2102, 2309]],
  ['otp', [2316, 2317]],
  ['synchro', [2316]],
  ['password', [2305, 2308, 2315, 2316]],
  ['reset', [2305, 2308, 2315, 2316]]
])
/** The modes that are refused in Finalize, but for the exceptions. */
const FINALIZE_MODES: ReadonlySet<string | undefined> = new Set(['activate', 'ms'])

/** Whether an effect hits this step of a mode: an error where the service would say it, an OTP's variation in its answer. */
export function appliesToStep ({ mode, action }: Query, effect: Effect | null): boolean {
  const isFinalize = action === 'ActionFinalize'
  if (effect === null) return true
  if ('otp' in effect) return isFinalize
  if (!('error' in effect) || effect.error in onTheWire) return true
  const isException = OTHER_STEP_CODES.get(mode)?.includes(effect.error) === true
  return isFinalize === (FINALIZE_MODES.has(mode) !== isException)
}

const OTP_VARIATIONS: Readonly<Record<string, OtpVariation>> = {
  'second-round': { J: true },
  'roll-K1': { dK1: true },
  'new-K1': { K1: true },
  extras: { extras: true }
}

/** Answers a device request, under what an effect leaves to this face. */
export function answerDeviceRequest (context: ProtocolContext, { parameters }: DeviceRequest, effect: Effect | null): Answer {
  if (effect !== null && 'otp' in effect) return answer({ ...context, variation: OTP_VARIATIONS[effect.otp] }, parameters)
  if (effect === null || !('error' in effect)) return answer(context, parameters)
  return fail(context, parameters, effect)
}

/** Refuses with an injected code. 2316 says that the operation succeeded, so there it is carried out where it can be. */
function fail (context: ProtocolContext, parameters: Query, { error, wire }: ErrorEffect): Answer {
  if (error === 2316) answer(context, parameters)
  return refused(parameters, new InweboError(isWireError(wire) ? wire : wireOf(error), `a fault asks for ${error}`))
}
