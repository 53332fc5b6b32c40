import { once } from 'node:events'
import { type IncomingMessage, METHODS, request } from 'node:http'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { started } from '../../library/support.ts'
import { start } from '../../support/start.ts'

/** All but the one that asks for a tunnel, which is no request to a server's paths. */
const methods = METHODS.filter((method) => method !== 'CONNECT')
const paths = [
  '/', '/nothing', '/nothing/below', '/admin', '/admin/', '/admin/nothing?a=1', `/admin/accounts/${'a'.repeat(101)}`,
  '/applications', '/applications/nothing', '/connectedcar/v4/nothing', '/am/oauth2/nothing', '/.well-known/nothing', '/FS/nothing', '/sandbox/other/admin/nothing', '/%'
]

t.test('what no route takes, what is built answers as its sources do, whatever the method', async (t) => {
  const { app } = await start(t)
  const sources = await app.listen({ host: '127.0.0.1', port: 0 })
  const { url: built } = await started(t)

  /** How a server answers; where it is, the time, and the ids of its requests are its own. */
  async function ask (origin: string, method: string, path: string) {
    const [response] = await once(request(origin + path, { method, agent: false }).end(), 'response') as [IncomingMessage]
    const { statusCode, headers: { 'content-type': type, allow } } = response
    return { statusCode, type, allow, body: (await text(response)).replaceAll(origin, '').replaceAll(/"(transactionId|uuid|timestamp)":"[^"]+"/g, '') }
  }

  const askAll = async (origin: string, path: string) =>
    Object.fromEntries(await Promise.all(methods.map(async (method) => [method, await ask(origin, method, path)] as const)))

  for (const path of paths) {
    const wanted = await askAll(sources, path)
    t.strictSame(await askAll(built, path), wanted, path)
    t.equal(wanted.PROPFIND?.statusCode, path === '/%' ? 400 : 404, path)
  }
})
