import { spawn } from 'node:child_process'
import { clearTimeout, monotonicTime, setTimeout } from '../../lib/timers.ts'

/** How much of what a command prints is kept, in characters. */
const KEPT = 4000
/** Milliseconds between the request to end and the end of it. */
const GRACE = 2000

/** How a command ended. */
export interface Ended {
  /** Exit status, or a signal's name; `null` when it could not be started or did not end in time. */
  readonly exit: number | string | null
  readonly timedOut: boolean
  /** Milliseconds. */
  readonly duration: number
  /** The end of what it printed on both streams. */
  readonly output: string
}

/**
 * Runs a command to its end, and everything that it started with it when that takes too long.
 *
 * @throws Error when it cannot be started
 */
export function runCommand ([program, ...args]: readonly [string, ...string[]], env: Readonly<Record<string, string>>, timeout: number): Promise<Ended> {
  const start = monotonicTime()
  const grouped = process.platform !== 'win32'
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: grouped })
    let output = ''
    let timedOut = false
    const keep = (text: string) => { output = (output + text).slice(-KEPT) }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)

    const end = (signal: 'SIGTERM' | 'SIGKILL') => {
      try {
        if (grouped && child.pid !== undefined) process.kill(-child.pid, signal)
        else child.kill(signal)
      } catch {} // it has ended meanwhile
    }
    let killer: NodeJS.Timeout | undefined
    const timer = setTimeout(() => {
      timedOut = true
      end('SIGTERM')
      killer = setTimeout(end, GRACE, 'SIGKILL')
    }, timeout)
    const onExit = () => end('SIGKILL')
    process.once('exit', onExit)
    const finish = () => {
      clearTimeout(timer)
      clearTimeout(killer)
      process.off('exit', onExit)
    }

    child.once('error', (error) => {
      finish()
      reject(new Error(`${program} cannot be started: ${error.message}`, { cause: error }))
    })
    child.once('close', (status, signal) => {
      finish()
      resolve({ exit: timedOut ? null : status ?? signal, timedOut, duration: Math.round(monotonicTime() - start), output })
    })
  })
}
