import { createRequire } from 'node:module'
import { Ajv, type AnySchema, type AnySchemaObject } from 'ajv'
import addFormats from 'ajv-formats'
import t from 'tap'
import { toHar } from '../../../src/journal/exports/har.ts'
import type { Har } from '../../../src/wire/request.ts'
import { certify, start, type Started } from '../../support/start.ts'
import { entryOf } from '../../support/exported.ts'

const NUMBER = '0612345678'

const require = createRequire(import.meta.url)

/** The published schema of HAR 1.2. */
const ajv = new Ajv({ strict: false, meta: false })
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json') as AnySchemaObject)
addFormats.default(ajv)
ajv.addSchema(Object.values(require('har-schema') as Record<string, AnySchema>))
const isHar = ajv.getSchema('har.json#')

const harOf = async ({ app }: Pick<Started, 'app'>, query = '') => {
  const { body, headers } = await app.inject({ url: `/admin/requests?format=har${query}` })
  return { text: body, har: JSON.parse(body) as Har, type: headers['content-type'] }
}

t.test('a journal is HAR 1.2, by its schema', async (t) => {
  const kit = await start(t)
  const smsCode = await certify(kit, NUMBER)
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345679' })
  await kit.call({ method: 'POST', url: '/am/oauth2/access_token?realm=x', payload: 'grant_type=password', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  await kit.app.inject({ url: '/am/oauth2/authorize?client_id=app&redirect_uri=x%3A%2F%2Fy&response_type=code&login_hint=alice' })
  await kit.get('trustedphonenumber', {}, { headers: { 'x-fault': '{"http":{"status":503}}' } })
  await kit.call({ url: '/nowhere/at/all' }).catch(() => {})
  const { har, type } = await harOf(kit)
  t.equal(type, 'application/har+json; charset=utf-8')
  t.ok(isHar?.(har), ajv.errorsText(isHar?.errors))
  t.equal(har.log.entries.length, 6)
  t.match(har.log.entries.slice(0, 2), [
    { request: { method: 'GET', url: /^http:\/\/localhost(:80)?\/pims\.authentication\.smscode\?type=phoneNumberCertification&phoneNumber=0612345678$/, queryString: [{ name: 'type' }, { name: 'phoneNumber', value: NUMBER }], bodySize: 0 }, response: { status: 200, statusText: 'OK' } },
    {
      startedDateTime: '2026-01-01T12:00:00.000Z',
      request: { method: 'POST', postData: { mimeType: 'application/json', text: '{"type":"modifyPhoneNumber","smsCode":"***","phoneNumber":"0612345679"}' } },
      response: { status: 400, statusText: 'Bad Request', content: { mimeType: 'application/json; charset=utf-8', text: /"code":2102/ } },
      comment: /code was sent to/,
      _operation: 'set.smscode.modifyPhoneNumber',
      _account: 'alice',
      _code: 2102
    }
  ])
  t.match(har.log.entries[2]?.request.postData, { mimeType: 'application/x-www-form-urlencoded', text: 'grant_type=password' })
})

const state = { seed: 42, sandbox: 'mine', settings: {}, asked: 0, forgottenCalls: 0, admin: [], now: '2026-01-01T12:00:00.000Z', frozen: true }
const harOfEntries = (...entries: Array<Parameters<typeof entryOf>[0]>) => toHar({ version: '1', url: 'http://x', secrets: true, entries: entries.map(entryOf) }, state)
const requestOf = (headers: Record<string, unknown>, body: unknown = null) => ({ method: 'POST', path: '/x', headers, body })

t.test('an exchange without a whole answer is told as one: the status of none, an error, and a comment', async (t) => {
  const hit = (transport: string) => ({ rule: 'r', effect: { transport }, delay: 0 })
  const har = harOfEntries({}, { fault: hit('reset') }, { httpStatus: 200, fault: hit('truncate'), reason: 'it is so' })
  t.ok(isHar?.(har), ajv.errorsText(isHar?.errors))
  const told = (_error: string, comment = _error) => ({ comment, response: { status: -1, statusText: '', bodySize: -1, content: { size: 0 }, _error } })
  t.match(har.log.entries, [told('no answer'), told('no answer: the fault reset'), told('no whole answer after the status 200: the fault truncate', 'it is so; no whole answer after the status 200: the fault truncate')])
  const whole = harOfEntries({ httpStatus: 503, answer: { status: 503, headers: {}, body: 'é' }, fault: { rule: 'r', effect: { http: { status: 503 } }, delay: 0 } })
  t.match(whole.log.entries, [{ response: { status: 503, bodySize: 2, content: { size: 2 }, _error: undefined }, comment: undefined }])
})

t.test('no header speaks of the bytes of a body that is written anew, or of what the URL says', async (t) => {
  const headers = { 'content-length': '82', 'content-type': 'application/json', 'transfer-encoding': 'chunked', expect: '100-continue', te: 'trailers', 'content-md5': 'x', 'content-digest': 'x', 'x-sandbox': 'mine', host: 'mock', accept: '*/*' }
  const { request } = harOfEntries({ request: requestOf(headers, { a: 'é' }) }).log.entries[0] ?? {}
  t.strictSame(request?.headers.map(({ name }) => name), ['content-type', 'host', 'accept'])
  t.match(harOfEntries({ request: requestOf({ 'content-length': '82' }, { a: 1 }) }).log.entries[0]?.request, { bodySize: 82 }, 'as many bytes as were sent')
  t.equal(request?.bodySize, -1, 'a length that nobody said')
})

t.test('a form has its fields and its text; other bodies have no fields', async (t) => {
  const [form, json] = harOfEntries(
    { request: requestOf({ 'content-length': '9', 'content-type': 'application/x-www-form-urlencoded' }, { a: '1 &', b: 'é' }) },
    { request: requestOf({ 'content-length': '9', 'content-type': 'application/json' }, { a: '1' }) }
  ).log.entries
  t.strictSame(form?.request.postData, { mimeType: 'application/x-www-form-urlencoded', text: 'a=1+%26&b=%C3%A9', params: [{ name: 'a', value: '1 &' }, { name: 'b', value: 'é' }] })
  t.strictSame(json?.request.postData, { mimeType: 'application/json', text: '{"a":"1"}' })
})

t.test('a body that is not kept is left out, and said to be missing; so is what is kept in part', async (t) => {
  const har = harOfEntries(
    { request: requestOf({ 'content-length': '8' }) },
    { request: requestOf({ 'content-length': '9000' }, { a: 'xx… (8000 characters)' }), httpStatus: 200, answer: { status: 200, headers: {}, body: 'yy… (9000 characters)' } }
  )
  t.match(har.log.entries, [
    { comment: 'the body of the request is not kept; no answer', request: { bodySize: 8, postData: undefined } },
    { comment: 'the body of the request is kept in part; the body of the answer is kept in part', response: { bodySize: -1 } }
  ].map((entry, index) => index === 0 ? { ...entry, comment: 'no answer; the body of the request is not kept' } : entry))
})

t.test('cookies are those of the headers; a header that is masked tells of none', async (t) => {
  const answer = { status: 200, headers: { 'set-cookie': ['sid=1; Path=/; HttpOnly', 'b=c=d'] }, body: '' }
  const [entry] = harOfEntries({ request: requestOf({ cookie: 'a=1; b=2=3; c' }), httpStatus: 200, answer }).log.entries
  t.strictSame(entry?.request.cookies, [{ name: 'a', value: '1' }, { name: 'b', value: '2=3' }])
  t.strictSame(entry?.response.cookies, [{ name: 'sid', value: '1' }, { name: 'b', value: 'c=d' }])
  t.strictSame(entry?.response.headers.map(({ value }) => value), ['sid=1; Path=/; HttpOnly', 'b=c=d'], 'one header for each')
  t.strictSame(harOfEntries({ request: requestOf({ cookie: '***' }) }).log.entries[0]?.request.cookies, [])
})

t.test('requests are in the order in which they came, not of their answers; each has its arrival', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'clock', { frozen: true })
  await kit.admin('POST', 'faults', { match: { operation: 'get.trustedphonenumber' }, effect: null, delay: 30, times: 1 })
  const slow = kit.get('trustedphonenumber', { n: 'slow' })
  await kit.get('account', { type: 'username', actionType: 'basic' })
  await slow
  const { entries } = (await harOf(kit)).har.log
  t.strictSame(entries.map(({ _operation }) => _operation), ['get.trustedphonenumber', 'get.account.username'])
  const [first = NaN, second = NaN] = entries.map(({ _arrival }) => _arrival)
  t.ok(second > first, `${first}, ${second}`)
  for (const format of ['curl', 'markdown', 'text']) t.match((await kit.app.inject(`/admin/requests?format=${format}`)).body, /trustedphonenumber[^]*account/, format)
  const set = harOfEntries({ id: 'b', at: '2026-01-01T12:00:01.000Z', arrival: 1 }, { id: 'a', at: '2026-01-01T12:00:00.000Z', arrival: 3 }, { id: 'c', at: '2026-01-01T12:00:01.000Z', arrival: 0.5 })
  t.strictSame(set.log.entries.map(({ _id }) => _id), ['c', 'b', 'a'], 'also where the clock was set back')
})

