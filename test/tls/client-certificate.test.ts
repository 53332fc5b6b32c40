import { once } from 'node:events'
import { type RequestOptions, request } from 'node:https'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { writeFileSync } from 'node:fs'
import pino from 'pino'
import t, { type Test } from 'tap'
import { loadCredentials } from '../../src/tls/credentials.ts'
import { openTlsWith, prepareHttps } from '../../src/tls/listen.ts'
import { has, run } from '../clients/support/tools.ts'
import { configOf, start } from '../support/start.ts'

const PASSWORD = 'pims-mock'

/** A server that asks for a certificate on HTTPS, and its files. */
async function startStrict (t: Test, environment: Record<string, string> = {}) {
  const credentials = await loadCredentials(configOf({ HTTPS_PORT: '0', REQUIRE_CLIENT_CERT: 'true', ...environment }), Date.now())
  if (credentials?.client === undefined) throw new Error('no certificate for clients')
  const lines: string[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => { lines.push(line) } })
  let listen: ReturnType<typeof prepareHttps> | undefined
  const { app } = await start(t, environment, (app) => { listen = prepareHttps(app, openTlsWith(credentials, logger)) }, { authority: credentials.authority, clientCertificate: credentials.client })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const port = await listen?.(0) ?? 0
  const file = async (name: string) => await fetch(`${origin}/admin/${name}`)
  const ca = await (await file('ca.pem')).text()
  const pem = await (await file('client-cert.pem')).text()
  const p12 = Buffer.from(await (await file('client-cert.p12')).arrayBuffer())
  const ask = async (options: RequestOptions) => {
    const client = request({ host: '127.0.0.1', port, path: '/FS?action=pushAuthenticate&serviceId=1201&userId=alice&format=json', ca, agent: false, servername: 'localhost', ...options })
    const [response] = await once(client.end(), 'response')
    return await text(response)
  }
  return { ask, port, origin, ca, pem, p12, lines, file }
}

t.test('HTTPS refuses who shows no certificate, or another one; HTTP is as before', async (t) => {
  const { ask, pem, p12, lines, origin } = await startStrict(t)
  await t.rejects(ask({}), { code: /ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED|ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED|ECONNRESET|EPIPE/ })
  t.match(lines.join(''), /TLS handshake failed/)
  const { pem: other } = await startStrict(t)
  await t.rejects(ask({ cert: other, key: other }), { code: /^E/ })
  t.match(await ask({ cert: pem, key: pem }), '"err":"OK"')
  t.match(await ask({ pfx: p12, passphrase: PASSWORD }), '"err":"OK"')
  t.match(await (await fetch(`${origin}/health`)).text(), '"ok"')
})

t.test('the files are behind the token of the admin API, for the key is in them', async (t) => {
  const { call } = await start(t, { ADMIN_TOKEN: 'secret' }, undefined, { clientCertificate: { certificate: 'c', key: 'k' } })
  t.match(await call({ url: '/admin/client-cert.pem' }), { status: 401 })
  t.match(await call({ url: '/admin/client-cert.p12' }), { status: 401 })
})

t.test('without the setting there is none, and the setting needs HTTPS', async (t) => {
  const { call } = await start(t)
  for (const url of ['/admin/client-cert.pem', '/admin/client-cert.p12']) t.match(await call({ url }), { status: 404, body: { message: /asks no client for a certificate\. Start it with HTTPS_PORT and REQUIRE_CLIENT_CERT=true/ } })
  t.throws(() => configOf({ REQUIRE_CLIENT_CERT: 'true' }), { message: 'HTTPS_PORT is missing; REQUIRE_CLIENT_CERT needs it' })
  t.notOk(configOf({ REQUIRE_CLIENT_CERT: 'false' }).REQUIRE_CLIENT_CERT)
  t.equal((await loadCredentials(configOf({ HTTPS_PORT: '0' }), 0))?.client, undefined)
})

t.test('curl reads either file', { skip: !has('curl', '--version') && 'curl was not tried: there is none' }, async (t) => {
  const { port, ca, pem, p12 } = await startStrict(t)
  const folder = t.testdir({ 'ca.pem': ca, 'client.pem': pem })
  writeFileSync(join(folder, 'client.p12'), p12)
  const curl = async (...more: string[]) => await run('curl', ['-sS', '--cacert', join(folder, 'ca.pem'), ...more, `https://localhost:${port}/health`])
  t.match(await curl('--cert', join(folder, 'client.pem')), '"ok"')
  t.match(await curl('--cert-type', 'P12', '--cert', `${join(folder, 'client.p12')}:${PASSWORD}`), '"ok"')
  await t.rejects(curl())
})

t.test('Java reads the PKCS #12 file', { skip: !has('keytool', '-help') && 'Java was not tried: there is no keytool' }, async (t) => {
  const { p12 } = await startStrict(t)
  const file = join(t.testdir({}), 'client.p12')
  writeFileSync(file, p12)
  t.match(await run('keytool', ['-list', '-v', '-keystore', file, '-storetype', 'PKCS12', '-storepass', PASSWORD]), /PrivateKeyEntry[^]*CN=pims-mock client/)
})
