import type { NumberFamily } from './accounts/own-numbers.ts'

/** What the rules of every sandbox depend on; `src/config.ts` fills it from the environment. */
export interface Settings {
  /** `2.0.X` is the generation of the vendor's first page: result `null`, the long label of 2201. */
  readonly sdkVersion: '2.0.X' | '2.0' | '2.1' | '2.2' | '2.3'
  /** The `result` of an operation without output data: `null`, `{}`, or no such field. */
  readonly emptyResult: 'null' | 'object' | 'absent'
  /** ISO 3166 region of a phone number written without a country code. */
  readonly phoneRegion: string
  /** Digits of a phoneNumberCertification code. */
  readonly smsCodeLength: number
  /** Digits of an inWebo activation code: that of enrollment and resetPIN. */
  readonly activationCodeLength: number
  /** Lifetime of a phoneNumberCertification code, in milliseconds. */
  readonly smsCodeTtl: number
  /** Wrong tries after which a pending code is void. */
  readonly smsMaxAttempts: number
  /** The one code that every SMS carries, when it is fixed. */
  readonly smsCode: string | undefined
  /** Wrong PINs after which the account's PIN is blocked. */
  readonly maxPinErrors: number
  /** Enrolments that an account has for life. */
  readonly maxEnrollments: number
  /** One-time passwords in 24 hours; unlimited when absent. */
  readonly otpDailyLimit: number | undefined
  /** Seed of the random generator; drawn when absent. */
  readonly seed: number | undefined
  /** Send 200 with every message of the PIMS face, FAILED ones too. */
  readonly alwaysStatus200: boolean
  /** What the numbers that the mock has of its own look like. */
  readonly numbers: NumberFamily
  /** Whether a magic number fails with the code that it names. */
  readonly magicNumbers: boolean
  readonly requireInitialize: boolean
  /** `optional`: a request without a token speaks for `alice`. */
  readonly auth: 'required' | 'optional'
  /** Whether each refresh gives a new refresh token, and ends the old one. */
  readonly refreshRotation: boolean
  /** Whether answers that refuse carry their reason as a header. */
  readonly reasonHeader: boolean
  /** Messages that the inbox keeps. */
  readonly inboxSize: number
  /** Entries that the request journal keeps. */
  readonly journalSize: number
  /** Longest hang of a fault, in milliseconds. */
  readonly faultHangMax: number
}
