import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { operations } from '../../src/pims/operations/index.ts'
import { start } from '../support/start.ts'

type Documented = Record<string, Record<string, { operationId: string, tags: string[], responses: Record<string, { content: Record<string, { examples?: Record<string, { value: unknown }> }> }> }>>

t.test('the OpenAPI document has every operation as a request of its own, with each of its codes as an example', async (t) => {
  const { call } = await start(t)
  const { body } = await call({ url: '/docs/openapi.json' })
  t.match(body, { openapi: '3.1.0', info: { title: 'pims-mock' } })
  const paths = body?.paths as Documented
  const byId = new Map(Object.values(paths).flatMap((item) => Object.values(item)).map((operation) => [operation.operationId, operation]))

  for (const { id, codes } of operations) {
    const examples = Object.values(byId.get(id)?.responses ?? {}).flatMap(({ content }) => Object.keys(content['application/json']?.examples ?? {}))
    t.strictSame(examples.map(Number).toSorted((a, b) => a - b), [...codes].toSorted((a, b) => a - b), id)
  }
  t.match(paths['/pims.authentication.smscode#type=modifyPhoneNumber']?.post?.responses['423']?.content['application/json']?.examples?.['2310'], {
    summary: 'inwebo: account is blocked', value: { status: 'FAILED', error: { code: 2310, label: 'inwebo: account is blocked ' } }
  })
  t.ok(paths['/admin/faults/{id}']?.put)
  t.ok(paths['/iwws/MAC']?.get)
  t.equal(paths['/pims.authentication.smscode'], undefined)
})

t.test('with HTTP_STATUS=always-200, every code is an example of 200', async (t) => {
  const { call } = await start(t, { HTTP_STATUS: 'always-200' })
  const { body } = await call({ url: '/sandbox/other/docs/openapi.json' })
  const { responses } = (body?.paths as Documented)['/pims.authentication.smscode#type=modifyPhoneNumber']?.post ?? {}
  t.strictSame(Object.keys(responses ?? {}), ['200'])
})

t.test('the page for people shows them, and needs nothing from elsewhere', async (t) => {
  const { app } = await start(t)
  const { body, headers } = await app.inject({ url: '/docs' })
  t.match(headers['content-type'], 'text/html')
  t.match(body, '<code>POST /pims.authentication.smscode#type=modifyPhoneNumber</code> Changes the trusted phone number')
  t.match(body, '<code>2310</code> inwebo: account is blocked')
  t.match(body, '<code>PUT /admin/scenarios/{name}/active</code>')
  t.notMatch(body, /<script|https?:\/\/(?!otp)/)
})

t.test('a linter finds no error in it', { timeout: 120_000 }, async (t) => {
  const { app } = await start(t)
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'openapi.json')
  writeFileSync(file, (await app.inject({ url: '/docs/openapi.json' })).body)

  const redocly = new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url).pathname
  const lint = promisify(execFile)(process.execPath, [redocly, 'lint', '--format=json', file], {
    env: { ...process.env, NODE_OPTIONS: '', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' }, maxBuffer: 2 ** 26
  }).catch((error: { stdout: string }) => error)
  const { problems } = JSON.parse((await lint).stdout) as { problems: Array<{ severity: string, message: string }> }
  t.strictSame(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message), [])
})

t.test('the link to the document is right with and without a slash at the end, also below a sandbox', async (t) => {
  const { app } = await start(t)
  for (const url of ['/docs', '/docs/', '/docs/?x=1', '/sandbox/a/docs', '/sandbox/a/docs/']) {
    const page = await app.inject({ url })
    const [, link = ''] = /href="([^"]*openapi\.json)"/.exec(page.body) ?? []
    const { pathname } = new URL(link, `http://mock${url}`)
    t.equal(pathname, url.startsWith('/sandbox') ? '/sandbox/a/docs/openapi.json' : '/docs/openapi.json', url)
    t.equal((await app.inject({ url: pathname })).statusCode, 200)
  }
})
