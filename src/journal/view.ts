import type { Sandbox } from '../sandbox/sandbox.ts'
import type { JournalEntry } from './journal.ts'
import { describeChanges } from './changes.ts'
import { maskParameters } from './mask.ts'
import type { EntryView } from '../wire/request.ts'

/** Works out what a reader wants of an entry. */
export function viewEntry ({ targets }: Sandbox, entry: JournalEntry): EntryView {
  const { id, at, face, parameters, status, httpStatus, fault, changes, duration } = entry
  const { operation = null, account = null, device = null, phoneNumber = null, code = null, reason = null } = entry
  const known = operation === null ? undefined : targets.get(operation)?.parameters
  const isKnown = known && ((name: string): boolean => known.has(name))
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
    violations: isKnown === undefined ? [] : Object.keys(parameters ?? {}).filter((name) => !isKnown(name)),
    reason,
    duration
  }
}
