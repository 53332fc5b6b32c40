import { type Static, type TObject, Type } from '@sinclair/typebox'
import { camelCase } from '../lib/text/camel-case.ts'
import { literals } from '../lib/literals.ts'
import { NUMBER_FAMILIES } from './accounts/own-numbers.ts'

/** What the rules of every sandbox depend on, by the names of the environment. */
export const SANDBOX_SETTINGS = {
  SDK_VERSION: literals(['2.0.X', '2.0', '2.1', '2.2', '2.3'], { default: '2.0.X', description: 'generation of the SDK: in 2.0.X alone result is null, 2201 has its long label, and an unknown subCode is left out' }),
  EMPTY_RESULT: Type.Optional(literals(['null', 'object', 'absent'], { description: 'result of an operation without output data; by SDK_VERSION when absent' })),
  HTTP_STATUS: literals(['semantic', 'always-200'], { default: 'semantic', description: 'HTTP status of FAILED messages' }),
  PHONE_REGION: Type.String({ default: 'FR', pattern: '^[A-Z]{2}$', description: 'region of a number without a country code' }),
  SMS_CODE: Type.Optional(Type.String({ pattern: '^\\d{4,9}$', description: 'the one code that every SMS carries' })),
  SMS_CODE_LENGTH: Type.Integer({ default: 6, minimum: 4, maximum: 9, description: 'digits of a phoneNumberCertification code' }),
  ACTIVATION_CODE_LENGTH: Type.Integer({ default: 9, minimum: 4, maximum: 9, description: 'digits of an enrollment or resetPIN code' }),
  SMS_CODE_TTL: Type.Integer({ default: 300, minimum: 1, maximum: 86400, description: 'life of a phoneNumberCertification code in seconds' }),
  SMS_MAX_ATTEMPTS: Type.Integer({ default: 3, minimum: 1, maximum: 100, description: 'wrong tries that void a code' }),
  MAX_PIN_ERRORS: Type.Integer({ default: 3, minimum: 1, maximum: 100, description: 'wrong PINs that block an account' }),
  MAX_ENROLLMENTS: Type.Integer({ default: 20, minimum: 1, maximum: 1000000, description: 'enrolments of an account, for life' }),
  OTP_DAILY_LIMIT: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'one-time passwords in 24 hours; no limit when absent' })),
  SEED: Type.Optional(Type.Integer({ minimum: 0, maximum: 4294967295, description: 'makes every code, id and draw reproducible' })),
  MAGIC_NUMBERS: Type.Boolean({ default: true, description: 'whether a number 063998dddd fails with the code dddd' }),
  NUMBERS: literals(NUMBER_FAMILIES, { default: 'drama', description: 'phone numbers of the bundled accounts, and magic numbers; valid: those that a library takes which checks numbers' }),
  STRICT_VERSION: Type.Boolean({ default: false, description: 'whether operations that came after SDK_VERSION fail with 2002' }),
  REQUIRE_INITIALIZE: Type.Boolean({ default: false, description: 'whether operations before pims.initialize fail with 2001' }),
  AUTH: literals(['required', 'optional'], { default: 'required', description: 'optional: a request without a token speaks for alice' }),
  REFRESH_ROTATION: Type.Boolean({ default: true, description: 'whether each refresh gives a new OAuth refresh token, which lives 7 days, and ends the old one; else one lives 30 days' }),
  REASON_HEADER: Type.Boolean({ default: true, description: 'whether X-Mock-Reason says why a request was refused' }),
  JOURNAL_SIZE: Type.Integer({ default: 1000, minimum: 0, maximum: 100000, description: 'requests to remember, per sandbox' }),
  INBOX_SIZE: Type.Integer({ default: 1000, minimum: 1, maximum: 100000, description: 'SMS messages to keep, per sandbox' }),
  FAULT_HANG_MAX: Type.Integer({ default: 120000, minimum: 1, maximum: 3600000, description: 'longest hang in milliseconds' })
}

type Variables = Static<TObject<typeof SANDBOX_SETTINGS>>

/** `smsCodeTtl` of `SMS_CODE_TTL` */
type CamelCase<Name extends string> = Name extends `${infer Word}_${infer Rest}` ? `${Lowercase<Word>}${Capitalize<CamelCase<Rest>>}` : Lowercase<Name>

/** The same by the names that code has for them: `smsCodeTtl` of `SMS_CODE_TTL`. */
export type Settings = { readonly [Name in keyof Variables as CamelCase<Name>]: Variables[Name] }

/** The settings of the sandboxes among those of the server. */
export const settingsOf = (variables: Variables): Settings =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => Object.hasOwn(SANDBOX_SETTINGS, name)).map(([name, value]) => [camelCase(name.toLowerCase()), value])) as unknown as Settings

/** Those that are not as they are by default, by their names in the environment; the seed, which a sandbox has of its own, is none. */
export const changedSettings = (settings: Settings): Record<string, string | number | boolean> =>
  Object.fromEntries(Object.entries(SANDBOX_SETTINGS).flatMap(([name, schema]) => {
    const value = settings[camelCase(name.toLowerCase()) as keyof Settings]
    return name === 'SEED' || value === undefined || value === schema.default ? [] : [[name, value]]
  }))
