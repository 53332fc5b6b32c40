import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import Fastify from 'fastify'
import pino from 'pino'
import t from 'tap'
import { Connections, limitConnections } from '../../../src/http/limits/limit-connections.ts'
import { start } from '../../support/start.ts'

t.test('a connection above the limit is told so and closed, logged once, and there is room again when one has gone', async (t) => {
  const lines: object[] = []
  const app = Fastify({ forceCloseConnections: true })
  limitConnections(app, new Connections(2, pino({ level: 'warn' }, { write: (line: string) => { lines.push(JSON.parse(line) as object) } })))
  app.get('/', async () => 'here')
  t.teardown(() => app.close())
  const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
  const accepted: Socket[] = []
  app.server.on('connection', (socket: Socket) => accepted.push(socket))
  const open = async () => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    await once(socket, 'connect')
    return socket
  }
  const [first, second] = [await open(), await open()]
  for (let count = 0; count < 3; count++) {
    const socket = await open()
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    t.match(text, /^HTTP\/1.1 503 Service Unavailable\r\n[^]*connection: close\r\n[^]*"message":"All 2 connections that MAX_MEMORY_MB leaves room for are open\. Close some, or raise it\."\}$/)
  }
  t.match(lines, [{ open: 2, refused: 1, msg: /connections are refused/ }])
  t.equal(lines.length, 1)

  const gone = once(accepted[0] as Socket, 'close')
  first.destroy()
  await gone
  const third = await open()
  for (const socket of [second, third]) {
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    t.match(String((await once(socket, 'data'))[0]), /^HTTP\/1.1 200/)
  }
})

t.test('there are as many as the memory has room for', async (t) => {
  const { app } = await start(t, { MAX_MEMORY_MB: '160' })
  t.match(app.connections.refusal, 'All 1024 connections')
  t.match((await start(t)).app.connections.refusal, 'All 3276 connections')
})
