import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { transform } from 'esbuild'
import t from 'tap'

const page = readFileSync('docs/library.md', 'utf8')

t.test('the example of docs/library.md runs', async (t) => {
  const { code } = await transform(/```ts\n(.*?)```/s.exec(page)?.[1] ?? '', { loader: 'ts' })
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { timeout: 60_000 })
  t.equal(stdout, '2102\n')
})

t.test('its links lead somewhere', async (t) => {
  for (const [, link = ''] of page.matchAll(/\]\(([^)#]+)\)/g)) t.ok(existsSync(join('docs', link)), link)
})
