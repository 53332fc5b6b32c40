import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

/** Whether a program can be started here; CI installs what Debian has (see `.ci/run`). */
export const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0

/** What a JVM is started with that has little to do: it compiles once, and has one collector. */
export const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

/** Runs a program to its end and answers what it printed; what it complained of is in the error. */
export async function run (program: string, args: readonly string[], options: { cwd?: string, env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 16 * 1024 * 1024, ...options })
    .catch((error: unknown) => { throw new Error(`${program} ${args.join(' ')}: ${complaint(error)}`) })
  return stdout
}

const complaint = (error: unknown): string => {
  const { stdout, stderr, message } = Object(error) as { stdout?: unknown, stderr?: unknown, message?: unknown }
  return [message, stdout, stderr].filter((part) => typeof part === 'string' && part !== '').join('\n')
}
