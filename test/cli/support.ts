import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'

export const program = `${process.cwd()}/dist/cli.js`

/** Runs the command and answers what it printed, on both outputs, and its exit status. */
export const run = async (args: readonly string[], environment: Record<string, string>) => await new Promise<{ printed: string, code: number }>((resolve) => {
  const child = execFile(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...environment } }, (_error, stdout, stderr) => {
    resolve({ printed: `${stdout}${stderr}`.trimEnd(), code: child.exitCode ?? -1 })
  })
})

/** A server with a code for 0612345678. */
export async function serve (t: Test, environment: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--host', '127.0.0.1', '--seed', '42'], { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(async () => {
    child.kill()
    await once(child, 'exit')
  })
  for await (const line of createInterface(child.stdout)) {
    const { msg, urls } = JSON.parse(line) as { msg: string, urls?: { health: string } }
    if (msg !== 'pims-mock ready' || urls === undefined) continue
    const { origin } = new URL(urls.health)
    await fetch(`${origin}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678`, { headers: { authorization: 'Bearer alice' } })
    return origin
  }
  throw new Error('not ready')
}
