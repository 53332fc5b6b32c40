import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import t from 'tap'
import { joinOperation } from '../../src/pims/join-operation.ts'
import type { Behaviour } from '../../src/pims/language/operation.ts'
import { shortId } from '../../src/pims/reference/ids.ts'
import type { ReferenceOperation } from '../../src/pims/reference/reference.ts'

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
