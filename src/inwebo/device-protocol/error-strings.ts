import { type ErrorCode, isErrorCode } from '../../codes/catalogue.ts'
import type { InweboRefusal } from '../inwebo-error.ts'

/** Every error string that the mock sends (docs/reference/device-protocol.md#7-error-strings), by what it refuses. */
const STRINGS = {
  'wrong-code': 'NOK:CODE',
  'access-refused': 'NOK:ACCESS',
  'otp-limit': 'NOK:ACCESS',
  'wrong-pin': 'NOK:ACCESS',
  'wrong-proof': 'NOK:ACCESS',
  'wrong-otp': 'NOK:ACCESS',
  'old-library': 'NOK:VERSION',
  blocked: 'NOK:NOK_BLOCKED',
  'pin-blocked': 'NOK:NOK_BLOCKED',
  'not-synchronised': 'NOK:STATE',
  'out-of-step': 'NOK:STATE',
  'no-device': 'NOK:NODEVICE',
  'not-activated': 'NOK:NOCA',
  'no-service': 'NOK:NOSRV',
  'pin-reused': 'NOK:PINREUSED',
  'sync-failed': 'NOK:SYNCHROFAILED',
  'not-enrolled': 'NOK:FORBIDDEN',
  'unknown-mode': 'NOK:FORBIDDEN',
  'upgrade-required': 'NOK:FORBIDDEN',
  'enrolment-limit': 'NOK:MAXNBTOOLS',
  malformed: 'NOK:SN',
  'malformed-pin': 'NOK:PINREFUSED',
  'too-late': 'NOK:TIMEOUT'
} as const satisfies Record<InweboRefusal, `NOK:${string}`>

/** What is sent for whatever the protocol has no string for. */
const OTHER = 'NOK:ERR1'

export type ErrorString = typeof STRINGS[InweboRefusal] | typeof OTHER

/** The error string of a refusal. */
export const stringOf = (refusal: InweboRefusal): ErrorString => STRINGS[refusal]

/** The error string that means the same as a code of the SDK. */
const STRINGS_OF_CODES: { readonly [Code in ErrorCode]?: ErrorString } = {
  2102: 'NOK:SN',
  2201: 'NOK:TIMEOUT',
  2305: 'NOK:CODE',
  2308: 'NOK:ACCESS',
  2309: 'NOK:VERSION',
  2310: 'NOK:NOK_BLOCKED',
  2311: 'NOK:STATE',
  2312: 'NOK:NODEVICE',
  2313: 'NOK:NOCA',
  2314: 'NOK:NOSRV',
  2315: 'NOK:PINREUSED',
  2316: 'NOK:SYNCHROFAILED',
  2317: 'NOK:FORBIDDEN'
}

/** The error string that a code of the SDK becomes when a fault asks for it. */
export const stringOfCode = (code: number): ErrorString => (isErrorCode(code) ? STRINGS_OF_CODES[code] : undefined) ?? OTHER

const ALL: ReadonlySet<string> = new Set<ErrorString>([...Object.values(STRINGS), OTHER])

/** Whether a text is one of the error strings. */
export const isErrorString = (text: string | undefined): text is ErrorString => text !== undefined && ALL.has(text)
