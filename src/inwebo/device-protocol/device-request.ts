import type { Effect } from '../../effects/index.ts'
import { isNetworkCode } from '../../words/network-codes.ts'
import { type Call, callOf } from '../../targets/call.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { findDevice } from '../device.ts'
import { isMode } from './dispatch.ts'
import { deviceIdOf, type DeviceQuery } from './parameters.ts'

/** A device request, and what it is about. */
export interface DeviceRequest {
  readonly call: Call
  readonly parameters: DeviceQuery
}

/** The parameters of a query; repeated parameters are dropped as ambiguous. */
export const uniqueParameters = (query: Readonly<Record<string, unknown>>): DeviceQuery =>
  Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

/** Finds out what a request is about: its mode, and the account of the device or of the activation code that it names. */
export function readDeviceRequest (sandbox: Sandbox, parameters: DeviceQuery): DeviceRequest {
  const { mode, id = '', code = '', serial } = parameters
  const enrolled = findDevice(sandbox, id)
  const pending = sandbox.codes.find('enrollment', code)
  const account = enrolled?.account ?? (pending === undefined ? undefined : sandbox.accounts.get(pending.account))
  return {
    call: {
      ...callOf(isMode(mode) ? `inwebo.${mode}` : undefined, account),
      device: enrolled?.device.id ?? (serial === undefined ? undefined : deviceIdOf(serial))
    },
    parameters
  }
}

/** Codes returned in the step that is not the usual one for the mode (docs/reference/device-protocol.md#7-error-strings). */
const OTHER_STEP_CODES: ReadonlyMap<string | undefined, readonly number[]> = new Map([
  ['activate', [2102, 2309]],
  ['otp', [2316, 2317]],
  ['synchro', [2316]],
  ['password', [2305, 2308, 2315, 2316]],
  ['reset', [2305, 2308, 2315, 2316]]
])
/** Modes whose usual step for a refusal is Finalize; for the others it is Setup. */
const FINALIZE_MODES: ReadonlySet<string | undefined> = new Set(['activate', 'ms'])

/** Whether an effect applies to this step of a mode: an error where the service returns it, a variation of the OTP in Finalize. */
export function appliesToStep ({ mode, action }: DeviceQuery, effect: Effect | null): boolean {
  const isFinalize = action === 'ActionFinalize'
  if (effect === null) return true
  if ('otp' in effect) return isFinalize
  if (!('error' in effect) || isNetworkCode(effect.error)) return true
  const isException = OTHER_STEP_CODES.get(mode)?.includes(effect.error) === true
  return isFinalize === (FINALIZE_MODES.has(mode) !== isException)
}
