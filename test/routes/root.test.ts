import { Agent, request } from 'node:http'
import { once } from 'node:events'
import t from 'tap'
import { MAX_WATCHING } from '../../src/sandbox/event-log.ts'
import { openApiOf } from '../support/openapi.ts'
import { start } from '../support/start.ts'

t.test('a browser that asks for / is led to the console, in every sandbox', async (t) => {
  const { app } = await start(t)
  for (const [url, location] of [['/', 'console/'], ['/?x=1', 'console/'], ['/sandbox/demo/', 'console/'], ['/sandbox/demo', 'demo/console/']] as const) {
    for (const method of ['GET', 'HEAD'] as const) t.match(await app.inject({ method, url, headers: { accept: 'text/html,*/*' } }), { statusCode: 302, headers: { location } }, `${method} ${url}`)
  }
})

t.test('anybody else who asks for / is told that the server is up, and where things are', async (t) => {
  const { app, admin } = await start(t)
  for (const [url, base] of [['/', 'http://mock.test:8080'], ['/sandbox/my-test', 'http://mock.test:8080/sandbox/my-test'], ['/sandbox/my-test/', 'http://mock.test:8080/sandbox/my-test']] as const) {
    const ask = { url, headers: { host: 'mock.test:8080', accept: 'application/json, text/plain, */*' } }
    const { statusCode, headers, payload } = await app.inject(ask)
    t.equal(statusCode, 200, url)
    t.match(JSON.parse(payload), { status: 'ok', console: `${base}/console/`, docs: `${base}/docs/`, health: `${base}/health` })
    t.match(await app.inject({ ...ask, method: 'HEAD' }), { statusCode: 200, payload: '', headers: { 'content-type': headers['content-type'], 'content-length': String(payload.length) } })
  }
  const { status, version, ...places } = (await app.inject({ url: '/sandbox/my-test', headers: { host: 'mock.test' } })).json<Record<string, string>>()
  for (const [name, url] of Object.entries(places)) t.not((await app.inject({ url, headers: { host: 'localhost' } })).statusCode, 404, name)
  t.match((await admin('GET', 'requests')).body, { requests: [] }, 'it is no request of an app')
})

t.test('HEAD of a page of the admin API is answered as its GET, and is no entry of the journal', async (t) => {
  const { app, call, admin } = await start(t)
  const { paths } = await openApiOf({ call })
  const urls = Object.keys(paths).filter((path) => path.startsWith('/admin/') && paths[path]?.get !== undefined && !path.includes('{') && path !== '/admin/events')
  t.ok(urls.length > 15)
  for (const url of urls) {
    const [head, get] = await Promise.all((['HEAD', 'GET'] as const).map(async (method) => await app.inject({ method, url })))
    t.match(head, { statusCode: get?.statusCode, payload: '', headers: { 'content-type': get?.headers['content-type'], 'cache-control': get?.headers['cache-control'] } }, url)
  }
  t.equal((await app.inject({ method: 'HEAD', url: '/admin/state', headers: { host: 'evil.example' } })).statusCode, 403)
  t.equal((await app.inject({ method: 'HEAD', url: '/admin/nothing' })).statusCode, 404)
  t.match((await admin('GET', 'requests')).body, { requests: [] })
})

t.test('HEAD of the events ends, and leaves its connection to the next request', async (t) => {
  const { app } = await start(t)
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  for (const [method, path] of [['HEAD', '/admin/events'], ['GET', '/health']] as const) {
    const [answer] = await once(request({ agent, port, host: '127.0.0.1', method, path }).end(), 'response')
    t.equal(answer.statusCode, 200, path)
    answer.resume()
    await once(answer, 'end')
  }
  for (let count = 0; count <= MAX_WATCHING; count++) await app.inject({ method: 'HEAD', url: '/admin/events' })
  t.equal((await app.inject({ method: 'HEAD', url: '/admin/events' })).statusCode, 200, 'and is no reader that stays')
})
