// @ts-nocheck
import { type TSchema, Type } from '@sinclair/typebox'
import type { Settings } from '../sandbox/settings.ts'
import type { ErrorCode } from './catalogue.ts'
import { canonicalPhoneNumber } from '../lib/phone-number.ts'
import { PimsError } from './pims-error.ts'

/** One parameter of an operation: what the vendor documents, and how a value is read. */
export interface Parameter<Value = unknown> {
  /** The form on the wire, for the documentation. */
  readonly schema: TSchema
  readonly required: boolean
  /** The platform that the parameter belongs to, where the vendor names one. */
  readonly platform?: 'Android only' | 'iOS only'
  /** The value in its canonical form, or `undefined` when its form is wrong. */
  read (value: unknown, settings: Settings): Value | undefined
}

/** Parameters by name, in the vendor's order. */
export type ParameterSpecs = Readonly<Record<string, Parameter>>

/** What reading parameters needs to know of an operation. */
interface ParameterReader {
  readonly reads: ReadonlyArray<readonly [name: string, parameter: Parameter]>
  /** Where it does not document 2101, a missing parameter is 2102. */
  readonly documents: (code: ErrorCode) => boolean
}

/** Whether a parameter was left out: `null` and an empty text count as absent. */
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

/** A parameter as it was sent. */
export const sentValue = (sent: Readonly<Record<string, unknown>>, name: string): unknown => Object.hasOwn(sent, name) ? sent[name] : undefined

/**
 * Reads each parameter in turn (docs/reference/http-api.md#order-of-checks).
 *
 * @param phoneNumber the parameter of this name, read already; `undefined` when it has the wrong form
 * @throws PimsError 2101 or 2102
 */
export function readParameters (
  { reads, documents }: ParameterReader,
  sent: Readonly<Record<string, unknown>>,
  settings: Settings,
  phoneNumber: string | undefined
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const [name, { required, read }] of reads) {
    const value = sentValue(sent, name)
    if (isAbsent(value)) {
      if (required) throw new PimsError(documents(2101) ? 2101 : 2102, { parameter: name })
      continue
    }
    const understood = name === 'phoneNumber' ? phoneNumber : read(value, settings)
    if (understood === undefined) throw new PimsError(2102, { parameter: name })
    input[name] = understood
  }
  return input
}

/** A parameter that may be left out. */
export const optional = <Value>(parameter: Parameter<Value>): Parameter<Value | undefined> =>
  ({ ...parameter, required: false })

/** A parameter that the vendor documents for one platform only: the other leaves it out. */
export const onlyOn = <Value>(platform: 'Android only' | 'iOS only', parameter: Parameter<Value>) =>
  ({ ...optional(parameter), platform })

/** A telephone number, read as E.164. The vendor documents Integer, with `0612345678` as the example. */
export const phoneNumber = (): Parameter<string> => ({
  schema: Type.Union([Type.String(), Type.Integer()], { examples: ['0612345678'], description: 'In any usual spelling' }),
  required: true,
  read: (value, { phoneRegion }) => {
    const written = textOf(value)
    return written === undefined ? undefined : canonicalPhoneNumber(written, phoneRegion)
  }
})

/** The digits of a code; an integer has lost its leading zeros and gets them back. */
const digits = (example: string, { min, max, length }: { min: number, max: number, length: (settings: Settings) => number }): Parameter<string> => ({
  schema: Type.Union([Type.String({ pattern: `^\\d{${min},${max}}$` }), Type.Integer({ minimum: 0 })], { examples: [example] }),
  required: true,
  read: (value, settings) => {
    const text = typeof value === 'number' ? textOf(value)?.padStart(length(settings), '0') : textOf(value)
    return text !== undefined && /^\d+$/.test(text) && text.length >= min && text.length <= max ? text : undefined
  }
})

/** A code that an SMS of phoneNumberCertification carries. */
export const smsCode = (): Parameter<string> =>
  digits('123456', { min: 1, max: 16, length: ({ smsCode, smsCodeLength }) => smsCode?.length ?? smsCodeLength })

/** An inWebo activation code: what an SMS of enrollment or resetPIN carries. */
export const activationCode = (): Parameter<string> =>
  digits('123456789', { min: 1, max: 16, length: ({ smsCode, activationCodeLength }) => smsCode?.length ?? activationCodeLength })

/** A PIN of 4 to 8 digits. */
export const pinCode = (): Parameter<string> => digits('1234', { min: 4, max: 8, length: () => 4 })

/** One of a few words. */
export const oneOf = <const Words extends readonly string[]>(...words: Words): Parameter<Words[number]> => ({
  schema: Type.Union(words.map((word) => Type.Literal(word)), { examples: [words[0]] }),
  required: true,
  read: (value) => words.find((word) => word === value)
})

/** Yes or no; a query string can only spell it. */
export const flag = (description: string): Parameter<boolean> => ({
  schema: Type.Boolean({ description, examples: [true] }),
  required: true,
  read: (value) => new Map<unknown, boolean>([[true, true], ['true', true], [false, false], ['false', false]]).get(value)
})

/** A line of text. */
export const text = (example: string): Parameter<string> => ({
  schema: Type.String({ minLength: 1, maxLength: 200, examples: [example] }),
  required: true,
  read: (value) => typeof value === 'string' && isLine(value) ? value : undefined
})

/** A parameter that the operation reads itself. */
export const asGiven = (schema: TSchema): Parameter<unknown> => ({ schema, required: false, read: (value) => value })

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
