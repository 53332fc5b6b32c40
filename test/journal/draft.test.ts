import t from 'tap'
import { endEntry, newTransactionId, recordDraft, startDraft } from '../../src/journal/draft.ts'
import { Journal } from '../../src/journal/journal.ts'
import { overHttp, type RequestSource } from '../../src/journal/travel.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { START } from '../support/inwebo.ts'
import { recordRequest } from '../support/record-request.ts'

const sandbox = fewTargetsSandbox()
const record = (source: Partial<RequestSource>, parameters?: Record<string, unknown>) => recordRequest(sandbox, { ...source, parameters })
const long = 'x'.repeat(300)
/** How a request travelled, as it is kept. */
const travelled = (source: Partial<RequestSource>) => record(source).http
const isTruncated = (entry: { parameters: unknown }) => JSON.stringify(entry.parameters).includes('… (300 characters)')

t.test('a transaction id has the vendor\'s form, and is never the same', async (t) => {
  const [one, other] = [newTransactionId(sandbox), newTransactionId(sandbox)]
  t.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}$/)
  t.not(one, other)
})

t.test('a draft knows when it began, by the clock of the sandbox, and nothing of what came of it', async (t) => {
  const { id: _, startedAt: __, ...draft } = startDraft(sandbox, 'pims', 'http')
  t.strictSame(draft, { at: START, face: 'pims', channel: 'http', direction: 'in', changes: { accounts: [], messages: [] }, call: undefined, parameters: undefined, fault: undefined, violation: undefined, entry: undefined })
})

t.test('a draft is recorded once', async (t) => {
  const sandbox = fewTargetsSandbox()
  const draft = startDraft(sandbox, 'pims', 'http')
  const travel = overHttp({ method: 'GET', url: '/', headers: {} }, 200)
  const entry = recordDraft(draft, sandbox, { status: 'SUCCEEDED' }, travel)
  t.equal(recordDraft(draft, sandbox, { status: 'FAILED' }, travel), undefined)
  t.strictSame([...sandbox.part(Journal).newestFirst()], [entry])
  t.match(entry, { account: undefined, operation: undefined, parameters: undefined, http: { answer: undefined } })
})

t.test('the time it took is in milliseconds, to the microsecond', async (t) => {
  const { duration } = recordRequest(sandbox)
  t.ok(duration >= 0)
  t.equal(duration, Number(duration.toFixed(3)))
})

t.test('an entry has what the draft and the outcome know', async (t) => {
  const changes = [{ id: 'carol', before: undefined, after: undefined }]
  const about = {
    face: 'inwebo',
    operation: 'inwebo.otp',
    account: 'carol',
    device: 'device-1',
    phoneNumber: '+33639980003',
    parameters: { id: '1' },
    fault: { rule: 'mine', effect: { error: 2310 }, delay: 5 },
    sms: 'sms-1',
    changes,
    status: 'FAILED',
    code: 2310,
    reason: 'it is blocked'
  } as const
  const http = { method: 'POST', body: { id: '1' }, answer: { headers: {}, body: 'no' }, headers: { 'x-mine': '1' } }
  const entry = recordRequest(sandbox, { ...about, ...http, httpStatus: 502 })
  t.match(entry, { ...about, at: START, channel: 'http', direction: 'in', isAnswered: true, http: { ...http, status: 502 } })
})

t.test('that there was no answer is a fact of an entry, whatever carried it', async (t) => {
  t.match(record({}), { isAnswered: true })
  t.match(recordRequest(sandbox, { status: null, httpStatus: null }), { isAnswered: false, http: { status: null } })
})

t.test('how the exchange ended is added where it went on after its entry was recorded', async (t) => {
  const draft = startDraft(sandbox, 'pims', 'memory')
  endEntry(draft, { how: 'closed', by: 'client' })
  const entry = recordDraft(draft, sandbox, { status: null }, { isAnswered: false, isLarge: false, weight: 0 })
  t.match(entry, { channel: 'memory', http: undefined, end: undefined })
  endEntry(draft, { how: 'closed', by: 'client' })
  t.match(entry, { end: { how: 'closed', by: 'client' } })
  t.ok((entry?.end?.after ?? -1) >= (entry?.duration ?? 0))
})

