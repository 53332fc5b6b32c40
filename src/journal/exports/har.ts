import { STATUS_CODES } from 'node:http'
import type { EntryDetails, Har } from '../../wire/request.ts'
import { bodyText, type Exported, headerText } from './exported.ts'

/** Requests as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/): what the developer tools of browsers import. */
export const toHar = ({ version, url, entries }: Exported): Har => ({
  log: {
    version: '1.2',
    creator: { name: 'pims-mock', version },
    entries: entries.map((entry) => harEntry(url, entry))
  }
})

const NOT_KNOWN = -1
const HTTP = 'HTTP/1.1'

function harEntry (url: string, entry: EntryDetails): Har['log']['entries'][number] {
  const { at, duration, reason, operation, account, code, fault } = entry
  return {
    startedDateTime: at,
    time: duration,
    request: harRequest(url, entry),
    response: harResponse(entry),
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
    ...reason !== null && { comment: reason },
    _operation: operation,
    _account: account,
    _code: code,
    _fault: fault
  }
}

function harRequest (url: string, { request, query }: EntryDetails) {
  const { method, path, headers } = request
  const text = bodyText(request)
  return {
    method,
    url: url + path,
    httpVersion: HTTP,
    cookies: [],
    headers: pairs(headers),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    ...text !== undefined && { postData: { mimeType: String(headers['content-type'] ?? ''), text } },
    headersSize: NOT_KNOWN,
    bodySize: text === undefined ? 0 : Buffer.byteLength(text)
  }
}

/** The answer; status 0, as browsers have it, where the client got none or not a whole one. */
function harResponse ({ answer, httpStatus }: EntryDetails) {
  const { headers, body }: Pick<NonNullable<typeof answer>, 'headers' | 'body'> = answer ?? { headers: {}, body: '' }
  const status = httpStatus ?? 0
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const size = Buffer.byteLength(text)
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: HTTP,
    cookies: [],
    headers: pairs(headers),
    content: { size, mimeType: String(headers['content-type'] ?? ''), text },
    redirectURL: String(headers.location ?? ''),
    headersSize: NOT_KNOWN,
    bodySize: answer === null ? NOT_KNOWN : size
  }
}

const pairs = (headers: Readonly<Record<string, unknown>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value: headerText(value) }))
