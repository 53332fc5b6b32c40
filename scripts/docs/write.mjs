// Writes what is generated: pages of docs/, and the types of the client.
import { writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const { outputFiles: [bundle] } = await build({
  entryPoints: ['scripts/docs/pages.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  external: ['json-schema-to-typescript'],
  write: false,
  logLevel: 'warning',
  banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" }
})
await writeFile('dist/docs.mjs', bundle.contents)
const { pages } = await import('../../dist/docs.mjs')
for (const [file, text] of Object.entries(await pages())) await writeFile(file, text)
