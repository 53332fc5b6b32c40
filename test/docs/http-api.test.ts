import { readFileSync } from 'node:fs'
import t from 'tap'
import { EVENT_TYPES } from '../../src/wire/event.ts'
import { start } from '../support/start.ts'

const page = readFileSync('docs/reference/http-api.md', 'utf8')

/** What the rows of the admin API say of each path. */
const told = new Map([...page.matchAll(/^\| (`\/admin.*?) \| (.*) \|$/gm)].flatMap(([, paths = '', text = '']) =>
  [...paths.matchAll(/`([^`?]+)[^`]*`/g)].map(([, path = '']): [string, string] => [path, text])))

t.test('the HTTP contract names every path of the admin API with its methods, and no other', async (t) => {
  const { call } = await start(t, { HTTPS_PORT: '0', REQUIRE_CLIENT_CERT: 'true' })
  const { paths } = (await call({ url: '/docs/openapi.json' })).body as { paths: Readonly<Record<string, object>> }
  const served = Object.keys(paths).filter((path) => path.startsWith('/admin/'))
  t.strictSame([...told.keys()].sort(), served.sort())
  for (const path of served) for (const method of Object.keys(paths[path] ?? {}).filter((key) => /^(get|put|post|patch|delete)$/.test(key))) t.match(told.get(path), method.toUpperCase(), `${method} ${path}`)
})

t.test('it names every type of event', async (t) => {
  t.strictSame([...told.get('/admin/events')?.matchAll(/`([a-z]+)`/g) ?? []].map(([, type]) => type), ['hello', ...EVENT_TYPES])
})
