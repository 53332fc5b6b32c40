// Before `npm start`: builds, unless all is built already.
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './is-built.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
if (!await isBuilt(root)) {
  if (!existsSync(join(root, 'node_modules/esbuild'))) {
    process.stderr.write('What the server is built with is not installed. Run npm ci first.\n')
    process.exit(1)
  }
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' })
}
