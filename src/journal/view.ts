import { type Static, Type } from '@sinclair/typebox'
import { operationById } from '../pims/registry.ts'
import type { JournalEntry } from './journal.ts'
import { ChangeSchema, describeChanges } from './changes.ts'
import { maskParameters } from './mask.ts'

const nothing = Type.Null()

/** A journal entry as the admin API shows it. */
export const EntrySchema = Type.Object({
  id: Type.String({ description: 'The transaction id' }),
  at: Type.String({ description: 'ISO 8601, by the clock of the sandbox' }),
  face: Type.String(),
  operation: Type.Union([Type.String(), nothing]),
  account: Type.Union([Type.String(), nothing]),
  device: Type.Union([Type.String(), nothing]),
  phoneNumber: Type.Union([Type.String(), nothing], { description: 'E.164' }),
  parameters: Type.Union([Type.Record(Type.String(), Type.Unknown()), nothing], { description: 'Secrets are masked' }),
  status: Type.Union([Type.Literal('SUCCEEDED'), Type.Literal('FAILED'), nothing], { description: 'What the message said; null where a fault broke it' }),
  httpStatus: Type.Union([Type.Integer(), nothing], { description: 'null where the client got no answer' }),
  code: Type.Union([Type.Integer(), Type.String(), nothing], { description: 'A PIMS code, or the error of the face' }),
  fault: Type.Union([Type.Object({ rule: Type.Union([Type.String(), nothing]), effect: Type.Unknown(), delay: Type.Number() }), nothing], {
    description: 'The fault that hit; without a rule, the request asked for it itself'
  }),
  changes: Type.Array(ChangeSchema, { description: 'What it changed in the accounts' }),
  violations: Type.Array(Type.String(), { description: 'Parameters that the operation does not know' }),
  reason: Type.Union([Type.String(), nothing], { description: 'Why it was refused, where more is known than the answer said' }),
  duration: Type.Number({ description: 'Milliseconds' })
}, { title: 'Request' })
export type EntryView = Static<typeof EntrySchema>

/** Works out what a reader wants of an entry. */
export function viewEntry (entry: JournalEntry): EntryView {
  const { id, at, face, parameters, status, httpStatus, fault, changes, duration } = entry
  const { operation = null, account = null, device = null, phoneNumber = null, code = null, reason = null } = entry
  const isKnown = knownBy(operation)
  return {
    id,
    at: new Date(at).toISOString(),
    face,
    operation,
    account,
    device,
    phoneNumber,
    parameters: parameters === undefined ? null : maskParameters(parameters, isKnown),
    status,
    httpStatus,
    code,
    fault: fault === undefined ? null : { rule: fault.rule ?? null, effect: fault.effect, delay: fault.delay },
    changes: describeChanges(changes),
    violations: Object.keys(parameters ?? {}).filter((name) => !isKnown(name)),
    reason,
    duration
  }
}

/** Whether an operation knows a parameter; of operations that have no list, whatever comes is known. */
function knownBy (id: string | null): (name: string) => boolean {
  const operation = id === null ? undefined : operationById(id)
  if (operation === undefined) return () => true
  const { parameters, extras, selector } = operation
  const known = { ...parameters, ...extras }
  return (name) => Object.hasOwn(known, name) || (selector !== undefined && (name === 'type' || name === 'action'))
}
