import { request as ask } from 'node:http'
import t, { type Test } from 'tap'
import { start } from '../../support/start.ts'

interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

const smscode = '/pims.authentication.smscode'
const certify = (phoneNumber: string): string => `${smscode}?type=phoneNumberCertification&phoneNumber=${phoneNumber}`
const alice = { authorization: 'Bearer alice' }
const json = { ...alice, 'content-type': 'application/json' }
const modify = (body: string, headers: Record<string, string> = json): Asked => ({ method: 'POST', path: smscode, headers, body })

/** What is asked in turn, of both. */
const cases: Readonly<Record<string, readonly Asked[]>> = {
  'a flow': [
    { path: certify('0612345678'), headers: alice },
    { path: '/admin/sms/latest?to=0612345678' },
    modify('{"type":"modifyPhoneNumber","smsCode":"000000","phoneNumber":"0612345678"}'),
    { path: '/pims.authentication.trustedphonenumber', headers: alice }
  ],
  'who asks': [
    { path: certify('0612345678') },
    { path: certify('0612345678'), headers: { authorization: 'Bearer nobody' } },
    { path: certify('0612345678'), headers: { authorization: 'Basic YWxpY2U6eA==' } },
    { path: certify('0612345678'), headers: { ...alice, 'x-device-id': 'd', 'x-login-as': 'bob', 'user-agent': 'app/2.0', cookie: 'a=b' } }
  ],
  'how a query is written': [
    { path: `${smscode}?type=phoneNumberCertification&phoneNumber=%2B33612345678`, headers: alice },
    { path: `${smscode}?type=phoneNumberCertification&phoneNumber=+33612345678`, headers: alice },
    { path: `${smscode}?type=phoneNumberCertification&phoneNumber=06&phoneNumber=07`, headers: alice },
    { path: `${smscode}?`, headers: alice },
    { path: `${smscode}?type&&=1&%zz=%zz&__proto__=1&constructor=2`, headers: alice },
    { path: `${smscode}?type=phoneNumberCertification?phoneNumber=1;a=b`, headers: alice },
    { path: smscode, headers: alice }
  ],
  'how a path is written': [
    { path: `${smscode}/`, headers: alice },
    { path: smscode.toUpperCase(), headers: alice },
    { path: smscode.replace('s', '%73'), headers: alice },
    { path: '/pims.authentication.smscod', headers: alice },
    { path: `http://elsewhere.test${certify('0612345678')}`, headers: alice }
  ],
  'a method that the route has not': ['HEAD', 'PUT', 'OPTIONS', 'DELETE'].map((method) => ({ method, path: certify('0612345678'), headers: alice })),
  'how a body is written': [
    modify('{"type":"modifyPhoneNumber"'),
    modify('[]'),
    modify('null'),
    modify('"text"'),
    modify('{"__proto__":{"type":"modifyPhoneNumber"}}'),
    modify('{"constructor":{"prototype":{}}}'),
    modify(`${'['.repeat(80)}${']'.repeat(80)}`),
    modify('{"type":"modifyPhoneNumber","smsCode":"é€😀","phoneNumber":" 06 12 34 56 78"}'),
    modify(''),
    modify('{"type":"modifyPhoneNumber"}', { ...alice, 'content-type': 'application/json; charset=utf-8' }),
    modify('{"type":"modifyPhoneNumber"}', { ...alice, 'content-type': 'Application/JSON' }),
    modify('{"type":"modifyPhoneNumber"}', { ...alice, 'content-type': 'text/plain' }),
    modify('{"type":"modifyPhoneNumber"}', alice),
    modify('{"type":"modifyPhoneNumber"}', { ...json, 'content-encoding': 'gzip' }),
    modify('{"type":"modifyPhoneNumber"}', { ...json, 'content-encoding': 'identity' }),
    { ...modify('{"type":"modifyPhoneNumber"}'), path: `${smscode}?type=modifyPhoneNumber` },
    { method: 'GET', path: certify('0612345678'), headers: json, body: '{"a":1}' }
  ],
  'what is large': [
    { path: `${certify('0612345678')}&more=${'x'.repeat(5000)}`, headers: alice },
    { path: certify('0612345678'), headers: { ...alice, 'x-more': 'y'.repeat(5000) } },
    modify(`{"type":"modifyPhoneNumber","more":"${'z'.repeat(5000)}"}`),
    modify(`{"type":"modifyPhoneNumber","more":"${'z'.repeat(70_000)}"}`)
  ],
  'which sandbox': [
    { path: `/sandbox/one${certify('0612345678')}`, headers: alice },
    { path: `/sandbox/one${certify('0712345678')}`, headers: alice },
    { path: certify('0612345679'), headers: { ...alice, 'x-sandbox': 'one' } },
    { path: `/sandbox/one${certify('0612345670')}`, headers: { ...alice, 'x-sandbox': 'two' } },
    { path: '/sandbox/one/admin/sms/latest?account=alice' },
    { path: '/sandbox/one', headers: alice },
    { path: `/sandbox/one${smscode}`, method: 'POST', headers: json, body: '{"type":"modifyPhoneNumber","smsCode":"1","phoneNumber":"0612345678"}' }
  ],
  'a fault that the request asks for': [
    ...['2310', 'nonsense', '{"http":{"status":503,"headers":{"Retry-After":"3","X-Own":"a"},"body":{"down":true}}}',
      '{"http":{"status":418,"body":"tea"}}', '{"http":{"status":200,"headers":{"content-type":"application/json"},"body":"{}"}}',
      '{"http":{"status":204,"body":"none"}}', '{"http":{"status":204}}', '{"http":{"status":304}}', '{"http":{"status":304,"body":"x"}}', '{"http":{"status":500}}',
      '{"http":{"status":200,"headers":{"content-type":"text/html"},"body":"<p>"}}',
      ...['text/JSON', 'application/problem+json', 'Application/JSON; Charset=latin1', 'application/json; v=1; W="a b"', 'application/json;', 'text/html; charset', 'text', '', ';', 'text/html, text/plain', '/json']
        .flatMap((type) => ['{}', '', undefined].map((body) => JSON.stringify({ http: { status: 500, headers: { 'content-type': type }, body } })))]
      .map((fault) => ({ path: certify('0612345678'), headers: { ...alice, 'x-fault': fault } })),
    { path: '/iwws/MAC?action=ActionSetup&mode=activate', headers: { 'x-fault': 'NOK:BLOCKED' } }
  ],
  'a rule that hits': [
    { method: 'PUT', path: '/admin/faults/f', headers: { 'content-type': 'application/json' }, body: '{"operation":"get.smscode.phoneNumberCertification","effect":{"code":2312},"times":1}' },
    { path: certify('0612345678'), headers: alice },
    { path: certify('0612345678'), headers: alice },
    { path: '/admin/faults' }
  ],
  'the device protocol': [
    { path: '/iwws/MAC?action=ActionSetup&mode=activate&id=&version=Generator-1.0/0.2.11' },
    { path: '/iwcxf/MAC?action=ActionFinalize&mode=otp&id=1' },
    { path: '/iwws/MAC?action=ActionSetup&action=ActionSetup' },
    { path: '/iwws/MAC' },
    { path: '/iwws/MAC', method: 'POST', headers: json, body: '{}' }
  ],
  'the newest SMS': [
    { path: '/admin/sms/latest' },
    { path: '/admin/sms/latest?to=nonsense' },
    { path: '/admin/sms/latest?tow=0612345678' },
    { path: '/admin/sms/latest?wait=1.5' },
    { path: certify('0612345678'), headers: alice },
    { path: '/admin/sms/latest?account=alice&purpose=phoneNumberCertification&wait=10' },
    { path: '/admin/sms/latest?account=alice&account=bob' },
    { path: '/admin/sms/latest?after=sms-1' },
    { path: '/admin/sms/latest', headers: { origin: 'http://elsewhere.test' } },
    { path: '/admin/sms/latest', headers: { 'sec-fetch-site': 'cross-site' } },
    { path: '/admin/sms/latest', headers: { host: 'elsewhere.test' } },
    { path: '/admin/sms/latest', headers: { host: 'a b' } },
    { path: '/admin/sms/latest', headers: { host: '[::1]:80' } },
    { path: '/admin/sms/latest', method: 'HEAD' },
    { path: '/admin/sms/latest', headers: { authorization: 'Bearer wrong' } }
  ]
}

