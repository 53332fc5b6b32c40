// Whether what is built is newer than its sources.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const SOURCES = ['src', 'routes', 'console', 'swagger', 'package.json', 'package-lock.json']
const BUILT = ['dist/server.js', 'dist/console/main.js', 'dist/swagger/main.js']

/** When a file, or anything in a folder, has changed last; a folder changes when a file in it comes or goes. Milliseconds. */
async function changedAt (path) {
  const { mtimeMs } = await stat(path)
  const names = await readdir(path, { recursive: true }).catch(() => [])
  const inside = await Promise.all(names.map(async (name) => (await stat(join(path, name))).mtimeMs))
  return Math.max(mtimeMs, ...inside)
}

/** Whether everything built in a checkout is newer than its sources. */
export async function isBuilt (root) {
  const builtAt = await Promise.all(BUILT.map((path) => changedAt(join(root, path)).catch(() => 0)))
  const sourcesAt = await Promise.all(SOURCES.map((path) => changedAt(join(root, path))))
  return Math.min(...builtAt) > Math.max(...sourcesAt)
}
