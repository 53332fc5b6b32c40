import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { generate } from 'mqtt-packet'
import pino from 'pino'
import t, { type Test } from 'tap'
import { CONNECT_TIMEOUT } from '../../src/mqtt/bounds.ts'
import { listenForMqtt } from '../../src/mqtt/listen.ts'
import { loadCredentials } from '../../src/tls/credentials.ts'
import { openTlsWith } from '../../src/tls/listen.ts'
import { USER } from '../support/mqtt.ts'
import { configOf, start } from '../support/start.ts'

/** A server that speaks MQTT over TLS, and the lines of its log about that. */
async function startSecure (t: Test) {
  const credentials = await loadCredentials(configOf({ HTTPS_PORT: '0' }), Date.now())
  if (credentials === undefined) throw new Error('no HTTPS')
  const lines: string[] = []
  const openTls = openTlsWith(credentials, pino({ level: 'info' }, { write: (line: string) => { lines.push(line) } }))
  const asked: unknown[] = []
  const { app } = await start(t)
  const { port, close } = await listenForMqtt(['127.0.0.1'], 0, {
    sandboxes: app.sandboxes,
    log: { info () {}, error () {} },
    admit: (socket) => app.connections.admit(socket),
    openTls: (options) => {
      asked.push(options)
      return openTls(options)
    }
  })
  t.teardown(close)
  return { port, ca: credentials.authority, lines, asked }
}

t.test('a client that trusts the CA connects', async (t) => {
  const { port, ca, lines } = await startSecure(t)
  const socket = connectTls({ port, host: '127.0.0.1', servername: 'localhost', ca })
  t.teardown(() => socket.destroy())
  socket.write(generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: '', keepalive: 60, username: USER, password: Buffer.from('alice') }))
  const [answer] = await once(socket, 'data')
  t.strictSame(answer, Buffer.from([0x20, 2, 0, 0]))
  t.strictSame(lines, [])
})

t.test('a handshake that fails leaves a line in the log that says why', async (t) => {
  const { port, lines } = await startSecure(t)
  const plain = connectTcp(port, '127.0.0.1').resume()
  plain.write(Buffer.from([0x10, 0x04, 0, 2, 0x41, 0x41]))
  await once(plain, 'close')
  t.match(lines.map((line) => JSON.parse(line) as object), [{ level: 30, msg: 'TLS handshake failed', client: '127.0.0.1', reason: /./ }])
})

t.test('a handshake has the time that CONNECT has', async (t) => {
  const { asked } = await startSecure(t)
  t.match(asked, [{ handshakeTimeout: CONNECT_TIMEOUT }])
})
