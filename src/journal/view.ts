import { tryParse } from '../lib/json.ts'
import { KnownSecrets } from '../sandbox/known-secrets.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { AnswerSent } from './details.ts'
import type { JournalEntry } from './journal.ts'
import { describeChanges } from './changes.ts'
import { maskKnown, maskKnownDetails } from './mask-known.ts'
import { maskBody, maskEffect, maskHeaders, maskParameters, maskPath, maskQuery, maskRequestBody } from './mask.ts'
import type { EntryDetails, EntryView } from '../wire/request.ts'

/** Whether the operation of an entry knows a parameter; `undefined` where it is unknown itself. */
function knowerOf (targets: Sandbox['targets'], { operation }: JournalEntry): ((name: string) => boolean) | undefined {
  const known = operation === undefined ? undefined : targets.get(operation)?.parameters
  return known && ((name) => known.has(name))
}

/**
 * Works out what a reader wants of an entry.
 *
 * @param secrets whether they are shown; masked otherwise
 * @param known to be made once for the entries of one answer
 */
export function viewEntry (sandbox: Sandbox, entry: JournalEntry, secrets = false, known = new KnownSecrets(sandbox)): EntryView {
  return secrets ? showEntry(sandbox, entry, secrets) : maskKnown(showEntry(sandbox, entry, secrets), known)
}

/** Works out everything that is known of an entry: what went over the wire as well. The parameters are those of `viewEntry`. */
export function viewDetails (sandbox: Sandbox, entry: JournalEntry, secrets = false, known = new KnownSecrets(sandbox)): EntryDetails {
  const { httpStatus, answer } = entry
  const view = showEntry(sandbox, entry, secrets)
  const { method, path, query } = view
  const details = {
    ...view,
    request: { method, path: query === '' ? path : `${path}?${query}`, ...secrets ? { headers: { ...entry.headers }, body: entry.body ?? null } : maskedRequest(sandbox, entry) },
    answer: answer === undefined || httpStatus === null ? null : { status: httpStatus, ...secrets ? { headers: { ...answer.headers }, body: readBody(answer) } : maskedAnswer(answer) }
  }
  return secrets ? details : maskKnownDetails(details, known)
}

/** The parameters that the operation does not know. */
const unknownOf = (parameters: JournalEntry['parameters'] = {}, isKnown: ReturnType<typeof knowerOf>): string[] =>
  isKnown === undefined ? [] : Object.keys(parameters).filter((name) => !isKnown(name))

/** An entry with what is secret by its name masked. */
function showEntry ({ targets }: Sandbox, entry: JournalEntry, secrets: boolean): EntryView {
  const { id, at, arrival, face, method, path, query, parameters, status, httpStatus, fault, changes, violation, duration } = entry
  const { operation = null, account = null, device = null, phoneNumber = null, code = null, reason = null, sms = null, userAgent = null } = entry
  const isKnown = knowerOf(targets, entry)
  return {
    id,
    at: new Date(at).toISOString(),
    arrival: Math.round(arrival * 1000) / 1000,
    face,
    method,
    path: face === null && !secrets ? maskPath(path) : path,
    query: secrets ? query : maskQuery(query, isKnown),
    userAgent,
    operation,
    account,
    device,
    phoneNumber,
    parameters: parameters === undefined ? null : secrets ? { ...parameters } : maskParameters(parameters, isKnown),
    status,
    httpStatus,
    code,
    fault: fault === undefined ? null : { rule: fault.rule ?? null, effect: secrets ? fault.effect : maskEffect(fault.effect), delay: fault.delay },
    changes: describeChanges(changes),
    violations: [...unknownOf(parameters, isKnown), ...violation === undefined ? [] : [violation]],
    sms,
    reason,
    duration
  }
}

const maskedRequest = ({ targets }: Sandbox, entry: JournalEntry) =>
  ({ headers: maskHeaders(entry.headers), body: maskRequestBody(entry.body, knowerOf(targets, entry)) })

const maskedAnswer = ({ headers, body }: AnswerSent) =>
  ({ headers: maskHeaders(headers), body: maskBody(body, String(headers['content-type'])) })

/** The body of an answer: JSON, or text; what is cut is text too. */
function readBody ({ headers, body }: AnswerSent): unknown {
  if (!String(headers['content-type']).includes('json')) return body
  const value = tryParse(body)
  return value === undefined ? body : value
}
