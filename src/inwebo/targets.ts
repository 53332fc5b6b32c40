import { NETWORK_CODES } from '../faults/network-codes.ts'
import type { Target } from '../sandbox/targets.ts'

const SYNTAX_CODES = [2102, ...NETWORK_CODES]
/** What the inWebo service refuses a device (docs/reference/device-protocol.md#7-error-strings). */
const SERVICE_CODES = [2308, 2309, 2310, 2311, 2312, 2313, 2314, 2316, 2317]
const NEW_PIN_CODES = [...SYNTAX_CODES, 2305, ...SERVICE_CODES, 2315]

/** The modes of the device protocol, with the codes that it has error strings for. */
export const inweboTargets: readonly Target[] = [
  { id: 'inwebo.activate', name: 'activate', errors: [...SYNTAX_CODES, 2305, ...SERVICE_CODES] },
  { id: 'inwebo.ms', name: 'ms', errors: [...SYNTAX_CODES, 2308, 2310, 2311, 2312, 2317] },
  { id: 'inwebo.otp', name: 'otp', errors: [...SYNTAX_CODES, ...SERVICE_CODES], variesOtp: true },
  { id: 'inwebo.synchro', name: 'synchro', errors: [...SYNTAX_CODES, ...SERVICE_CODES] },
  { id: 'inwebo.password', name: 'password', errors: NEW_PIN_CODES },
  { id: 'inwebo.reset', name: 'reset', errors: NEW_PIN_CODES }
].map((mode) => ({ ...mode, face: 'inwebo', hasSteps: true }))
