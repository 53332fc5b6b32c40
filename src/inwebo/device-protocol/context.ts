import type { Sandbox } from '../../sandbox/sandbox.ts'
import { findDevice, type Enrolled } from '../device.ts'
import { InweboError } from '../errors.ts'
import type { Keys } from '../crypto/server-keys.ts'
import { need, type Parameters } from './parameters.ts'
import type { Randomness } from '../crypto/protocol-random.ts'
import type { Fields } from './xml.ts'

/** What an OTP answer carries beyond the number: the protocol's variations (section 5.5), for one answer. */
export interface OtpVariation {
  /** Forces the second round. */
  readonly J?: boolean
  readonly dK1?: boolean
  readonly K1?: boolean
  /** All optional elements. */
  readonly extras?: boolean
}

/** Where a device request is answered. */
export interface Context {
  readonly sandbox: Sandbox
  readonly keys: Keys
  readonly chance: Randomness
  readonly variation?: OtpVariation | undefined
}

/** One mode of the protocol: each step answers the fields after `err`, or throws an InweboError. */
export type Step = (context: Context, parameters: Parameters) => Fields
export interface Mode {
  readonly setup?: Step
  readonly finalize: Step
}

/** Whether the request comes from a device that never enrolled; one port sends `0`. */
export const isUnenrolled = ({ id = '' }: Parameters): boolean => id === '' || id === '0'

/**
 * The device that speaks.
 * @throws InweboError NOK:FORBIDDEN, NOK:NODEVICE
 */
export function speaker ({ sandbox }: Context, parameters: Parameters): Enrolled {
  if (isUnenrolled(parameters)) throw new InweboError('NOK:FORBIDDEN', 'id is empty: the device was never enrolled')
  const { id = '' } = parameters
  const enrolled = findDevice(sandbox, id)
  if (enrolled === undefined) throw new InweboError('NOK:NODEVICE', `no enabled device has the id ${id}: it was removed, or belongs to another sandbox`)
  return enrolled
}

/**
 * Reads an activation code; the fixed code of a sandbox is well-formed whatever its length.
 * @throws InweboError NOK:SN
 */
export const needCode = ({ sandbox: { settings } }: Context, parameters: Parameters): string =>
  parameters.code !== undefined && parameters.code === settings.smsCode ? parameters.code : need(parameters, 'code')
