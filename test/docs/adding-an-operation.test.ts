import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import t from 'tap'
import type { Operation } from '../../src/pims/language/operation.ts'

const page = readFileSync('docs/adding-an-operation.md', 'utf8')
const [operation = '', documented = ''] = [...page.matchAll(/^ {3}```(?:ts|json)\n(.*?)^ {3}```/gms)].map(([, block = '']) => block.replaceAll(/^ {3}/gm, ''))

t.test('the operation that the page shows loads, and is what the page says the vendor documents', async (t) => {
  const outfile = join(t.testdir(), 'get-example.mjs')
  await build({ stdin: { contents: operation, resolveDir: 'src/pims/operations/strong-authentication', loader: 'ts' }, bundle: true, packages: 'external', platform: 'node', format: 'esm', outfile, logLevel: 'silent' })
  const { getExample } = await import(pathToFileURL(outfile).href) as { getExample: Operation }

  t.equal(getExample.id, 'get.example.example')
  t.match(getExample, JSON.parse(documented, (name, value: unknown) => ['parameters', 'output', 'vendorTag'].includes(name) ? undefined : value) as object)
  const names = JSON.parse(documented) as Record<'parameters' | 'output', Array<{ name: string }>>
  t.strictSame([getExample.selector?.parameter, ...Object.keys(getExample.parameters)], names.parameters.map(({ name }) => name))
  t.strictSame(Object.keys(getExample.output), names.output.map(({ name }) => name))
})
