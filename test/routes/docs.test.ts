import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import packageJson from '../../package.json' with { type: 'json' }
import { nameSchemas } from '../../src/docs/named-schemas.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { openApiOf, operationsOf } from '../support/openapi.ts'
import { start } from '../support/start.ts'

t.test('the OpenAPI document has a path for each api, with each code of its operations as an example', async (t) => {
  const { call } = await start(t)
  const document = await openApiOf({ call })
  t.match(document, { openapi: '3.1.0', info: { title: 'pims-mock', version: packageJson.version } })

  for (const { id, verb, api, codes } of allOperations()) {
    const { responses = {} } = document.paths[`/${api}`]?.[verb === 'set' ? 'post' : 'get'] ?? {}
    const examples = Object.values(responses).flatMap(({ content }) => Object.keys(content?.['application/json']?.examples ?? {}))
    t.strictSame(codes.filter((code) => !examples.includes(String(code))), [], id)
  }
  t.match(document.paths['/pims.authentication.smscode']?.post?.responses['423']?.content?.['application/json']?.examples?.['2310'], {
    summary: 'inwebo: account is blocked', value: { status: 'FAILED', error: { code: 2310, label: 'inwebo: account is blocked ' } }
  })
  t.strictSame(Object.keys(document.paths).filter((path) => path.includes('#')), [])
})

t.test('the tags that are used are those that are declared', async (t) => {
  const document = await openApiOf(await start(t))
  const used = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags))
  t.strictSame([...used].sort(), document.tags.map(({ name }) => name).sort())
})

t.test('its schemas have names, and each is there once', async (t) => {
  const document = await openApiOf(await start(t))
  for (const name of ['SucceededMessage', 'FailedMessage', 'Sms', 'Fault', 'FaultInput', 'JournalEntry', 'Account', 'ErrorBody', 'set.smscode.modifyPhoneNumber']) {
    t.ok(document.components.schemas[name], name)
  }
  t.equal(JSON.stringify(document).split('"title":"Account"').length, 2)
  t.throws(() => nameSchemas([{ title: 'A', type: 'string' }, { title: 'A', type: 'number' }], {}), { message: 'two schemas have the title A' })
})

t.test('with HTTP_STATUS=always-200, every code is an example of 200', async (t) => {
  const { call } = await start(t, { HTTP_STATUS: 'always-200' })
  const { responses = {} } = (await openApiOf({ call }, '/sandbox/other/docs/openapi.json')).paths['/pims.authentication.smscode']?.post ?? {}
  t.strictSame(Object.keys(responses), ['200', '400', '422', 'default'])
  t.ok(responses['200']?.content?.['application/json']?.examples?.['2310'])
})