t.test('a journal says of which sandbox it is, with what seed and clock, and whether it is masked', async (t) => {
  t.match(harOfEntries().log, { comment: 'Sandbox mine, seed 42. Secrets are shown.', _seed: 42, _sandbox: 'mine', _secrets: 'shown', _clock: { now: state.now, frozen: true } })
  const kit = await start(t, { SEED: '' })
  const { har: { log } } = await harOf(kit)
  t.match(log, { comment: /default, seed \d+\. Secrets are masked/, _sandbox: 'default', _secrets: 'masked', _clock: { frozen: false } })
  t.equal(log._seed, (await kit.admin('GET', 'sandboxes/default')).body?.seed, 'the one that was drawn')
})

t.test('secrets are masked in every form, unless they are asked for', async (t) => {
  const kit = await start(t)
  const smsCode = await certify(kit, NUMBER)
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: NUMBER })
  await kit.get('trustedphonenumber', {}, { headers: { cookie: 'session=s3cret' } })
  const get = async (query: string) => (await kit.app.inject({ url: `/admin/requests?${query}` })).body
  for (const format of ['json', 'har', 'curl', 'markdown']) {
    const masked = await get(`format=${format}`)
    t.notMatch(masked, smsCode, format)
    t.notMatch(masked, 's3cret', format)
    t.match(masked, '***', format)
    t.match(await get(`format=${format}&secrets=true`), smsCode, `${format} with secrets`)
  }
  t.match(await get('format=curl&secrets=true'), 'cookie: session=s3cret')
  t.match(await kit.admin('GET', 'requests?format=pdf'), { status: 400, body: { message: /format must be one of json, har, curl, markdown/ } })
  t.equal((await harOf(kit, '&limit=1&secrets=true')).har.log.entries[0]?._operation, 'get.trustedphonenumber')
})
