// npm run build: bundles all, then takes away the chunks of earlier builds, which have another hash in their names. A build that fails takes nothing away.
import { readdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path/posix'
import { bundleAll } from './package/bundle.mjs'

const CHUNK = /-[A-Z0-9]{8}\.js$/

const written = new Set(bundleAll().outputs)
for (const folder of new Set([...written].map((path) => dirname(path)))) {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`
    if (CHUNK.test(name) && !written.has(path)) rmSync(path)
  }
}