t.test('the page for people is Swagger UI from this server: at /docs and /docs/, in every sandbox, with nothing from elsewhere', async (t) => {
  const { app } = await start(t)
  for (const url of ['/docs', '/docs?x=/', '/sandbox/demo/docs']) t.match(await app.inject(url), { statusCode: 302, headers: { location: 'docs/' } }, url)
  for (const url of ['/docs/', '/docs/?x=1', '/sandbox/demo/docs/', '/docs/main.js', '/docs/swagger.css']) {
    const { statusCode, headers } = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
    t.equal(statusCode, 200, url)
    t.match(headers, {
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:",
      'content-encoding': 'gzip',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache'
    }, url)
  }
  t.notMatch((await app.inject('/docs/')).payload, /(src|href)="(https?:|\/)/, 'every address is relative')
  const addresses = [...(await app.inject('/docs/swagger.css')).payload.matchAll(/@import|url\(["']?(.{5})/g)].map(([, address]) => address)
  t.strictSame([...new Set(addresses)], ['data:'], 'the style has its pictures in it')
  for (const url of ['/docs/no.js', '/docs/..%2Fserver.js']) t.equal((await app.inject(url)).statusCode, 404, url)
})

t.test('an operation is shown in Kotlin, Swift and curl, with what makes it fail; the curl lines lead to the reader\'s own sandbox', async (t) => {
  const { app } = await start(t)
  const describe = async (url: string) => {
    const document = (await app.inject({ url, headers: { host: 'mock.test:8080' } })).json<{ paths: Record<string, { post: { description: string } }>, servers: Array<{ url: string, variables?: { id: { default: string } } }> }>()
    return { description: document.paths['/pims.authentication.pincode']?.post.description ?? '', servers: document.servers }
  }
  const { description, servers } = await describe('/docs/openapi.json')
  t.match(description, '```kotlin\npims.set("pims.authentication.pincode", mapOf(')
  t.match(description, '```swift\npims.set(api: "pims.authentication.pincode", parameters: [')
  t.match(description, /```sh\ncurl -H 'Authorization: Bearer alice' --json '\{.*\}' http:\/\/mock\.test:8080\/pims\.authentication\.pincode\n/)
  t.match(description, /It can fail with 2\d{3}, .*\. Once: `X-Fault: 23\d\d`/)
  t.match(description, 'curl -X PUT http://mock.test:8080/admin/faults/23')
  t.match(servers, [{ url: 'http://mock.test:8080' }, { url: 'http://mock.test:8080/sandbox/{id}', variables: { id: { default: 'my-test' } } }])

  const other = await describe('/sandbox/demo/docs/openapi.json')
  t.match(other.description, 'curl -X PUT http://mock.test:8080/sandbox/demo/admin/faults/23')
  t.match(other.servers, [{ url: 'http://mock.test:8080/sandbox/{id}', variables: { id: { default: 'demo' } } }, { url: 'http://mock.test:8080' }], 'the sandbox of the reader comes first')
})

t.test('behind a proxy the document has the address of PUBLIC_URL, or the one that its reader gives; so has the answer of /', async (t) => {
  const { app } = await start(t, { PUBLIC_URL: 'https://mocks.example.test/mock/' })
  const ask = async <Body>(url: string) => (await app.inject({ url, headers: { host: '127.0.0.1:21000' } })).json<Body>()
  const document = await ask<{ servers: Array<{ url: string }> }>('/sandbox/demo/docs/openapi.json')
  t.match(document.servers, [{ url: 'https://mocks.example.test/mock/sandbox/{id}', variables: { id: { default: 'demo' } } }, { url: 'https://mocks.example.test/mock' }])
  t.match(JSON.stringify(document), 'curl -X PUT https://mocks.example.test/mock/sandbox/demo/admin/faults/23')
  t.notMatch(JSON.stringify(document), '127.0.0.1:21000')
  t.match(await ask('/docs/openapi.json?origin=http%3A%2F%2Fother.test%3A81%2Fbase'), { servers: [{ url: 'http://other.test:81/base' }, { url: 'http://other.test:81/base/sandbox/{id}' }] })
  t.match(await app.inject('/docs/openapi.json?origin=http://x/$(id)'), { statusCode: 400 })
  t.match(await ask('/sandbox/demo'), { console: 'https://mocks.example.test/mock/sandbox/demo/console/' })
  t.match(await ask('/admin/sdk-config'), { credential: { inWeboURL: 'https://mocks.example.test/mock' } })
})

t.test('every server of it is absolute, and its variables have what every tool knows of them', async (t) => {
  const { app } = await start(t)
  for (const prefix of ['', '/sandbox/demo']) {
    const { servers } = (await app.inject(`${prefix}/docs/openapi.json`)).json<{ servers: Array<{ url: string, variables?: Record<string, object> }> }>()
    for (const { url, variables = {} } of servers) {
      t.match(url, /^http:\/\/localhost:\d+(\/sandbox\/\{id\})?$/)
      for (const variable of Object.values(variables)) t.strictSame(Object.keys(variable), ['default'], 'a description makes some call the document invalid')
    }
  }
})

t.test('two linters find no error in it', async (t) => {
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

  writeFileSync(join(folder, 'ruleset.json'), '{ "extends": ["spectral:oas"] }')
  const spectral = new URL('../../node_modules/@stoplight/spectral-cli/dist/index.js', import.meta.url).pathname
  const { stdout } = await promisify(execFile)(process.execPath, [spectral, 'lint', '--quiet', '--fail-severity=error', '--display-only-failures', '--format=json', '--ruleset', join(folder, 'ruleset.json'), file], {
    env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 2 ** 26
  }).catch((error: { stdout: string }) => error)
  t.equal(stdout.trim(), '[]')
})