const DIFFERS = ['date', 'connection', 'keep-alive', 'x-mock-instance']

interface Answered {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly text: string
}

/** A server, asked over a socket where plain requests take the fast path, and one that Fastify is asked by itself. */
async function bothWays (t: Test, environment: Record<string, string> = {}) {
  let throughFastify = 0
  const fast = await start(t, environment, (app) => { app.addHook('onRequest', async () => { throughFastify++ }) })
  const slow = await start(t, environment)
  await fast.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = new URL(fast.app.listeningOrigin)
  const headersOf = ({ headers = {}, body }: Asked): Record<string, string> => ({ host: 'localhost', 'user-agent': 'app/1.0', ...headers, ...body !== undefined && { 'content-length': String(Buffer.byteLength(body)) } })
  return {
    /** How many requests have not taken the fast path. */
    get throughFastify () { return throughFastify },
    overSocket: async (asked: Asked): Promise<Answered> => await new Promise((resolve, reject) => {
      const sent = ask({ host: '127.0.0.1', port, method: asked.method ?? 'GET', path: asked.path, headers: headersOf(asked), agent: false }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      })
      sent.on('error', reject).end(asked.body)
    }),
    throughInject: async ({ method = 'GET', path, ...asked }: Asked): Promise<Answered> => {
      const response = await slow.app.inject({ method: method as 'GET', url: path, headers: { ...headersOf({ path, ...asked }), connection: 'close' }, ...asked.body !== undefined && { payload: asked.body } })
      return { status: response.statusCode, headers: response.headers, text: response.payload }
    },
    entriesOf: async (which: 'fast' | 'slow') => {
      const { body } = await (which === 'fast' ? fast : slow).admin('GET', 'requests?secrets=true')
      return (body?.requests as Array<Record<string, unknown>>).map(({ duration, arrival, end, ...entry }) => entry)
    }
  }
}

