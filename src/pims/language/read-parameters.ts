import type { ErrorCode } from '../../codes/catalogue.ts'
import type { Family } from '../../words/families.ts'
import { describeLookalike, describeRepeated } from './misspelt.ts'
import { Misread, type Parameter, type Reading } from './parameter.ts'
import { PimsError } from './pims-error.ts'

/** What reading parameters needs to know of an operation. */
interface ParameterReader {
  readonly family: Family
  readonly otherForm: ReadonlySet<string>
  readonly reads: ReadonlyArray<readonly [name: string, parameter: Parameter]>
  /** Where it does not document 2101, a missing parameter is 2102. */
  readonly documents: (code: ErrorCode) => boolean
}

/** Whether a parameter was left out: `null` and an empty text count as absent. */
export const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

/** A parameter as it was sent. */
export const sentValue = (sent: Readonly<Record<string, unknown>>, name: string): unknown => Object.hasOwn(sent, name) ? sent[name] : undefined

/** The reason of a parameter that is missing. */
function describeMissing (name: string, { reads }: ParameterReader, sent: Readonly<Record<string, unknown>>): string {
  const required = reads.filter(([, parameter]) => parameter.required).map(([each]) => each)
  return `${name} is missing${describeLookalike(name, sent, reads.map(([each]) => each))}. The operation needs ${required.join(', ')}`
}

const NAMES = { psa: 'PSA', fca: 'FCA' } as const

/** @throws PimsError 2102 for a message in the form of the other family of brands: it must not succeed for somebody else */
function refuseOtherForm ({ family, otherForm }: ParameterReader, sent: Readonly<Record<string, unknown>>, { account }: Reading): void {
  if (otherForm.size === 0) return
  const parameter = Object.keys(sent).find((name) => otherForm.has(name))
  if (parameter === undefined) return
  const other = `${NAMES[family === 'psa' ? 'fca' : 'psa']}'s brands`
  const whose = account === undefined ? `no account of ${other} is named by username or X-Login-As` : `this account is one of ${NAMES[family]}'s`
  throw new PimsError(2102, { parameter, reason: `${parameter} belongs to the operation of ${other}; ${whose}` })
}

/** The code for a parameter that is missing: 2102 where only that is documented. */
const codeOfMissing = ({ documents }: ParameterReader): 2101 | 2102 => documents(2102) && !documents(2101) ? 2102 : 2101

/** @throws PimsError for a part that is missing or wrong */
function readValue (parameter: Parameter, operation: ParameterReader, value: unknown, reading: Reading): unknown {
  try {
    return parameter.read(value, reading)
  } catch (error) {
    if (!(error instanceof Misread)) throw error
    throw new PimsError(error.isMissing ? codeOfMissing(operation) : 2102, { parameter: error.path, reason: error.message })
  }
}

/**
 * Reads each parameter in turn (docs/reference/http-api.md#order-of-checks).
 *
 * @param phoneNumber the parameter of this name, read already; `undefined` when it has the wrong form
 * @throws PimsError 2101 or 2102
 */
export function readParameters (
  operation: ParameterReader,
  sent: Readonly<Record<string, unknown>>,
  reading: Reading,
  phoneNumber: string | undefined
): Record<string, unknown> {
  refuseOtherForm(operation, sent, reading)
  const input: Record<string, unknown> = {}
  for (const [name, parameter] of operation.reads) {
    const value = sentValue(sent, name)
    if (isAbsent(value)) {
      if (parameter.required) throw new PimsError(codeOfMissing(operation), { parameter: name, reason: describeMissing(name, operation, sent) })
      continue
    }
    const repeated = reading.isQuery && parameter.isList !== true ? describeRepeated(name, value) : undefined
    if (repeated !== undefined) throw new PimsError(2102, { parameter: name, reason: repeated })
    const understood = name === 'phoneNumber' ? phoneNumber : readValue(parameter, operation, value, reading)
    if (understood === undefined) throw new PimsError(2102, { parameter: name, reason: `${name} must be ${parameter.wanted}` })
    input[name] = understood
  }
  return input
}
