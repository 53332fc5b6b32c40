import { type Static, Type } from '@sinclair/typebox'
import type { Settings } from '../../sandbox/settings.ts'
import { hasSubCodes, statusOf } from '../../codes/catalogue.ts'
import type { PimsError } from './pims-error.ts'

const TransactionIdSchema = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}$', examples: ['953cfefb-bc72'] })

/** The code of another system beneath 2204, 2205 or 2209. */
export const SubCodeSchema = Type.Object({ code: Type.Union([Type.Integer(), Type.String()]), label: Type.String() }, { title: 'SubCode' })

export const SucceededSchema = Type.Object({
  transactionId: TransactionIdSchema,
  status: Type.Literal('SUCCEEDED'),
  result: Type.Optional(Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())]))
}, { title: 'SucceededMessage' })

export const FailedSchema = Type.Object({
  transactionId: TransactionIdSchema,
  status: Type.Literal('FAILED'),
  error: Type.Object({ code: Type.Integer(), label: Type.String(), subCode: Type.Optional(SubCodeSchema) })
}, { title: 'FailedMessage' })

/** A message of the SDK, keys in the vendor's order. */
export type Failed = Static<typeof FailedSchema>

const EMPTY_RESULTS = { null: ',"result":null', object: ',"result":{}', absent: '' } as const

/** The end of a message without output data. */
const emptyResult = ({ sdkVersion, emptyResult = sdkVersion === '2.0.X' ? 'null' : 'object' }: Settings): string => EMPTY_RESULTS[emptyResult]

/** The message of an operation that succeeded, as JSON; what one without output data has for a result is a setting. */
export const succeeded = (transactionId: string, output: Record<string, unknown> | undefined, settings: Settings): string =>
  ['{"transactionId":"', transactionId, '","status":"SUCCEEDED"', output === undefined ? emptyResult(settings) : `,"result":${JSON.stringify(output)}`, '}'].join('') // one string, not a chain of them

/** The acknowledgement of a subscription, as JSON: it has no result, whatever the setting. */
export const acknowledged = (transactionId: string): string => `{"transactionId":"${transactionId}","status":"SUCCEEDED"}`

/** The message of an operation that failed. */
export const failed = (transactionId: string, error: PimsError, settings: Settings): Failed =>
  ({ transactionId, status: 'FAILED', error: errorPart(error, settings) })

/** What stands beneath a code of which the vendor has suberrors, where nothing else is said; the vendor's own message of 2.0.X has none. */
const UNKNOWN_SUB_CODE = { code: 500, label: 'Internal Server Error' }

/** What a message says of an error. */
export function errorPart (error: PimsError, { sdkVersion }: Settings): Failed['error'] {
  const { code, labelValues: { subCode = hasSubCodes(code) && sdkVersion !== '2.0.X' ? UNKNOWN_SUB_CODE : undefined } } = error
  return { code, label: error.label(sdkVersion), ...subCode !== undefined && { subCode } }
}

/** HTTP status that goes with a failure. */
export const statusOfFailure = ({ code }: PimsError, settings: Settings): number =>
  settings.httpStatus === 'always-200' ? 200 : statusOf(code)
