import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:https'
import { connect, isIP } from 'node:net'
import { text } from 'node:stream/consumers'
import { checkServerIdentity, connect as connectTls } from 'node:tls'
import pino from 'pino'
import t, { type Test } from 'tap'
import { loadCredentials } from '../../src/tls/credentials.ts'
import { openTlsWith, prepareHttps } from '../../src/tls/listen.ts'
import { configOf, start } from '../support/start.ts'
import { VERSION } from '../../src/version.ts'

const healthy = (instance: string) => JSON.stringify({ status: 'ok', version: VERSION, instance })

const MESSAGE = '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678'

interface Ask { path?: string, name?: string, headers?: Record<string, string>, ca?: string }

/** A server that listens on two ports, and a client that trusts its CA alone. */
async function startHttps (t: Test, environment: Record<string, string> = {}, host = '127.0.0.1') {
  const credentials = await loadCredentials(configOf({ HTTPS_PORT: '0', ...environment }), Date.now())
  if (credentials === undefined) throw new Error('no HTTPS')
  const lines: string[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => { lines.push(line) } })
  let listen: ReturnType<typeof prepareHttps> | undefined
  const kit = await start(t, environment, (app) => { listen = prepareHttps(app, openTlsWith(credentials, logger)) }, { authority: credentials.authority })
  const origin = await kit.app.listen({ host, port: 0 })
  const port = await listen?.(0) ?? 0
  const trusted = await (await fetch(`${origin}/admin/ca.pem`)).text()

  /** Asks for a path by a name of the server, wherever that name leads. */
  const ask = async ({ path = '/health', name = 'localhost', headers = {}, ca = trusted }: Ask = {}) => {
    const client = request({
      host: '127.0.0.1',
      port,
      path,
      ca,
      agent: false,
      servername: isIP(name) === 0 ? name : '',
      checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
      headers: { authorization: 'Bearer alice', ...headers }
    })
    const [response] = await once(client.end(), 'response')
    return { status: response.statusCode as number, text: await text(response) }
  }
  /** Sends a message with a fault, and answers what comes, and how the TCP connection ends. */
  const open = async (fault: string) => {
    const socket = connectTls({ host: '127.0.0.1', port, ca: trusted, servername: 'localhost' }).setEncoding('utf8')
    let text = ''
    let end: string | undefined
    socket.on('data', (chunk) => { text += String(chunk) })
    socket.once('end', () => { end = 'FIN' }).once('error', ({ code }: NodeJS.ErrnoException) => { end = code })
    socket.write(`GET ${MESSAGE} HTTP/1.1\r\nhost: mock\r\nauthorization: Bearer alice\r\nconnection: close\r\nx-fault: ${fault}\r\n\r\n`)
    await new Promise((resolve) => socket.once('close', resolve))
    return { text, end }
  }
  return { ...kit, ask, open, port, lines, origin, trusted }
}

t.test('a client that trusts the CA of /admin/ca.pem alone reaches the server by every name', async (t) => {
  const { app, ask } = await startHttps(t, { TLS_NAMES: 'pims-mock, 192.168.1.5,*.example.test', HOST: '127.0.0.2' })
  const names = ['localhost', '127.0.0.1', '10.0.2.2', 'host.docker.internal', 'otp.mpsa.com', 'api.groupe-psa.com', 'mwa.mpsa.com', 'idpcvs.peugeot.com', 'idpcvs.citroen.com', 'idpcvs.driveds.com', 'idpcvs.opel.com', 'idpcvs.vauxhall.co.uk', 'pims-mock', '192.168.1.5', 'any.example.test', '127.0.0.2']
  for (const name of names) t.strictSame(await ask({ name }), { status: 200, text: healthy(app.instance) }, name)
})

