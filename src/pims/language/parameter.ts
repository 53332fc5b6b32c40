import { type TSchema, Type } from '@sinclair/typebox'
import { literals } from '../../lib/literals.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import type { Settings } from '../../sandbox/settings.ts'
import { canonicalPhoneNumber } from '../../lib/phone-number.ts'

/** What a value is read by. */
export interface Reading {
  readonly settings: Settings
  /** Who calls, as far as it is known. */
  readonly account: Pick<Account, 'pin'> | undefined
  /** Whether it comes from a query string, where everything is text. */
  readonly isQuery: boolean
}

/** One parameter of an operation: what the vendor documents, and how a value is read. */
export interface Parameter<Value = unknown> {
  /** The form on the wire, for the documentation. */
  readonly schema: TSchema
  readonly required: boolean
  /** The platform that the parameter belongs to, where the vendor names one. */
  readonly platform?: 'Android only' | 'iOS only'
  /** What to send, in words: "4 to 8 digits". */
  readonly wanted: string
  /** Whether it takes several values: in a query string, the same name several times. */
  readonly isList?: boolean
  /**
   * The value in its canonical form, or `undefined` when its form is wrong.
   *
   * @throws Misread where only a part of it is
   */
  read (value: unknown, reading: Reading): Value | undefined
}

/** Says which part of a parameter is missing or has the wrong form. */
export class Misread extends Error {
  /** The names that lead to it: `location.latitude`. */
  readonly path: string
  readonly isMissing: boolean

  constructor (path: string, reason: string, isMissing: boolean) {
    super(reason)
    this.path = path
    this.isMissing = isMissing
  }
}

/** Parameters by name, in the vendor's order. */
export type ParameterSpecs = Readonly<Record<string, Parameter>>

/** A parameter that may be left out. */
export const optional = <Value>(parameter: Parameter<Value>): Parameter<Value | undefined> =>
  ({ ...parameter, required: false })

/** A parameter that the vendor documents for one platform only: the other leaves it out. */
export const onlyOn = <Value>(platform: 'Android only' | 'iOS only', parameter: Parameter<Value>) =>
  ({ ...optional(parameter), platform })

/** A phone number, read as E.164. The vendor documents Integer, with `0612345678` as the example. */
export const phoneNumber = (): Parameter<string> => ({
  schema: Type.Union([Type.String(), Type.Integer()], { examples: ['0612345678'], description: 'In any usual spelling' }),
  required: true,
  wanted: 'a possible phone number such as 0612345678 or +33612345678',
  read: (value, { settings: { phoneRegion } }) => {
    const written = textOf(value)
    return written === undefined ? undefined : canonicalPhoneNumber(written, phoneRegion)
  }
})

/** The digits of a code. An integer has lost its leading zeros and gets them back; in a query string, too few digits were one. */
const digits = (example: string, { min, max, length }: { min: number, max: number, length: (reading: Reading) => number }): Parameter<string> => ({
  schema: Type.Union([Type.String({ pattern: `^\\d{${min},${max}}$` }), Type.Integer({ minimum: 0 })], { examples: [example] }),
  required: true,
  wanted: `${min} to ${max} digits`,
  read: (value, reading) => {
    const written = textOf(value)
    const text = typeof value === 'number' || reading.isQuery ? written?.padStart(length(reading), '0') : written
    return text !== undefined && /^\d+$/.test(text) && text.length >= min && text.length <= max ? text : undefined
  }
})

/** A code that an SMS of phoneNumberCertification carries. */
export const smsCode = (): Parameter<string> =>
  digits('123456', { min: 1, max: 16, length: ({ settings: { smsCode, smsCodeLength } }) => smsCode?.length ?? smsCodeLength })

/** An inWebo activation code: what an SMS of enrollment or resetPIN carries. */
export const activationCode = (): Parameter<string> =>
  digits('123456789', { min: 1, max: 16, length: ({ settings: { smsCode, activationCodeLength } }) => smsCode?.length ?? activationCodeLength })

/** A PIN of 4 to 8 digits; one that lost its zeros is as long as the account's. */
export const pinCode = (): Parameter<string> => digits('1234', { min: 4, max: 8, length: ({ account }) => account?.pin?.length ?? 4 })

/** One of a few words. */
export const oneOf = <const Words extends readonly string[]>(...words: Words): Parameter<Words[number]> => ({
  schema: literals(words, { examples: [words[0]] }),
  required: true,
  wanted: words.length === 1 ? `"${words[0]}"` : `one of ${words.join(', ')}`,
  read: (value) => words.find((word) => word === value)
})

/** A boolean, or the word for one, which is all that a query string can have. */
export function booleanOf (value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : undefined
}

/** Yes or no; a query string can only spell it. */
export const flag = (description: string): Parameter<boolean> => ({
  schema: Type.Boolean({ description, examples: [true] }),
  required: true,
  wanted: 'true or false',
  read: booleanOf
})

/** A line of text. */
export const text = (example: string): Parameter<string> => ({
  schema: Type.String({ minLength: 1, maxLength: 200, examples: [example] }),
  required: true,
  wanted: 'one line of at most 200 characters',
  read: (value) => typeof value === 'string' && isLine(value) ? value : undefined
})

/** A parameter that the operation reads itself. */
export const asGiven = (schema: TSchema): Parameter<unknown> => ({ schema, required: false, wanted: 'anything', read: (value) => value })

/** An object of the platform (Android's `Context`): anything that can be sent in its place. */
export const platformObject = (example: string): Parameter<unknown> =>
  ({ ...asGiven(Type.Unknown({ examples: [example] })), required: true })

/** A string, or a safe integer as one; `undefined` for anything else. */
function textOf (value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return Number.isSafeInteger(value) ? String(value) : undefined
}

/** Whether a text is one well-formed line of at most 200 characters. */
function isLine (value: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what it refuses
  return value.length <= 200 && value.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(value)
}
