import { type Body, bodyOfAnswer, bodyOfRequest } from './body.ts'
import type { Json } from '../lib/json.ts'
import { list, record, harText } from './har-value.ts'
import { CaptureError, type CaptureSource } from './source.ts'

/** A request of the service, and what the real server answered, whatever recorder wrote it down. */
export interface CapturedCall {
  /** Place in the capture, from 1. */
  readonly number: number
  /** Milliseconds since 1970; `undefined` where the capture has no time that can be read. */
  readonly at: number | undefined
  readonly method: string
  /** From the first part that is of the service, with its query: without host, prefix or sandbox. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body | undefined
  /** Whether a body was sent that the capture does not have: it lies in a file beside it, or was not recorded. */
  readonly lacksBody: boolean
  /** `undefined` where the capture has no answer: a connection that was reset. */
  readonly answer: CapturedAnswer | undefined
}

export interface CapturedAnswer {
  readonly status: number
  /** Without parameters, in lower case; `''` where there is none. */
  readonly contentType: string
  readonly headers: Readonly<Record<string, string>>
  /** `undefined` where the capture has the status alone: the body was cut off, or not recorded. */
  readonly body: string | undefined
}

export interface Capture {
  /** Entries in the file. */
  readonly entries: number
  /** In order of time. */
  readonly calls: readonly CapturedCall[]
  /** Why entries were left out, and which for each reason. */
  readonly skipped: ReadonlyMap<string, readonly number[]>
  /** Whether the file was not written to its end. */
  readonly isCutOff: boolean
}

/** More entries than this are refused; a capture of an enrolment has a few dozen. */
const MAX_ENTRIES = 100_000
/** More calls of the service than this are refused, or more characters of them: they are kept until they are sent. */
const MAX_CALLS = 20_000
const MAX_KEPT = 64 * 1024 * 1024
/** What begins a path of the service; in a query it is a value. */
const OF_SERVICE = /^[^?]*?(\/(?:am\/oauth2\/|iwws\/MAC|iwcxf\/MAC|applications\/cvs\/|connectedcar\/|pims\.[\w.]+(?:[/?]|$)).*)/
/** Headers of the connection, of a proxy or of a browser, which say nothing about the service. */
const OF_TRANSPORT = /^(:.*|host|connection|content-length|content-encoding|transfer-encoding|accept-encoding|proxy-.*|sec-.*|origin|referer|user-agent)$/
const NO_TYPE = /^(x-unknown|application\/x-unknown-content-type)?$/

/** @throws CaptureError where it is no capture, or too much of one */
export async function readCapture (source: CaptureSource): Promise<Capture> {
  const skipped = new Map<string, number[]>()
  const calls: CapturedCall[] = []
  let [number, kept, isCutOff] = [0, 0, false]
  for await (const piece of source.pieces()) {
    if ('isCutOff' in piece) isCutOff = true
    if ('rest' in piece || 'isCutOff' in piece) continue
    if (++number > MAX_ENTRIES) throw new CaptureError(`The capture has more than ${MAX_ENTRIES} entries. Record the service alone, or take some out.`)
    const entry = 'entry' in piece ? record(piece.entry) : {}
    const reason = 'entry' in piece ? reasonToSkip(entry) : piece.unreadable
    if (reason !== undefined) skipped.set(reason, skipped.get(reason) ?? []).get(reason)?.push(number)
    else {
      const call = readCall(await withFiles(entry, source), number)
      calls.push(call)
      kept += call.path.length + (call.body?.text.length ?? 0) + (call.answer?.body?.length ?? 0)
      if (calls.length > MAX_CALLS || kept > MAX_KEPT) throw new CaptureError(`The capture has more than ${MAX_CALLS} calls of the service, or more than ${MAX_KEPT} characters of them. Record one flow, or take some out.`)
    }
  }
  return { entries: number, calls: inOrderOfTime(calls), skipped, isCutOff }
}

