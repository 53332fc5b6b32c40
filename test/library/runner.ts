// Runs of test runners, in processes, with the package as it is built.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Test } from 'tap'

/** Milliseconds after which a run hangs: far more than any needs on a busy machine. */
const HANGS = 120_000

/** A folder of the package, with these files, where `pims-mock` is the package itself. */
export async function folder (t: Test, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir('.tests', { recursive: true })
  const path = await mkdtemp(join('.tests', 'runner-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return path
}

/** Runs Node to its end: what it printed, and its exit status, or a signal's name where it hung. */
export async function run (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<{ status: string | number, output: string }> {
  return await new Promise((resolve) => {
    const env = { ...process.env, CI: 'true', NO_COLOR: '1', FORCE_COLOR: undefined, PIMS_MOCK_URL: undefined, NODE_TEST_CONTEXT: undefined, ...environment }
    execFile(process.execPath, args, { timeout: HANGS, killSignal: 'SIGKILL', env }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : error.signal ?? error.code ?? 'unknown', output: stdout + stderr }))
  })
}

/** The address of a server that takes connections and never answers. */
export async function silent (t: Test): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
