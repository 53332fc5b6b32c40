import type { ErrorCode } from '../codes/catalogue.ts'
import type { InweboRefusal } from '../inwebo/inwebo-error.ts'

/** The codes that mean the same as a refusal of the inWebo service, the best first (docs/reference/device-protocol.md#7-error-strings). */
export const CODES_OF_REFUSALS: Readonly<Record<InweboRefusal, readonly [ErrorCode, ...ErrorCode[]]>> = {
  'wrong-code': [2305],
  'access-refused': [2308],
  'otp-limit': [2308],
  'wrong-pin': [2308],
  'wrong-proof': [2308],
  'wrong-otp': [2308],
  'old-library': [2309],
  blocked: [2310],
  'pin-blocked': [2317, 2310],
  'not-synchronised': [2311],
  'out-of-step': [2311],
  'no-device': [2312],
  'not-activated': [2313],
  'no-service': [2314],
  'pin-reused': [2315],
  'sync-failed': [2316],
  'not-enrolled': [2317],
  'unknown-mode': [2317],
  'upgrade-required': [2317],
  'enrolment-limit': [2317],
  malformed: [2102],
  'malformed-pin': [2102],
  'too-late': [2201]
}
