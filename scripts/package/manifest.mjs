// The package.json of the package: without what only the repository has, its scripts and what they need. `npm pack` takes it
// from the disk, so it is put there before and taken back after: `node manifest.mjs pack`, `node manifest.mjs restore`.
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const FILE = 'package.json'
/** Where the whole one waits; what an interrupted run left is the whole one still. */
const KEPT = 'node_modules/.cache/pims-mock/package.json'

if (existsSync(KEPT)) await rename(KEPT, FILE)
if (process.argv[2] === 'pack') {
  const whole = await readFile(FILE, 'utf8')
  const { scripts, devDependencies, allowScripts, c8, ...published } = JSON.parse(whole)
  await mkdir(dirname(KEPT), { recursive: true })
  await writeFile(KEPT, whole)
  await writeFile(FILE, `${JSON.stringify(published, undefined, 2)}\n`)
}