/** Where times are equal or missing, the order of the file stays. */
const inOrderOfTime = (calls: readonly CapturedCall[]): CapturedCall[] =>
  calls.some(({ at }) => at === undefined) ? [...calls] : calls.toSorted((one, other) => Number(one.at) - Number(other.at))

/** Why an entry is no call of the service that can be sent. */
function reasonToSkip (entry: Json): string | undefined {
  const request = record(entry.request)
  const url = harText(request.url)
  const method = harText(request.method)?.toUpperCase()
  if (url === undefined || method === undefined) return 'unreadable'
  if (!/^https?:\/\//i.test(url)) return 'of another scheme'
  if (method === 'OPTIONS' || method === 'CONNECT') return method
  if (Object.hasOwn(entry, '_fromCache') || record(entry.response).status === 304) return 'from a cache'
  return pathIn(url) === undefined ? 'not of this service' : undefined
}

const pathIn = (url: string): string | undefined => OF_SERVICE.exec(url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*/s, ''))?.[1]

/** The entry with the bodies that its recorder wrote to files of their own. */
async function withFiles (entry: Json, source: CaptureSource): Promise<Json> {
  const [request, response] = [record(entry.request), record(entry.response)]
  const [postData, content] = [await withFile(record(request.postData), source), await withFile(record(response.content), source)]
  return { ...entry, request: { ...request, postData }, response: { ...response, content } }
}

async function withFile (body: Json, source: CaptureSource): Promise<Json> {
  const name = harText(body._file)
  const bytes = name === undefined ? undefined : await source.beside(name)
  if (bytes === undefined) return body
  const { _file: taken, ...rest } = body
  return { ...rest, text: bytes.toString('base64'), encoding: 'base64' }
}

function readCall (entry: Json, number: number): CapturedCall {
  const request = record(entry.request)
  const headers = readHeaders(request.headers)
  const at = Date.parse(harText(entry.startedDateTime) ?? '')
  const postData = record(request.postData)
  const body = bodyOfRequest(postData, headers['content-type'])
  return {
    number,
    at: Number.isNaN(at) ? undefined : at,
    method: harText(request.method)?.toUpperCase() ?? '',
    path: pathIn(harText(request.url) ?? '') ?? '',
    headers,
    body,
    lacksBody: body === undefined && (Object.hasOwn(postData, '_file') || Number(request.bodySize) > 0),
    answer: readAnswer(record(entry.response))
  }
}

function readAnswer (response: Json): CapturedAnswer | undefined {
  const status = Number(response.status ?? 0)
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined
  const headers = readHeaders(response.headers, false)
  const content = record(response.content)
  const length = Number(list(response.headers).map(record).find(({ name }) => harText(name)?.toLowerCase() === 'content-length')?.value ?? 0)
  const location = harText(response.redirectURL)
  return {
    status,
    contentType: bareType(headers['content-type'] ?? harText(content.mimeType) ?? ''),
    headers: { ...location !== undefined && location !== '' && { location }, ...headers },
    body: response._failureText !== undefined || response._error !== undefined ? undefined : bodyOfAnswer(content, length, headers)
  }
}

export const bareType = (header: string): string => {
  const type = header.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return NO_TYPE.test(type) ? '' : type
}

/** The headers that say something about the service; one that is there twice and equal is there once. Of an answer others stand on lines of their own, as set-cookie has commas in it. */
function readHeaders (headers: unknown, isRequest = true): Record<string, string> {
  const read = new Map<string, string>()
  for (const header of list(headers).map(record)) {
    const name = harText(header.name)?.toLowerCase()
    const value = harText(header.value)
    if (name === undefined || value === undefined || (OF_TRANSPORT.test(name) && (isRequest || name !== 'content-encoding'))) continue
    const before = read.get(name)
    read.set(name, before === undefined || before === value ? value : `${before}${isRequest ? ', ' : '\n'}${value}`)
  }
  return Object.fromEntries(read)
}