t.test('the path ends where the query begins; 4096 characters of each are kept', async (t) => {
  t.match(travelled({ url: '/path' }), { path: '/path', query: '' })
  t.match(travelled({ url: '/path?' }), { path: '/path', query: '' })
  t.match(travelled({ url: '/path?a=1?b' }), { path: '/path', query: 'a=1?b' })
  t.match(travelled({ url: '?a' }), { path: '', query: 'a' })
  const http = travelled({ url: `/${'p'.repeat(5000)}?${'q'.repeat(5000)}` })
  t.strictSame([http?.path, http?.query], [`/${'p'.repeat(4095)}`, 'q'.repeat(4096)])
})

t.test('200 characters of a user agent are kept', async (t) => {
  t.equal(travelled({ headers: { 'user-agent': 'u'.repeat(201) } })?.userAgent, 'u'.repeat(200))
  t.equal(travelled({})?.userAgent, undefined)
  const many = Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`h${index}`, 'x'.repeat(50)]))
  for (const headers of [{ ...many, 'user-agent': 'u'.repeat(150) }, { 'user-agent': 'u'.repeat(201), ...many }]) t.equal(travelled({ headers })?.userAgent, headers['user-agent'].slice(0, 200), 'also where there are more headers than are kept')
})

t.test('parameters are truncated where the request is large, or does not say how large it is', async (t) => {
  const parameters = { long }
  t.notOk(isTruncated(record({ url: 'x'.repeat(4096) }, parameters)))
  t.ok(isTruncated(record({ url: 'x'.repeat(4097) }, parameters)))
  t.notOk(isTruncated(record({ headers: { 'content-length': '4096' } }, parameters)))
  t.ok(isTruncated(record({ headers: { 'content-length': '4097' } }, parameters)))
  t.ok(isTruncated(record({ headers: { 'transfer-encoding': 'chunked' } }, parameters)))
  t.equal(record({ headers: { 'content-length': '4097' } }).parameters, undefined)
})

t.test('so is a body, whatever it is', async (t) => {
  const headers = { 'content-length': '5000' }
  t.match(travelled({ headers, body: { long } })?.body, { long: /… \(300 characters\)$/ })
  t.match(travelled({ headers, body: long })?.body, /^x{200}… \(300 characters\)$/)
  t.match(travelled({ headers, body: [long] })?.body, /… \(304 characters\)$/)
  t.equal(travelled({ headers })?.body, undefined)
  const body = { long }
  t.equal(travelled({ body })?.body, body)
})

t.test('an entry weighs what came over the wire: each character of URL, headers and answer, five times a body', async (t) => {
  const weigh = (request: Parameters<typeof recordRequest>[1]): number => recordRequest(sandbox, request).weight - recordRequest(sandbox, {}).weight
  t.equal(weigh({ url: `/${'x'.repeat(50)}` }), 50)
  t.equal(weigh({ headers: { 'x-mine': 'y'.repeat(94) } }), 100, 'with the name')
  t.equal(weigh({ headers: { 'content-length': '40' } }), 'content-length40'.length + 5 * 40)
  t.equal(weigh({ answer: { headers: {}, body: 'z'.repeat(70) } }), 70)
  t.equal(weigh({ answer: { headers: {}, body: 'z'.repeat(5000) } }), 4096, 'no more of an answer than is kept')
  t.equal(weigh({ headers: { 'content-length': '60000' } }), 'content-length60000'.length + 5 * 4096, 'nor of a body')
  t.equal(weigh({ headers: { 'transfer-encoding': 'chunked' } }), 'transfer-encodingchunked'.length + 5 * 4096, 'one whose length nobody says counts as large')
})
