// Before `npm start`: builds, unless all is built already.
import { execSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './is-built.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
if (!await isBuilt(root)) execSync('npm run --silent build', { cwd: root, stdio: 'inherit' })
