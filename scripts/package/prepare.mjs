// What npm runs before it packs, and after it installs from git: a fresh dist/, with the types of the library and the
// licences of the packages that are bundled.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { bundleAll } from './bundle.mjs'
import { declarations } from './declarations.mjs'
import { licencesOf } from './licences.mjs'

await rm('dist', { recursive: true, force: true })
await mkdir('dist')
const { inputs } = bundleAll()
await writeFile('dist/THIRD-PARTY-LICENSES', await licencesOf(inputs))
for (const [file, text] of await declarations(['src/library', 'src/client'])) {
  await mkdir(dirname(`dist/types/${file}`), { recursive: true })
  await writeFile(`dist/types/${file}`, text)
  await writeFile(`dist/types/${file.replace(/\.ts$/, '.cts')}`, text.replaceAll(/(from|import\() ?(['"]\.[^'"]+)\.js(['"])/g, '$1 $2.cjs$3')) // the same for \`require\`
}
