import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { flagsOf } from '../../src/cli/command-line.ts'
import { start } from '../support/start.ts'
import { run } from './support.ts'

const words = (...line: string[]): string => `${line.join('\0')}\0`

t.test('the flags of a server are those of its command line, whatever started it', (t) => {
  const flags = ['--port', '8080', '--host=::']
  for (const program of ['dist/cli.js', '/app/dist/server.js', '/usr/bin/pims-mock', 'pims-mock']) {
    t.strictSame(flagsOf(words('node', '--max-semi-space-size=2', '--heap-growing-percent=100', program, ...flags)), flags, program)
    t.strictSame(flagsOf(words('/sbin/docker-init', '--', 'node', program, 'serve', ...flags)), flags, `${program} under an init`)
    t.strictSame(flagsOf(words('node', program)), [], program)
  }
  for (const line of ['', words('/sbin/init'), words('sh', '-c', 'node dist/cli.js.bak --port 1'), words('/usr/lib/systemd/systemd', '--port', '1')]) t.strictSame(flagsOf(line), [], line)
  t.end()
})

t.test('health finds a server by flags and by environment, and is 1 where none is', async (t) => {
  const { app } = await start(t)
  const { port } = new URL(await app.listen({ host: '127.0.0.2', port: 0 }))
  const up = { code: 0, printed: `127.0.0.2, port ${port}, is up.` }
  t.strictSame(await run(['health', '--port', port, '--host', '127.0.0.2'], {}), up)
  t.strictSame(await run(['health'], { PORT: port, HOST: '127.0.0.2' }), up)
  t.strictSame(await run(['health'], { PORT: port }), { code: 1, printed: `pims-mock: localhost, port ${port}, does not answer: ECONNREFUSED.` }, 'it listens on another address')
  t.match(await run(['health', '--port', '0'], {}), { code: 1, printed: /^pims-mock: PORT=0 takes a free port/ })
  t.match(await run(['health', '--prot', '1'], {}), { code: 2, printed: /Did you mean --port\?/ })

  const stranger = createServer((_request, reply) => { reply.writeHead(404).end() }).listen(0, '127.0.0.1')
  t.teardown(() => stranger.close())
  await once(stranger, 'listening')
  const { port: other } = stranger.address() as AddressInfo
  t.strictSame(await run(['health', '--host', '127.0.0.1', '--port', String(other)], {}), { code: 1, printed: `pims-mock: 127.0.0.1, port ${other}, answered 404 to GET /health. Is that pims-mock?` })
})

t.test('a server on :: is found by IPv4, where that is what there is', async (t) => {
  const { app } = await start(t)
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  t.match(await run(['health'], { PORT: port, HOST: '::' }), { code: 0 })
})
