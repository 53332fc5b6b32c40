import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { askMock } from '../../src/compare/ask-mock.ts'

t.test('an answer that does not come, breaks off, or goes on for ever holds nobody up', async (t) => {
  const server = createServer((request, response) => {
    if (request.url === '/reset') request.socket.destroy()
    if (request.url === '/half') response.write('half')
    if (request.url === '/stream') response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write('data: 1')
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const closed = new Promise<void>((resolve) => { server.once('close', resolve) })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const path of ['/hang', '/half', '/reset']) t.equal(await askMock(url + path, { method: 'GET' }, 50), undefined, path)
  t.strictSame(await askMock(`${url}/stream`, { method: 'GET' }), { status: 200, contentType: 'text/event-stream', headers: { 'content-type': 'text/event-stream; charset=utf-8' }, body: undefined })
  server.close()
  await closed // which it is once nobody is connected
})
