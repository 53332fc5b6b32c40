import { spawn } from 'node:child_process'
import { clearTimeout, monotonicTime, setTimeout } from '../../lib/timers.ts'
import { MatrixError } from './report.ts'

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
 * Runs a command to its end; ends it, and everything that it started, when that takes too long or `signal` aborts.
 *
 * @throws MatrixError when it cannot be started
 */
export function runCommand ([program, ...args]: readonly [string, ...string[]], env: Readonly<Record<string, string>>, timeout: number, signal: AbortSignal): Promise<Ended> {
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
    const stop = () => {
      end('SIGTERM')
      killer ??= setTimeout(end, GRACE, 'SIGKILL')
    }
    const timer = setTimeout(() => {
      timedOut = true
      stop()
    }, timeout)
    const onExit = () => end('SIGKILL')
    process.once('exit', onExit)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    const finish = () => {
      clearTimeout(timer)
      clearTimeout(killer)
      signal.removeEventListener('abort', stop)
      process.off('exit', onExit)
    }

    child.once('error', (error) => {
      finish()
      reject(new MatrixError(`${program} cannot be started: ${error.message}`, { cause: error }))
    })
    child.once('close', (status, endedBy) => {
      finish()
      resolve({ exit: timedOut ? null : status ?? endedBy, timedOut, duration: Math.round(monotonicTime() - start), output })
    })
  })
}
