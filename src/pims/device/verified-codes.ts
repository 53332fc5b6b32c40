import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { BoundedMap, entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Caller } from '../language/operation.ts'

/** How many a sandbox remembers. */
const MAX_CODES = 10_000

const VerifiedCodeSchema = closedObject({
  code: Type.String({ pattern: '^\\d{1,16}$' }),
  use: literals(['verified', 'enrolled'], { description: 'Found right, or used to enrol the device' })
})
type VerifiedCode = Readonly<Static<typeof VerifiedCodeSchema>>

/** The enrolment codes that were found right, by account and device: there they need not be sent again. */
export class VerifiedCodes extends BoundedMap<string, VerifiedCode> {
  static readonly key = 'verifiedCodes'
  static readonly StateSchema = entriesSchema(VerifiedCodeSchema, MAX_CODES, 'Enrolment code by account and device')

  constructor ({ memory }: Pick<Sandbox, 'memory'>) {
    super(MAX_CODES, memory)
  }

  /** Forgets what is kept for an account that is deleted. */
  forgetAccount (id: string): void {
    for (const key of [...this.keys()]) if (key.startsWith(`${id} `)) this.delete(key)
  }
}

const keyOf = ({ account, deviceId }: Caller) => `${account.id} ${deviceId}`

/** Remembers that a code was found right on this device, or that it enrolled it. */
export const rememberCode = (caller: Caller, code: string, use: VerifiedCode['use']): void => {
  caller.sandbox.part(VerifiedCodes).set(keyOf(caller), { code, use })
}

/** The code that was found right last on this device. */
export const verifiedCode = (caller: Caller): string | undefined => caller.sandbox.part(VerifiedCodes).get(keyOf(caller))?.code

/** The code that enrolled this device, unless another was found right since. */
export function enrolledCode (caller: Caller): string | undefined {
  const remembered = caller.sandbox.part(VerifiedCodes).get(keyOf(caller))
  return remembered?.use === 'enrolled' ? remembered.code : undefined
}
