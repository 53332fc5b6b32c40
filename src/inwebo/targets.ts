import type { ErrorCode } from '../codes/catalogue.ts'
import { HTTP_KINDS } from '../effects/index.ts'
import { NETWORK_CODES } from '../words/network-codes.ts'
import type { Target } from '../targets/targets.ts'

const SYNTAX_CODES: readonly ErrorCode[] = [2102, ...NETWORK_CODES]
/** What the inWebo service refuses a device (docs/reference/device-protocol.md#7-error-strings). */
const SERVICE_CODES: readonly ErrorCode[] = [2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317]
const NEW_PIN_CODES: readonly ErrorCode[] = [...SYNTAX_CODES, 2305, ...SERVICE_CODES, 2315]

/** What all modes have: a code hits one of two steps. */
const mode = { face: 'inwebo', takes: HTTP_KINDS, hasSteps: true } as const

/** The modes of the device protocol, with the codes that it has error strings for. */
export const inweboTargets: readonly Target[] = [
  { ...mode, id: 'inwebo.activate', name: 'activate', errors: [...SYNTAX_CODES, 2305, ...SERVICE_CODES] },
  { ...mode, id: 'inwebo.ms', name: 'ms', errors: [...SYNTAX_CODES, 2308, 2310, 2311, 2312, 2317] },
  { ...mode, id: 'inwebo.otp', name: 'otp', errors: [...SYNTAX_CODES, ...SERVICE_CODES], takes: [...HTTP_KINDS, 'otp'] },
  { ...mode, id: 'inwebo.synchro', name: 'synchro', errors: [...SYNTAX_CODES, ...SERVICE_CODES] },
  { ...mode, id: 'inwebo.password', name: 'password', errors: NEW_PIN_CODES },
  { ...mode, id: 'inwebo.reset', name: 'reset', errors: NEW_PIN_CODES }
]
