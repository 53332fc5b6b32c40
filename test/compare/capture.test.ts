import { deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { readCapture } from '../../src/compare/capture.ts'
import { parsedSource } from '../../src/compare/source.ts'

const URL = 'https://real.example/pims.authentication.smscode'
const entry = (more: { request?: object, response?: object, [field: string]: unknown } = {}) => ({
  startedDateTime: '2026-01-01T12:00:00.000Z',
  ...more,
  request: { method: 'GET', url: URL, headers: [], ...more.request },
  response: { status: 200, headers: [], content: { mimeType: 'application/json', text: '{}' }, ...more.response }
})
const read = async (...entries: unknown[]) => await readCapture(parsedSource({ log: { entries } }))
const one = async (more: Parameters<typeof entry>[0]) => (await read(entry(more))).calls[0]
const posted = async (postData: object) => (await one({ request: { method: 'POST', postData } }))?.body?.text
const answered = async (content: object, more: object = {}) => (await one({ response: { content, ...more } }))?.answer?.body

t.test('the host is none: a path is known by where it becomes one of the service', async (t) => {
  const paths = (await Promise.all(['http://x/sandbox/a/am/oauth2/authorize?a=1#b', 'https://y/iwws/MAC?action=x', 'https://z/base/pims.authentication.otp?n=1', 'http://x/applications/cvs/v4/mobile/smsCode'].map(async (url) => await one({ request: { url } })))).map((call) => call?.path)
  t.strictSame(paths, ['/am/oauth2/authorize?a=1', '/iwws/MAC?action=x', '/pims.authentication.otp?n=1', '/applications/cvs/v4/mobile/smsCode'])
})

t.test('a path of the service in the query of another address is a value', async (t) => {
  t.equal(await one({ request: { url: 'https://x/collect?to=https://y/am/oauth2/authorize?a=1' } }), undefined)
  t.equal((await one({ request: { url: 'https://x/am/oauth2/authorize?to=/pims.authentication.otp' } }))?.path, '/am/oauth2/authorize?to=/pims.authentication.otp')
})

t.test('no entry ends the reading: what is left out is told, with its reason', async (t) => {
  const { calls, skipped, entries } = await read(null, 3, {}, { request: { method: 'GET', url: 5 } }, entry({ request: { url: 'mymap://x?code=1' } }), entry({ request: { url: 'https://x/app.js' } }),
    entry({ request: { method: 'options' } }), entry({ response: { status: 304 } }), entry({ _fromCache: 'memory' }), { request: { method: 'GET', url: URL } }, entry())
  t.equal(entries, 11)
  t.strictSame([...skipped], [['unreadable', [1, 2, 3, 4]], ['of another scheme', [5]], ['not of this service', [6]], ['OPTIONS', [7]], ['from a cache', [8, 9]]])
  t.strictSame(calls.map(({ number, answer }) => [number, answer?.status]), [[10, undefined], [11, 200]])
})

t.test('what is no capture, or too long, is refused with what to do', async (t) => {
  for (const har of [undefined, [], {}, { log: { entries: 'x' } }]) await t.rejects(readCapture(parsedSource(har)), { message: /no log.entries/ })
  await t.rejects(readCapture(parsedSource({ log: { entries: Array<null>(100_001).fill(null) } })), { message: /more than 100000 entries/ })
  await t.rejects(readCapture(parsedSource({ log: { entries: Array<unknown>(20_001).fill(entry()) } })), { message: /more than 20000 calls of the service/ })
  const long = entry({ response: { content: { text: 'x'.repeat(8 * 1024 * 1024) } } })
  await t.rejects(read(...Array<unknown>(9).fill(long)), { message: /more than 67108864 characters of them/ })
})

t.test('calls are in the order of time, whatever zone and precision; without times in that of the file', async (t) => {
  const at = (startedDateTime: string | undefined) => entry({ startedDateTime })
  const numbers = async (...times: Array<string | undefined>) => (await read(...times.map(at))).calls.map(({ number }) => number)
  t.strictSame(await numbers('2026-01-01T12:00:00.900Z', '2026-01-01T13:00:00.100+01:00', '2026-01-01T12:00:00.500000+00:00'), [2, 3, 1])
  t.strictSame(await numbers('2026-01-01T12:00:01Z', '2026-01-01T12:00:01Z'), [1, 2])
  t.strictSame(await numbers('2026-01-01T12:00:01Z', undefined, '2026-01-01T12:00:00Z'), [1, 2, 3])
})

t.test('a body is its text, else its parameters', async (t) => {
  t.equal(await posted({ mimeType: 'application/x-www-form-urlencoded', text: 'a=1%2B', params: [{ name: 'a', value: 'no' }] }), 'a=1%2B')
  t.equal(await posted({ mimeType: 'application/x-www-form-urlencoded', text: '', params: [{ name: 'a', value: '1+ 2' }] }), 'a=1%2B+2')
  t.equal(await posted({ mimeType: 'application/json', params: [{ name: 'a', value: 'b' }] }), '{"a":"b"}', 'chrome-har')
  t.equal(await posted({ mimeType: '', text: Buffer.from('{}').toString('base64'), encoding: 'base64' }), '{}')
  t.equal(await posted({ mimeType: '', text: '', params: [] }), undefined, 'mitmproxy of an empty POST')
})

t.test('a body that was sent, but lies in a file beside the capture or was not recorded, is not taken for none', async (t) => {
  const lacksBody = async (request: object) => (await one({ request: { method: 'POST', ...request } }))?.lacksBody
  for (const request of [{ postData: { mimeType: 'application/json', _file: 'a.json' } }, { bodySize: 12 }, { bodySize: 12, postData: { mimeType: 'text/plain', text: '' } }]) t.equal(await lacksBody(request), true, JSON.stringify(request))
  for (const request of [{}, { bodySize: 0 }, { bodySize: -1 }, { bodySize: 2, postData: { text: '{}', _file: 'a.json' } }]) t.equal(await lacksBody(request), false, JSON.stringify(request))
})

t.test('an answer is decoded, also one that its recorder left packed', async (t) => {
  t.equal(await answered({ text: Buffer.from('{"é":1}').toString('base64'), encoding: 'base64' }), '{"é":1}', 'JSON without a type')
  t.equal(await answered({ text: JSON.stringify([gzipSync('{"a":1}').toString('base64')]) }), '{"a":1}', 'Polly')
  t.equal(await answered({ text: gzipSync('x').toString('base64'), encoding: 'base64' }), 'x')
  t.equal(await answered({ text: gzipSync('x').subarray(0, 12).toString('base64'), encoding: 'base64' }), undefined)
  t.not(await answered({ text: deflateSync('x').toString('base64'), encoding: 'base64' }), '')
})

t.test('of an answer that is packed no more than 8 MB is unpacked', async (t) => {
  const packed = async (bytes: number) => await answered({ text: gzipSync(Buffer.alloc(bytes, 'x')).toString('base64'), encoding: 'base64' })
  t.equal((await packed(8 * 1024 * 1024))?.length, 8 * 1024 * 1024)
  t.equal(await packed(8 * 1024 * 1024 + 1), undefined)
})

t.test('an answer that is not there, or not whole, is no empty one', async (t) => {
  t.equal(await answered({}), undefined)
  t.equal(await answered({ size: 0 }), '')
  t.equal(await answered({ text: '{"a"', size: 4 }, { headers: [{ name: 'Content-Length', value: '90' }] }), undefined, 'Firefox of a body that was cut off')
  t.equal(await answered({ text: 'long as it was', size: 14 }, { headers: [{ name: 'Content-Length', value: '5' }, { name: 'Content-Encoding', value: 'gzip' }] }), 'long as it was')
  t.equal(await answered({ text: 'x' }, { _failureText: 'net::ERR' }), undefined)
  for (const status of [0, -1, undefined, 'x']) t.equal((await one({ response: { status } }))?.answer, undefined, String(status))
})

t.test('headers are those of the service, once each; types that a recorder invents are none', async (t) => {
  const headers = [[':path', 'x'], ['Host', 'x'], ['Accept', 'a'], ['accept', 'a'], ['Sec-Fetch', 'x'], ['X-Y', '1'], ['X-Y', '2']].map(([name, value]) => ({ name, value }))
  t.strictSame((await one({ request: { headers } }))?.headers, { accept: 'a', 'x-y': '1, 2' })
  for (const mimeType of ['x-unknown', 'application/x-unknown-content-type', '']) t.equal((await one({ response: { content: { mimeType } } }))?.answer?.contentType, '', mimeType)
  t.equal((await one({ response: { headers: [{ name: 'content-type', value: 'text/xml;charset=UTF-8' }], content: { mimeType: 'text/plain' } } }))?.answer?.contentType, 'text/xml')
})
