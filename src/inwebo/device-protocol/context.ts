import type { Sandbox } from '../../sandbox/sandbox.ts'
import { findDevice, type Enrolled } from '../device.ts'
import { InweboError } from '../inwebo-error.ts'
import type { ServerKeys } from '../crypto/server-keys.ts'
import { requireParameter, type DeviceQuery } from './parameters.ts'
import type { ProtocolRandom } from '../crypto/protocol-random.ts'
import type { Fields } from './xml.ts'

/** What an OTP answer carries besides the number (docs/reference/device-protocol.md#55-finalize-otp), for one answer. */
export interface OtpVariation {
  /** Forces the second round. */
  readonly J?: boolean
  readonly dK1?: boolean
  readonly K1?: boolean
  /** All optional elements. */
  readonly extras?: boolean
}

/** What a device request is answered with. */
export interface ProtocolContext {
  readonly sandbox: Sandbox
  readonly keys: ServerKeys
  readonly random: ProtocolRandom
  readonly variation?: OtpVariation | undefined
}

/** One mode of the protocol: each step answers the fields after `err`, or throws an InweboError. */
export type Step = (context: ProtocolContext, parameters: DeviceQuery) => Fields
export interface Mode {
  readonly setup?: Step
  readonly finalize: Step
}

/** Whether the request comes from a device that never enrolled; one port sends `0`. */
export const isUnenrolled = ({ id = '' }: DeviceQuery): boolean => id === '' || id === '0'

/**
 * Finds the device that a request comes from: not before it is executed, as a delay may have passed since it was read.
 * @throws InweboError not-enrolled, no-device
 */
export function callingDevice ({ sandbox }: ProtocolContext, parameters: DeviceQuery): Enrolled {
  if (isUnenrolled(parameters)) throw new InweboError('not-enrolled', 'id is empty: the device was never enrolled')
  const { id = '' } = parameters
  const enrolled = findDevice(sandbox, id)
  if (enrolled === undefined) throw new InweboError('no-device', `no enabled device has the id ${id.slice(0, 64)}: it was removed or disabled, or belongs to another sandbox`)
  return enrolled
}

/**
 * Reads an activation code: as many digits as the sandbox gives its codes.
 * @throws InweboError malformed
 */
export function requireCode ({ sandbox: { settings } }: ProtocolContext, parameters: DeviceQuery): string {
  const code = requireParameter(parameters, 'code')
  const length = settings.smsCode?.length ?? settings.activationCodeLength
  if (code.length !== length) throw new InweboError('malformed', `code should be ${length} digits`)
  return code
}
