import type { Sandbox } from '../sandbox/sandbox.ts'
import type { JournalEntry } from './journal.ts'
import { isObject } from '../lib/json.ts'
import { describeChanges } from './changes.ts'
import { maskBody, maskHeaders, maskParameters, maskQuery } from './mask.ts'
import type { EntryDetails, EntryView } from '../wire/request.ts'

/** Whether the operation of an entry knows a parameter; `undefined` where it is unknown itself. */
function knowerOf (targets: Sandbox['targets'], { operation }: JournalEntry): ((name: string) => boolean) | undefined {
  const known = operation === undefined ? undefined : targets.get(operation)?.parameters
  return known && ((name) => known.has(name))
}

/** Works out what a reader wants of an entry. */
export function viewEntry ({ targets }: Sandbox, entry: JournalEntry): EntryView {
  const { id, at, face, method, path, query, parameters, status, httpStatus, fault, changes, duration } = entry
  const { operation = null, account = null, device = null, phoneNumber = null, code = null, reason = null, sms = null, userAgent = null } = entry
  const isKnown = knowerOf(targets, entry)
  return {
    id,
    at: new Date(at).toISOString(),
    face,
    method,
    path,
    query: maskQuery(query, isKnown),
    userAgent,
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
    sms,
    reason,
    duration
  }
}

/** Works out everything that is known of an entry: what went over the wire as well. */
export function viewDetails (sandbox: Sandbox, entry: JournalEntry): EntryDetails {
  const { httpStatus, headers, body, answer } = entry
  const view = viewEntry(sandbox, entry)
  const { method, path, query } = view
  return {
    ...view,
    request: { method, path: query === '' ? path : `${path}?${query}`, headers: maskHeaders(headers), body: isObject(body) ? maskParameters(body, knowerOf(sandbox.targets, entry)) : body ?? null },
    answer: answer === undefined || httpStatus === null
      ? null
      : { status: httpStatus, headers: maskHeaders(answer.headers), body: maskBody(answer.body, String(answer.headers['content-type'])) }
  }
}
