import { harText, list, record } from '../compare/har-value.ts'
import { parseTime } from '../lib/iso-time.ts'
import { isObject, type Json } from '../lib/json.ts'
import { MASK } from '../words/mask.ts'

/** What the mock itself has written down of one sandbox. */
export interface Recording {
  /** Of the server that wrote it. */
  readonly version: string
  readonly sandbox: string
  readonly seed: number
  /** Settings that are not the default, by their names in the environment. */
  readonly settings: Readonly<Record<string, string>>
  /** Whether its secrets are shown; masked otherwise. */
  readonly hasSecrets: boolean
  /** How many requests and calls of the admin API are not in it. */
  readonly missing: { readonly requests: number, readonly admin: number }
  /** In the order in which they came. */
  readonly steps: readonly RecordedStep[]
}

export type RecordedStep = RecordedCall | RecordedAdminCall

/** A call of the admin API that changed the sandbox. */
export interface RecordedAdminCall {
  readonly kind: 'admin'
  /** ISO 8601, by the sandbox's clock. */
  readonly at: string
  readonly arrival: number
  readonly method: string
  /** With its query, below `/admin/`. */
  readonly path: string
  /** JSON; `undefined` where there was none. */
  readonly body: unknown
  readonly isMasked: boolean
}

/** A request to the app's side of the mock. */
export interface RecordedCall {
  readonly kind: 'call'
  /** Place in the file, from 1. */
  readonly number: number
  /** The time that its answer goes by; ISO 8601, by the sandbox's clock. */
  readonly at: string
  readonly arrival: number
  /** Milliseconds until it was answered. */
  readonly duration: number
  /** When it ended: milliseconds like `arrival`; `undefined` where it went on. */
  readonly endedAt: number | undefined
  readonly method: string
  /** With its query, without the prefix of the sandbox. */
  readonly path: string
  /** What stands before it, if the sandbox is not named by a header. */
  readonly prefix: string
  readonly operation: string | undefined
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: string | undefined
  /** Why it cannot be sent as it was. */
  readonly obstacle: string | undefined
  readonly answer: RecordedAnswer
}

export interface RecordedAnswer {
  /** -1 where the client got no whole answer. */
  readonly status: number
  /** Why it got none. */
  readonly error: string | undefined
  /** In no order. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly text: string
}

/** What cannot be replayed at all. */
export class RecordingError extends Error {}

/** More entries than this are refused. */
const MAX_ENTRIES = 20_000
/** What is sent where a body is not known: something has to be refused in its place. */
const LOST = '(not kept)'
/** Headers of a connection, which another one has of its own. */
const OF_CONNECTION = /^(connection|keep-alive|proxy-.*|upgrade|http2-settings)$/

/** @param har a HAR, parsed. @throws RecordingError for what is not of this mock, or does not say how its sandbox was */
export function readRecording (har: unknown): Recording {
  const log = record(record(har).log)
  const { entries } = log
  if (!Array.isArray(entries)) throw new RecordingError('This is no HAR: it has no log.entries. Make one with: pims-mock requests --har --secrets')
  const { name, version } = record(log.creator)
  if (name !== 'pims-mock') throw new RecordingError('This HAR was not made by pims-mock: nobody knows how the server that it is of began. pims-mock compare holds it against the mock.')
  if (!Number.isInteger(log._seed) || harText(log._sandbox) === undefined || !isObject(log._settings) || !isObject(log._missing) || !Array.isArray(log._admin)) {
    throw new RecordingError(`This HAR does not say how its sandbox began (pims-mock ${harText(version) ?? 'of no version'}). Make it again with this version: pims-mock requests --har --secrets`)
  }
  if (entries.length > MAX_ENTRIES) throw new RecordingError(`The file has ${entries.length} requests; ${MAX_ENTRIES} is the most.`)
  const url = harText(log._url) ?? ''
  const steps: RecordedStep[] = [...log._admin.map((call: unknown) => readAdminCall(record(call))), ...entries.map((entry: unknown, index) => readCall(record(entry), index + 1, url))]
  return {
    version: harText(version) ?? '',
    sandbox: String(log._sandbox),
    seed: Number(log._seed),
    settings: Object.fromEntries(Object.entries(log._settings).map(([setting, value]) => [setting, String(value)])),
    hasSecrets: log._secrets === 'shown',
    missing: { requests: Number(log._missing.requests ?? 0), admin: Number(log._missing.admin ?? 0) },
    steps: steps.sort((one, other) => one.arrival - other.arrival)
  }
}

function readAdminCall (call: Json): RecordedAdminCall {
  return {
    kind: 'admin',
    at: timeOf(call.startedDateTime, 'a call of _admin'),
    arrival: Number(call._arrival ?? 0),
    method: harText(call.method) ?? '',
    path: (harText(call.path) ?? '').replace(/^\/admin\//, ''),
    body: call.body,
    isMasked: JSON.stringify(call.body ?? null).includes(MASK)
  }
}

function readCall (entry: Json, number: number, url: string): RecordedCall {
  const request = record(entry.request)
  const path = (harText(request.url) ?? '').slice(url.length)
  const sent = pairsOf(request.headers).filter(([name]) => !OF_CONNECTION.test(name))
  const headers = sent.map(([name, value]): [string, string] => [name, withToken(name, value, path, entry._account)])
  const comment = harText(entry.comment) ?? ''
  const body = /the body of the request is not kept/.test(comment) ? LOST : harText(record(request.postData).text)
  const arrival = Number(entry._arrival ?? 0)
  const { after } = record(entry._end)
  return {
    kind: 'call',
    number,
    at: timeOf(entry._answeredAt ?? entry.startedDateTime, `entry ${number}`),
    arrival,
    duration: Number(entry.time ?? 0),
    endedAt: typeof after === 'number' ? arrival + after : undefined,
    method: harText(request.method) ?? '',
    path,
    prefix: harText(entry._prefix) ?? '',
    operation: harText(entry._operation),
    headers,
    body,
    obstacle: obstacleOf(comment, [path, body ?? '', ...headers.filter(([name]) => /^(authorization|x-fault)$/.test(name)).map(([, value]) => value)]),
    answer: readAnswer(record(entry.response))
  }
}

/** An account's id is a token wherever an app sends one: it stands for one that is masked. At the OAuth endpoints the app itself signs in. */
const withToken = (name: string, value: string, path: string, account: unknown): string =>
  name === 'authorization' && value === MASK && !path.startsWith('/am/') && typeof account === 'string' ? `Bearer ${account}` : value

const obstacleOf = (comment: string, texts: readonly string[]): string | undefined =>
  texts.some((text) => text.includes(MASK)) ? 'its secrets are masked' : /the body of the request is (?:not kept|kept in part)/.exec(comment)?.[0]

/** An answer of an entry. */
export function readAnswer (response: Json): RecordedAnswer {
  return {
    status: Number(response.status ?? -1),
    error: harText(response._error),
    headers: pairsOf(response.headers),
    text: harText(record(response.content).text) ?? ''
  }
}

const pairsOf = (headers: unknown): Array<[string, string]> =>
  list(headers).map(record).flatMap(({ name, value }): Array<[string, string]> => typeof name === 'string' && typeof value === 'string' ? [[name.toLowerCase(), value]] : [])

function timeOf (time: unknown, where: string): string {
  if (typeof time === 'string' && parseTime(time) !== undefined) return time
  throw new RecordingError(`The time of ${where} cannot be read: it must be ISO 8601.`)
}
