import { type Static, Type } from '@sinclair/typebox'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { statusOf } from './catalogue.ts'
import type { PimsError } from './pims-error.ts'

const TransactionIdSchema = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}$', examples: ['953cfefb-bc72'] })

export const SucceededSchema = Type.Object({
  transactionId: TransactionIdSchema,
  status: Type.Literal('SUCCEEDED'),
  result: Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())])
}, { title: 'SUCCEEDED' })

export const FailedSchema = Type.Object({
  transactionId: TransactionIdSchema,
  status: Type.Literal('FAILED'),
  error: Type.Object({ code: Type.Integer(), label: Type.String() })
}, { title: 'FAILED' })

/** The SDK's messages, keys in the vendor's order. */
export type Succeeded = Static<typeof SucceededSchema>
export type Failed = Static<typeof FailedSchema>

/** A fresh transaction id, of the form of the vendor's `953cfefb-bc72`. */
export const newTransactionId = ({ random }: Sandbox): string => `${random.hex(8)}-${random.hex(4)}`

/** The message of an operation that succeeded; one without output data has `null`, from SDK 2.0 on `{}`. */
export function succeeded (transactionId: string, output: Record<string, unknown> | undefined, { settings }: Sandbox): Succeeded {
  const nothing = settings.sdkVersion === '2.0.X' ? null : {}
  return { transactionId, status: 'SUCCEEDED', result: output ?? nothing }
}

/** The message of an operation that failed. */
export function failed (transactionId: string, error: PimsError, { settings }: Sandbox): Failed {
  const { code } = error
  return { transactionId, status: 'FAILED', error: { code, label: error.label(settings.sdkVersion) } }
}

/** HTTP status that goes with a failure. */
export const statusOfFailure = ({ code }: PimsError, { settings }: Sandbox): number =>
  settings.alwaysStatus200 ? 200 : statusOf(code)