const comparable = ({ status, headers, text }: Answered) => ({ status, headers: Object.entries(headers).filter(([name]) => !DIFFERS.includes(name)), text })

for (const [name, asked] of Object.entries(cases)) {
  t.test(`both ways give the same answers and entries: ${name}`, async (t) => {
    const ways = await bothWays(t)
    for (const each of asked) {
      const [one, other] = [await ways.overSocket(each), await ways.throughInject(each)]
      t.strictSame(comparable(one), comparable(other), `${each.method ?? 'GET'} ${each.path.slice(0, 200)} ${JSON.stringify(each.headers ?? {}).slice(0, 200)} ${each.body?.slice(0, 100) ?? ''}`)
    }
    t.strictSame(await ways.entriesOf('fast'), await ways.entriesOf('slow'))
  })
}

t.test('plain requests take the fast path, in a sandbox too', async (t) => {
  const ways = await bothWays(t)
  await ways.overSocket({ path: `/sandbox/one${certify('0612345678')}`, headers: alice })
  t.equal(ways.throughFastify, 1, 'a sandbox is made by Fastify')
  for (const each of [...cases['a flow'] ?? [], { path: `/sandbox/one${certify('0612345678')}`, headers: alice }, { path: '/iwws/MAC?action=ActionSetup' }]) await ways.overSocket(each)
  t.equal(ways.throughFastify, 1)
})

t.test('with a token of the admin API, who has it takes the fast path, and nobody else is let in', async (t) => {
  const ways = await bothWays(t, { ADMIN_TOKEN: 'let-me-in-please' })
  t.match(await ways.overSocket({ path: '/admin/sms/latest' }), { status: 401 })
  t.match(await ways.overSocket({ path: '/admin/sms/latest', headers: { authorization: 'Bearer let-me-in-please' } }), { status: 404 })
  t.equal(ways.throughFastify, 0)
})

t.test('where pages of other sites may use the server, every request goes through Fastify', async (t) => {
  const ways = await bothWays(t, { CORS: 'true' })
  t.match(await ways.overSocket({ path: certify('0612345678'), headers: { ...alice, origin: 'http://page.test' } }), { headers: { 'access-control-allow-origin': 'http://page.test' } })
  t.equal(ways.throughFastify, 1)
})
