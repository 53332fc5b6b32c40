import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import type { Caller } from '../language/operation.ts'
import { callerKey, DeviceMap, MAX_REMEMBERED } from './device-map.ts'

const VerifiedCodeSchema = closedObject({
  code: Type.String({ pattern: '^\\d{1,16}$' }),
  use: literals(['verified', 'enrolled'], { description: 'Found right, or used to enrol the device' })
})
type VerifiedCode = Readonly<Static<typeof VerifiedCodeSchema>>

/** The enrolment codes that were found right, by account and device: there they need not be sent again. */
export class VerifiedCodes extends DeviceMap<VerifiedCode> {
  static readonly key = 'verifiedCodes'
  static readonly StateSchema = entriesSchema(VerifiedCodeSchema, MAX_REMEMBERED, 'Enrolment code by account and device')
}

/** Remembers that a code was found right on this device, or that it enrolled it. */
export const rememberCode = (caller: Caller, code: string, use: VerifiedCode['use']): void => {
  caller.sandbox.part(VerifiedCodes).set(callerKey(caller), { code, use })
}

/** The code that was found right last on this device. */
export const verifiedCode = (caller: Caller): string | undefined => caller.sandbox.part(VerifiedCodes).get(callerKey(caller))?.code

/** The code that enrolled this device, unless another was found right since. */
export function enrolledCode (caller: Caller): string | undefined {
  const remembered = caller.sandbox.part(VerifiedCodes).get(callerKey(caller))
  return remembered?.use === 'enrolled' ? remembered.code : undefined
}
