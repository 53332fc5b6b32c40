import { statusText } from '../../lib/status-text.ts'
import type { Har } from '../../wire/request.ts'
import { NO_ANSWER } from '../../words/outcomes.ts'
import { MASK } from '../../words/mask.ts'
import { bodyText, type Exported, formPairs, headerText, type HttpDetails, isBodyLost, isKeptInPart, isOfHttp, sentLength } from './exported.ts'

type Entry = Har['log']['entries'][number]
type Headers = HttpDetails['request']['headers']

/** How the sandbox of an export is. */
export interface HarState {
  /** What its random numbers began from. */
  readonly seed: number
  /** Id of the sandbox. */
  readonly sandbox: string
  /** Its settings that are not the default. */
  readonly settings: Har['log']['_settings']
  /** How many requests came since it began, and how many of the calls that changed it are not kept. */
  readonly asked: number
  readonly forgottenCalls: number
  /** The calls of the admin API that changed it. */
  readonly admin: Har['log']['_admin']
  /** By the clock of the sandbox; ISO 8601. */
  readonly now: string
  readonly frozen: boolean
}

/** What is not known, and the status where there was no whole answer: what replays a HAR (as Playwright does) takes 0 for 200. */
const NONE = -1
const HTTP = 'HTTP/1.1'
/** Headers about the bytes of a body, which is here as a text; and the name of the sandbox, which is in the URL. */
const LEFT_OUT = /^(content-length|content-encoding|content-md5|(content-|repr-)?digest|transfer-encoding|trailer|te|expect|x-sandbox)$/

/** Requests as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), in the order they came in: what the developer tools of browsers import. */
export function toHar ({ version, url, entries, secrets }: Exported, { seed, sandbox, settings, asked, forgottenCalls, admin, now, frozen }: HarState): Har {
  const overHttp = entries.filter(isOfHttp)
  const log = {
    version: '1.2' as const,
    creator: { name: 'pims-mock', version },
    comment: `Sandbox ${sandbox}, seed ${seed}. ${secrets ? 'Secrets are shown.' : 'Secrets are masked; a replay needs them: ask with secrets=true.'}`,
    _seed: seed,
    _sandbox: sandbox,
    _url: url,
    _secrets: secrets ? 'shown' as const : 'masked' as const,
    _clock: { now, frozen },
    _settings: settings,
    _missing: { requests: Math.max(0, asked - overHttp.length), admin: forgottenCalls },
    _admin: admin,
    entries: overHttp.sort((one, other) => one.arrival - other.arrival).map((entry) => harEntry(url, entry))
  }
  return { log }
}

function harEntry (url: string, entry: HttpDetails): Entry {
  const { id, at, arrival, answeredAt, duration, reason, operation, account, code, fault, end, prefix } = entry
  const failure = failureOf(entry)
  const comment = [reason, failure, ...bodyNotes(entry)].filter((part) => part !== null && part !== undefined).join('; ')
  return {
    startedDateTime: at,
    time: duration,
    request: harRequest(url, entry),
    response: harResponse(entry, failure),
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
    ...comment !== '' && { comment },
    _id: id,
    _arrival: arrival,
    _answeredAt: answeredAt,
    _operation: operation,
    _account: account,
    _code: code,
    _fault: fault,
    _end: end,
    _prefix: prefix
  }
}

/** Why the client got no whole answer; `undefined` where it got one. */
function failureOf ({ answer, answered, httpStatus, fault }: HttpDetails): string | undefined {
  if (answer !== null) return undefined
  const { transport } = Object(fault?.effect) as { transport?: unknown }
  const what = !answered ? NO_ANSWER : `no whole answer after the status ${httpStatus}`
  return typeof transport === 'string' ? `${what}: the fault ${transport}` : what
}

const bodyNotes = ({ request, answer }: HttpDetails): string[] => [
  ...isBodyLost(request) ? ['the body of the request is not kept'] : [],
  ...isKeptInPart(request.body) ? ['the body of the request is kept in part'] : [],
  ...isKeptInPart(answer?.body) ? ['the body of the answer is kept in part'] : []
]

function harRequest (url: string, { request, query }: HttpDetails): Entry['request'] {
  const { method, path, headers } = request
  const text = bodyText(request)
  const params = formPairs(request)
  return {
    method,
    url: url + path,
    httpVersion: HTTP,
    cookies: cookiesOf(headers.cookie),
    headers: pairs(headers),
    queryString: nameValues(new URLSearchParams(query ?? '')),
    ...text !== undefined && { postData: { mimeType: String(headers['content-type'] ?? ''), text, ...params && { params: nameValues(params) } } },
    headersSize: NONE,
    bodySize: sentLength(request) ?? NONE
  }
}

function harResponse ({ answer, httpStatus }: HttpDetails, failure: string | undefined): Entry['response'] {
  const { headers, body }: Pick<NonNullable<typeof answer>, 'headers' | 'body'> = answer ?? { headers: {}, body: '' }
  const status = failure === undefined ? httpStatus ?? NONE : NONE
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const size = Buffer.byteLength(text)
  return {
    status,
    statusText: statusText(status),
    httpVersion: HTTP,
    cookies: [headers['set-cookie'] ?? []].flat().flatMap((cookie) => cookiesOf(String(cookie).split(';', 1)[0])),
    headers: pairs(headers),
    content: { size, mimeType: String(headers['content-type'] ?? ''), text },
    redirectURL: String(headers.location ?? ''),
    headersSize: NONE,
    bodySize: failure === undefined && !isKeptInPart(body) ? size : NONE,
    ...failure !== undefined && { _error: failure }
  }
}

/** A header that came more than once is there as often. */
const pairs = (headers: Headers) => Object.entries(headers).filter(([name]) => !LEFT_OUT.test(name))
  .flatMap(([name, value]) => name === 'set-cookie' && Array.isArray(value) ? value.map((item) => ({ name, value: String(item) })) : { name, value: headerText(value) })

const nameValues = (values: Iterable<[string, string]>) => [...values].map(([name, value]) => ({ name, value }))

/** The cookies of a header; of one that is masked nothing is known. */
const cookiesOf = (header: unknown): Array<{ name: string, value: string }> => header === undefined || header === MASK
  ? []
  : headerText(header).split(/; */).flatMap((pair) => {
    const at = pair.indexOf('=')
    return at === -1 ? [] : { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() }
  })
