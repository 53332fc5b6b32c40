import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import t from 'tap'
import { joinOperation } from '../../src/pims/join-operation.ts'
import type { Behaviour } from '../../src/pims/language/operation.ts'
import { shortId } from '../../src/pims/reference/ids.ts'
import type { ReferenceOperation } from '../../src/pims/reference/reference.ts'
import { complaintsOf } from '../support/type-check.ts'

const page = readFileSync('docs/adding-an-operation.md', 'utf8')
const [documented = '', operation = ''] = [...page.matchAll(/^( *)```(?:ts|json)\n(.*?)^ *```/gms)].map(([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))

t.test('the behaviour that the page shows loads, and joins what the page says the vendor documents', async (t) => {
  const outfile = join(t.testdir(), 'get-example.mjs')
  await build({ stdin: { contents: operation, resolveDir: 'src/pims/operations/strong-authentication', loader: 'ts' }, bundle: true, packages: 'external', platform: 'node', format: 'esm', outfile, logLevel: 'silent' })
  const { getExample: behaviour } = await import(pathToFileURL(outfile).href) as { getExample: Behaviour }
  const reference = JSON.parse(documented) as ReferenceOperation & { verb: 'get' }

  t.equal(behaviour.of, shortId(reference))
  const joined = joinOperation({ id: behaviour.of, reference, behaviour, family: 'psa', otherForm: new Set() })
  t.strictSame(Object.entries(joined.parameters), Object.entries(behaviour.parameters ?? {}))
  t.strictSame(joined.codes, [2001, 2101, 2102, 2307, 2301])
})

t.test('what the page shows compiles, the test of the operation too; a code that it does not list does not', async (t) => {
  const file = 'src/pims/operations/strong-authentication/get-example.ts'
  const [test = ''] = [...page.matchAll(/^( *)```ts\n(.*?)^ *```/gms)].map(([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')).filter((block) => block.startsWith("import t from 'tap'"))
  const testFile = 'test/pims/operations/strong-authentication/get-example.test.ts'
  t.strictSame([...complaintsOf(new Map([[file, operation], [testFile, test]]))], [[file, []], [testFile, []]])
  t.match(complaintsOf(new Map([[file, operation.replace('fail(2307,', 'fail(2310,')]])).get(file), [/not assignable/])
})
