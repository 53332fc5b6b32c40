import { tryParse } from '../lib/json.ts'
import { isJsonType } from '../lib/json-type.ts'
import { withQuery } from '../lib/url/path-of.ts'
import { KnownSecrets } from '../sandbox/known-secrets.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { AnswerSent } from './keep.ts'
import type { JournalEntry } from './journal.ts'
import { describeChanges } from './changes.ts'
import { maskKnown, maskKnownDetails } from './mask-known.ts'
import { maskBody, maskEffect, maskHeaders, maskParameters, maskPath, maskQuery, maskRequestBody } from './mask.ts'
import type { HttpTravel } from './travel.ts'
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
 */
export function viewEntry (sandbox: Sandbox, entry: JournalEntry, secrets = false): EntryView {
  const view = showEntry(sandbox, entry, secrets)
  return secrets ? view : maskKnown(view, new KnownSecrets(sandbox))
}

/** Works out everything that is known of an entry: what went over the wire as well. The parameters are those of `viewEntry`. */
export function viewDetails (sandbox: Sandbox, entry: JournalEntry, secrets = false): EntryDetails {
  const view = showEntry(sandbox, entry, secrets)
  const details = { ...view, ...showMessages(view, sandbox, entry, secrets), prefix: entry.http?.prefix ?? null, answeredAt: new Date(entry.answeredAt).toISOString() }
  return secrets ? details : maskKnownDetails(details, new KnownSecrets(sandbox))
}

/** An answer of the face is the end of its exchange. */
const showEnd = ({ end, duration }: JournalEntry): EntryView['end'] =>
  end === undefined ? { how: 'answered', by: 'server', after: duration } : end

/** What went over the wire; HTTP has both messages. */
function showMessages ({ method, path, query }: EntryView, sandbox: Sandbox, entry: JournalEntry, secrets: boolean): Pick<EntryDetails, 'request' | 'answer' | 'mqtt' | 'message'> {
  const { http, mqtt: travel, message: spoken, direction } = entry
  const message = showJson(spoken, secrets)
  const mqtt = travel === undefined ? null : { topic: travel.topic, qos: travel.qos, direction, payload: showJson(travel.payload, secrets) }
  if (http === undefined || method === null || path === null) return { request: null, answer: null, mqtt, message }
  const { status, headers, body, answer } = http
  return {
    mqtt,
    message,
    request: { method, path: withQuery(path, query), ...secrets ? { headers: { ...headers }, body: body ?? null } : maskedRequest(http, knowerOf(sandbox.targets, entry)) },
    answer: answer === undefined || status === null ? null : { status, ...secrets ? { headers: { ...answer.headers }, body: readBody(answer) } : maskedAnswer(answer) }
  }
}

/** What was sent as JSON. */
function showJson (text: string | undefined, secrets: boolean): unknown {
  if (text === undefined) return null
  return secrets ? tryParse(text) ?? text : maskBody(text, 'json')
}

/** The parameters that the operation does not know. */
const unknownOf = (parameters: JournalEntry['parameters'] = {}, isKnown: ReturnType<typeof knowerOf>): string[] =>
  isKnown === undefined ? [] : Object.keys(parameters).filter((name) => !isKnown(name))

/** An entry with what is secret by its name masked. */
function showEntry ({ targets }: Sandbox, entry: JournalEntry, secrets: boolean): EntryView {
  const { id, at, arrival, face, parameters, status, fault, changes, vehicleChanges, violation, duration, channel, direction, isAnswered, http } = entry
  const { operation = null, account = null, device = null, phoneNumber = null, code = null, reason = null, sms = null } = entry
  const isKnown = knowerOf(targets, entry)
  return {
    id,
    at: new Date(at).toISOString(),
    arrival: Math.round(arrival * 1000) / 1000,
    face,
    channel,
    direction,
    method: http?.method ?? null,
    path: http === undefined ? null : face === null && !secrets ? maskPath(http.path) : http.path,
    query: http === undefined ? null : secrets ? http.query : maskQuery(http.query, isKnown),
    userAgent: http?.userAgent ?? null,
    operation,
    account,
    device,
    phoneNumber,
    parameters: parameters === undefined ? null : secrets ? { ...parameters } : maskParameters(parameters, isKnown),
    status,
    answered: isAnswered,
    httpStatus: http?.status ?? null,
    code,
    fault: fault === undefined ? null : { rule: fault.rule ?? null, effect: secrets ? fault.effect : maskEffect(fault.effect), delay: fault.delay },
    changes: describeChanges(changes, vehicleChanges),
    violations: [...unknownOf(parameters, isKnown), ...violation === undefined ? [] : [violation]],
    sms,
    reason,
    duration,
    end: showEnd(entry)
  }
}

const maskedRequest = ({ headers, body }: HttpTravel, isKnown: ReturnType<typeof knowerOf>) =>
  ({ headers: maskHeaders(headers), body: maskRequestBody(body, isKnown) })

const maskedAnswer = ({ headers, body }: AnswerSent) =>
  ({ headers: maskHeaders(headers), body: maskBody(body, String(headers['content-type'])) })

/** The body of an answer: JSON, or text; what is cut is text too. */
function readBody ({ headers, body }: AnswerSent): unknown {
  if (!isJsonType(headers['content-type'])) return body
  const value = tryParse(body)
  return value === undefined ? body : value
}