t.test('a client refuses the server by another name, or with the CA of another start', async (t) => {
  const { ask } = await startHttps(t)
  await t.rejects(ask({ name: 'www.example.com' }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  const { trusted: ca } = await startHttps(t)
  await t.rejects(ask({ ca }), { message: /certificate/ })
})

t.test('the CA is a PEM file; without one of our own, 404 says how to get one', async (t) => {
  const { origin } = await startHttps(t)
  const response = await fetch(`${origin}/admin/ca.pem`)
  t.equal(response.headers.get('content-type'), 'application/x-pem-file')
  t.match(await response.text(), /^-----BEGIN CERTIFICATE-----\n[^]+\n-----END CERTIFICATE-----\n$/)
  const { call } = await start(t)
  t.match(await call({ url: '/admin/ca.pem' }), { status: 404, body: { statusCode: 404, message: /no CA of its own\. Start it with HTTPS_PORT/ } })
})

t.test('the CA is there in DER too, without the token, as a file that phones offer to install', async (t) => {
  const { origin, trusted } = await startHttps(t, { ADMIN_TOKEN: 'secret' })
  const response = await fetch(`${origin}/admin/ca.crt`)
  t.equal(response.headers.get('content-type'), 'application/x-x509-ca-cert')
  t.equal(new X509Certificate(Buffer.from(await response.arrayBuffer())).toString(), trusted)
  const { call } = await start(t)
  t.match(await call({ url: '/admin/ca.crt' }), { status: 404 })
})

t.test('the overview says at which port HTTPS is, and that there is a CA', async (t) => {
  const { call, port } = await startHttps(t)
  t.match((await call({ url: '/admin/overview' })).body, { server: { httpsPort: port, ownCa: true } })
})

t.test('sandboxes, errors and the journal are the same as without TLS', async (t) => {
  const { ask, call, port } = await startHttps(t)
  t.match(await ask({ path: `/sandbox/mine${MESSAGE}` }), { status: 200, text: /SUCCEEDED/ })
  t.match((await call({ url: '/sandbox/mine/admin/requests/count' })).body, { count: 1 })
  t.match((await call({ url: '/admin/requests/count' })).body, { count: 0 })
  t.match(await ask({ path: '/sandbox/no%20id/health' }), { status: 400, text: /not a valid sandbox id/ })
  t.match(await ask({ path: '/admin/nothing' }), { status: 404, text: /There is nothing at GET/ })
  t.match(await ask({ path: '/admin/sms', headers: { host: `localhost:${port}`, origin: `https://localhost:${port}` } }), { status: 200 })
  t.match(await ask({ path: '/health', headers: { 'x-long': 'x'.repeat(20_000) } }), { status: 431 })
})

t.test('an SDK that asks over TLS is pointed at TLS', async (t) => {
  const { ask } = await startHttps(t)
  const { text } = await ask({ path: '/sandbox/mine/admin/sdk-config', headers: { host: 'pims-mock:8443' } })
  t.match(JSON.parse(text), { credential: { inWeboURL: 'https://pims-mock:8443/sandbox/mine' } })
})

t.test('reset: the client sees a TCP RST beneath TLS', async (t) => {
  const { open } = await startHttps(t)
  t.strictSame(await open('{"transport":"reset"}'), { text: '', end: 'ECONNRESET' })
})

t.test('the other faults of the wire break the answer, not the connection beneath', async (t) => {
  const { open } = await startHttps(t, { FAULT_HANG_MAX: '20' })
  t.strictSame(await open('{"transport":"empty"}'), { text: '', end: 'FIN' })
  t.strictSame(await open('{"transport":"hang"}'), { text: '', end: 'FIN' })
  t.match(await open('{"transport":"truncate"}'), { text: /^HTTP\/1.1 200 [^]*\r\n\r\n\{"transactionId":"[0-9a-f-]+","status":"SUCC$/, end: 'FIN' })
  t.match(await open('{"transport":"malformed"}'), { text: /^HTTP\/1.1 200 [^]*\r\n\r\n\{"transactionId"/, end: 'FIN' })
})

t.test('closes at once while a request waits and a handshake is under way', async (t) => {
  const { app, port, open, admin } = await startHttps(t)
  const silent = connect(port, '127.0.0.1')
  const waiting = open('{"transport":"hang"}')
  while ((await admin('GET', 'requests/count')).body?.count === 0) await new Promise(setImmediate)
  await app.close()
  await Promise.all([waiting, silent.destroyed || once(silent, 'close')])
  await t.rejects(once(connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED' })
})

t.test('a handshake that fails leaves a line in the log; a client that opens no handshake leaves none', async (t) => {
  const { ask, port, lines } = await startHttps(t)
  const plain = connect(port, '127.0.0.1')
  plain.resume().write('GET /health HTTP/1.1\r\n\r\n')
  await once(plain, 'close')
  const silent = connect(port, '127.0.0.1')
  silent.resume().end()
  await once(silent, 'close')
  t.match(await ask(), { status: 200 })
  t.equal(lines.length, 1)
  t.match(JSON.parse(lines[0] ?? ''), { level: 30, msg: 'TLS handshake failed', reason: 'http request', client: '127.0.0.1' })
})

t.test('listens at every address that the host has', async (t) => {
  const { app, port, trusted } = await startHttps(t, {}, 'localhost')
  for (const address of app.addresses()) {
    if (typeof address === 'string') throw new Error('a path')
    const socket = connectTls({ host: address.address, port, ca: trusted, servername: 'localhost' })
    await once(socket, 'secureConnect')
    t.ok(socket.authorized, address.address)
    socket.destroy()
  }
})
