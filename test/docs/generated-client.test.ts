import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import openapiTS, { astToString } from 'openapi-typescript'
import t from 'tap'
import ts from 'typescript'
import { exampleRequestOf } from '../../src/docs/example-requests.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { start } from '../support/start.ts'

const root = new URL('../..', import.meta.url).pathname

/** What a user of the generated client writes: a call of every operation. */
/** Those that are answered once. */
const called = allOperations().filter(({ verb }) => verb !== 'subscribe')

const program = `import createClient from 'openapi-fetch'
import type { paths } from './schema.js'

export async function callAll (fetch: (request: Request) => Promise<Response>) {
  const client = createClient<paths>({ baseUrl: 'http://mock', fetch, headers: { authorization: 'Bearer alice' } })
  return [
${called.map((operation) => {
  // The mock takes the vendor's spelling of the brand too; the document names the one that the accounts have.
  const { verb, api, parameters } = exampleRequestOf(operation, operation.id === 'set.initialize' ? { profile: { brand: 'Opel' } } : {})
  const sent = JSON.stringify(parameters)
  const as = operation.family === 'fca' ? "headers: { authorization: 'Bearer fca' }" : 'headers: {}'
  if (sent === '{}' && (verb === 'get' || Object.keys(operation.parameters).length === 0)) return `    await client.${verb === 'get' ? 'GET' : 'POST'}('/${api}', { ${as} })`
  return verb === 'get'
    ? `    await client.GET('/${api}', { ${as}, params: { query: ${sent} } })`
    : `    await client.POST('/${api}', { ${as}, body: ${sent} })`
}).join(',\n')}
  ].map(({ data, error, response }) => ({ status: response.status, message: data ?? error }))
}
`

/** The errors of TypeScript in a program that is compiled strictly. */
function compile (file: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, types: ['node'], typeRoots: [join(root, 'node_modules/@types')]
  }
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

t.test('a generated client compiles, and calls every operation', async (t) => {
  const { app, admin } = await start(t, { JOURNAL_SIZE: '500' })
  await admin('PUT', 'accounts/fca', { family: 'fca' })
  const folder = t.testdir({ 'package.json': '{ "type": "module" }', node_modules: t.fixture('symlink', join(root, 'node_modules')) })
  const document = (await app.inject({ url: '/docs/openapi.json' })).body
  writeFileSync(join(folder, 'schema.d.ts'), astToString(await openapiTS(document)))
  const file = join(folder, 'client.ts')
  writeFileSync(file, program)
  t.strictSame(compile(file), [])

  const wrong = join(folder, 'wrong.ts')
  writeFileSync(wrong, readFileSync(file, 'utf8').replace('"type":"phoneNumberCertification"', '"type":"phoneNumberCertifcation"'))
  t.match(compile(wrong).join('\n'), 'phoneNumberCertifcation')

  const outfile = join(folder, 'client.mjs')
  await build({ entryPoints: [file], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'silent' })
  const { callAll } = await import(pathToFileURL(outfile).href) as { callAll: (fetch: (request: Request) => Promise<Response>) => Promise<Array<{ status: number, message: unknown }>> }
  const answers = await callAll(async (request) => {
    const payload = await request.text()
    const { pathname, search } = new URL(request.url)
    const answer = await app.inject({ method: request.method as 'GET', url: `${pathname}${search}`, headers: Object.fromEntries(request.headers), ...payload !== '' && { payload } })
    return new Response(answer.body, { status: answer.statusCode, headers: { 'content-type': String(answer.headers['content-type']) } })
  })
  const { requests } = (await app.inject({ url: '/admin/requests?limit=500' })).json<{ requests: Array<{ operation: string, violations: string[] }> }>()
  t.strictSame(requests.map(({ operation }) => operation).reverse(), called.map(({ id }) => id))
  t.strictSame(requests.filter(({ violations }) => violations.length > 0), [])
  t.ok(answers.every(({ message }) => message !== undefined))
})
