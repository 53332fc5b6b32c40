// @ts-nocheck
import type { Face } from '../wire/fault.ts'

/** An operation of a face other than PIMS, and the codes that it has words for. */
export interface OtherOperation {
  readonly face: Exclude<Face, 'pims'>
  readonly name: string
  readonly errors: readonly number[]
  readonly sendsSms?: boolean
}

/** What the network does: hang, reset, malformed, HTTP 500. */
const NETWORK = [2201, 2202, 2203, 2204]
const SYNTAX = [2102, ...NETWORK]
/** What the inWebo service refuses a device (docs/reference/device-protocol.md#7-error-strings). */
const SERVICE = [2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317]
const NEW_PIN = [...SYNTAX, 2305, ...SERVICE, 2315]
const TOKEN = [...NETWORK, 2301, 2302]

export const otherOperations: readonly OtherOperation[] = [
  { face: 'inwebo', name: 'activate', errors: [...SYNTAX, 2305, ...SERVICE] },
  { face: 'inwebo', name: 'ms', errors: [...SYNTAX, 2308, 2310, 2311, 2312, 2317] },
  { face: 'inwebo', name: 'otp', errors: [...SYNTAX, ...SERVICE] },
  { face: 'inwebo', name: 'synchro', errors: [...SYNTAX, ...SERVICE] },
  { face: 'inwebo', name: 'password', errors: NEW_PIN },
  { face: 'inwebo', name: 'reset', errors: NEW_PIN },
  { face: 'cvs', name: 'smsCode', errors: [...TOKEN, 2307], sendsSms: true },
  { face: 'cvs', name: 'token', errors: [...TOKEN, 2308, 2310, 2311, 2312, 2317] },
  { face: 'cvs', name: 'carAssociations', errors: TOKEN },
  { face: 'oauth', name: 'authorize', errors: [...NETWORK, 2368] },
  { face: 'oauth', name: 'token', errors: TOKEN }
]
