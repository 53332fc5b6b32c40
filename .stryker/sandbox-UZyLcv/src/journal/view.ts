// @ts-nocheck
import { operationById } from '../pims/registry.ts'
import type { JournalEntry } from './journal.ts'
import { describeChanges } from './changes.ts'
import { maskParameters } from './mask.ts'
import type { EntryView } from '../wire/request.ts'

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
