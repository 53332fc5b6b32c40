// @ts-nocheck
// Writes the generated pages of docs/.
import { writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const { outputFiles: [bundle] } = await build({
  entryPoints: ['scripts/docs/pages.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
  logLevel: 'warning',
  banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" }
})
await writeFile('dist/docs.mjs', bundle.contents)
const { pages } = await import('../../dist/docs.mjs')
for (const [file, text] of Object.entries(pages())) await writeFile(file, text)
