import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { run } from './support.ts'

/** A server that is no pims-mock. */
async function stranger (t: Test, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  t.teardown(() => new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  }))
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Each verb that speaks to a server, with what it needs. */
const VERBS = [['code'], ['send', 'alice'], ['fail', '2310'], ['ok'], ['ok', '2310'], ['scenario'], ['scenario', 'off'], ['clock'], ['clock', '+5m'], ['tail'], ['requests'], ['requests', '--curl'], ['why'], ['matrix', '--', 'true']] as const

t.test('every verb says that no server is there, and how there comes to be one', async (t) => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`
  await new Promise((resolve) => closed.close(resolve))
  for (const verb of VERBS) {
    t.match(await run(verb, { PIMS_MOCK_URL: `${url}/sandbox/mine` }), { code: 1, printed: new RegExp(`^pims-mock: No pims-mock answers at ${url}: ECONNREFUSED\\. Nothing listens there\\. Start one with pims-mock, or name it with --url or PIMS_MOCK_URL;[^\\n]*$`) }, verb.join(' '))
  }
  t.match(await run(['ok'], { PIMS_MOCK_URL: 'http://no-such-host.invalid' }), { code: 1, printed: /No pims-mock answers at http:\/\/no-such-host\.invalid: \w+\. No-such-host\.invalid is not known here|cannot be reached/i })
})

t.test('every verb says that another server is there', async (t) => {
  const some = [['code'], ['tail'], ['doctor']] as const
  for (const [status, type, body, said, verbs] of [
    [200, 'text/html', '<html>\n<body>\u001b[31m', '<html> <body> [31m', [...VERBS, ['doctor']]],
    [404, 'application/json', '{"statusCode":404,"error":"Not Found","message":"Route not found"}', '{"statusCode":404,', some],
    [401, 'text/plain', '', '', some]
  ] as const) {
    const url = await stranger(t, (_request, response) => { response.writeHead(status, { 'content-type': type }).end(body) })
    for (const verb of verbs) {
      const { code, printed } = await run(verb, { PIMS_MOCK_URL: url })
      t.equal(code, 1, verb.join(' '))
      t.match(printed.split('\n').at(-1), `${url}${verb[0] === 'doctor' ? '/health' : ''} answered ${status}${said === '' ? ':' : ` ${said}`}`, verb.join(' '))
      t.match(printed, /: this is another server\. Is the port right\?$/, verb.join(' '))
      t.notMatch(printed, /\n {4}at |undefined|NaN/, 'no stack')
    }
  }
})

t.test('a server that breaks off is told from one that answers', async (t) => {
  const breaking = await stranger(t, ({ url }, response) => {
    if (url !== '/health') response.destroy()
    else response.end('{"status":"ok","version":"0.2.0"}')
  })
  t.match(await run(['doctor', breaking], {}), { code: 1, printed: /^!! {2}\/admin does not answer: the connection was closed without an answer/m })
  const cut = await stranger(t, (_request, response) => {
    response.writeHead(200, { 'x-mock-instance': 'ab12cd34', 'content-length': 100 }).write('{', () => response.destroy())
  })
  t.match(await run(['clock'], { PIMS_MOCK_URL: cut }), { code: 1, printed: /^pims-mock: No pims-mock answers at \S+: [^\n]*$/ })
  const endless = await stranger(t, (_request, response) => { response.writeHead(200).write('{') })
  t.match(await run(['doctor', endless], {}), { code: 1, printed: /^!! {2}no answer within 5 s[^\n]*$/m })
})

t.test('what cannot be a URL or a sandbox is a word that the command does not know', async (t) => {
  for (const sandbox of ['a b', '..', 'x/y', '']) t.match(await run(['ok', '--sandbox', sandbox], {}), { code: 2, printed: /is not a valid sandbox id\. Use 1 to 64 letters[^\n]* --sandbox names it\.$/ }, sandbox)
  t.match(await run(['ok', '--url', 'http://localhost:3000/sandbox/a%20b'], {}), { code: 2, printed: /is not the URL of a server/ })
})
