import { type Static, Type } from '@sinclair/typebox'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { statusOf } from './catalogue.ts'
import type { PimsError } from './pims-error.ts'

const TransactionIdSchema = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}$', examples: ['953cfefb-bc72'] })

/** The code of another system beneath 2204, 2205 or 2209. */
export const SubCodeSchema = Type.Object({ code: Type.Union([Type.Integer(), Type.String()]), label: Type.String() }, { title: 'SUBCODE' })

export const SucceededSchema = Type.Object({
  transactionId: TransactionIdSchema,
  status: Type.Literal('SUCCEEDED'),
  result: Type.Optional(Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())]))
}, { title: 'SUCCEEDED' })

export const FailedSchema = Type.Object({
  transactionId: TransactionIdSchema,
  status: Type.Literal('FAILED'),
  error: Type.Object({ code: Type.Integer(), label: Type.String(), subCode: Type.Optional(SubCodeSchema) })
}, { title: 'FAILED' })

/** The SDK's messages, keys in the vendor's order. */
export type Succeeded = Static<typeof SucceededSchema>
export type Failed = Static<typeof FailedSchema>

/** A fresh transaction id, of the form of the vendor's `953cfefb-bc72`. */
export const newTransactionId = ({ random }: Sandbox): string => `${random.hex(8)}-${random.hex(4)}`

const EMPTY_RESULTS = { null: { result: null }, object: { result: {} }, absent: {} } as const

/** The message of an operation that succeeded; what one without output data has for a result is a setting. */
export const succeeded = (transactionId: string, output: Record<string, unknown> | undefined, { settings }: Sandbox): Succeeded =>
  ({ transactionId, status: 'SUCCEEDED', ...output === undefined ? EMPTY_RESULTS[settings.emptyResult] : { result: output } })

/** The message of an operation that failed. */
export function failed (transactionId: string, error: PimsError, { settings }: Sandbox): Failed {
  const { code, blanks: { subCode } } = error
  return { transactionId, status: 'FAILED', error: { code, label: error.label(settings.sdkVersion), ...subCode !== undefined && { subCode } } }
}

/** HTTP status that goes with a failure. */
export const statusOfFailure = ({ code }: PimsError, { settings }: Sandbox): number =>
  settings.alwaysStatus200 ? 200 : statusOf(code)
