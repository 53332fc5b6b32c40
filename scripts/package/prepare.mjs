// What npm runs before it packs, and after it installs from git: a fresh dist/, with the types of the library and the
// licences of the packages that are bundled.
import { execSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { declarations } from './declarations.mjs'
import { licencesOf } from './licences.mjs'

/** Runs a bundler, and answers the files that it bundled. */
async function bundle (script) {
  const meta = `dist/${script}.json`
  execSync(`npm run --silent build:${script} -- --metafile=${meta}`, { stdio: 'inherit' })
  const { inputs } = JSON.parse(await readFile(meta, 'utf8'))
  await rm(meta)
  return Object.keys(inputs)
}

await rm('dist', { recursive: true, force: true })
await mkdir('dist')
const inputs = [...await bundle('server'), ...await bundle('commonjs'), ...await bundle('console'), ...await bundle('swagger')]
await writeFile('dist/THIRD-PARTY-LICENSES', await licencesOf(inputs))
for (const [file, text] of await declarations(['src/library', 'src/client'])) {
  await mkdir(dirname(`dist/types/${file}`), { recursive: true })
  await writeFile(`dist/types/${file}`, text)
  await writeFile(`dist/types/${file.replace(/\.ts$/, '.cts')}`, text.replaceAll(/(from|import\() ?(['"]\.[^'"]+)\.js(['"])/g, '$1 $2.cjs$3')) // the same for \`require\`
}
