import { Type } from '@sinclair/typebox'
import { BoundedMap, entriesSchema } from '../sandbox/bounded-map.ts'
import type { Caller } from './operation.ts'

/** How many a sandbox remembers. */
const MAX_CODES = 10_000

/** The enrolment codes that were found right, by account and device: there they need not be sent again. */
export class VerifiedCodes extends BoundedMap<string, string> {
  static readonly key = 'verifiedCodes'
  static readonly StateSchema = entriesSchema(Type.String({ pattern: '^\\d{1,16}$' }), MAX_CODES, 'Enrolment code by account and device')

  constructor () {
    super(MAX_CODES)
  }
}

const keyOf = ({ account, deviceId }: Caller) => `${account.id} ${deviceId}`

/** Remembers that a code was found right on this device. */
export const rememberCode = (caller: Caller, code: string): void => {
  caller.sandbox.part(VerifiedCodes).set(keyOf(caller), code)
}

/** The code that was found right last on this device. */
export const verifiedCode = (caller: Caller): string | undefined => caller.sandbox.part(VerifiedCodes).get(keyOf(caller))
