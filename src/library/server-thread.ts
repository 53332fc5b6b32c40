import { Worker } from 'node:worker_threads'
import { clearTimeout, setTimeout } from '../lib/timers.ts'
import { packageFile } from '../package-file.ts'
import { withinLimit } from './within-limit.ts'

/** What the thread is told of one of its servers: what to start it with, as the environment has it, or to stop it. */
export type ToThread = { readonly server: number } & ({ readonly stop: true } | {
  readonly environment: Readonly<Record<string, string>>
  /** Whether somebody takes the log. */
  readonly isLogged: boolean
})

/** Where a server listens, and what to trust for it. */
export interface Listening {
  readonly http: string
  readonly https: string | undefined
  readonly mqtt: string | undefined
  /** PEM */
  readonly ca: string | undefined
}

/** What the thread tells of one of its servers: that it listens, why it does not, a line of its log, or that it has ended. */
export type FromThread = { readonly server: number } &
  ({ readonly listening: Listening } | { readonly failed: string } | { readonly line: string } | { readonly stopped: true })

/** A server of a thread. */
export interface ServerOfThread {
  readonly listening: Listening
  /** Ends every request, and the server. */
  readonly stop: () => Promise<void>
}

/** Milliseconds that a server may take to end its requests. */
const PATIENCE = 5000
/** Milliseconds that a thread without servers waits for the next: what is loaded and compiled makes that a quick one. */
export const IDLE = 2000

/** One who has a server in a thread. */
interface Owner {
  /** Hears what the thread tells of it. */
  hear: (message: FromThread) => void
  /** Hears that the thread has failed; only while it starts. */
  fail?: ((error: Error) => void) | undefined
}

/**
 * Servers in a thread of this process. What a test does to its globals, its timers and its modules does not reach them, and
 * they answer while the test computes.
 */
export class ServerThread {
  readonly #worker = new Worker(packageFile('dist/mock-thread.js'), { execArgv: [] }) // what this process runs with is not for the server
  readonly #exit = new Promise<void>((resolve) => { this.#worker.once('exit', () => resolve()) })
  readonly #owners = new Map<number, Owner>()
  #count = 0
  readonly #idleTime: number
  readonly #patience: number
  #idle: NodeJS.Timeout | undefined
  #hasEnded = false

  /**
   * Loads what servers need. Without one, it keeps no process running.
   *
   * @param idle milliseconds until it ends without one
   * @param patience milliseconds that a server may take to end its requests
   */
  constructor (idle: number = IDLE, patience: number = PATIENCE) {
    this.#idleTime = idle
    this.#patience = patience
    this.#worker.on('message', (message: FromThread) => this.#owners.get(message.server)?.hear(message))
    this.#worker.once('exit', () => {
      this.#hasEnded = true
      for (const fail of this.#starting) fail(new Error('the thread that the server was to be in has ended'))
    })
    this.#worker.on('error', (error: Error) => this.#fail(error))
    this.#worker.unref()
  }

  /** Whether it takes no more servers. */
  get hasEnded (): boolean {
    return this.#hasEnded
  }

  /**
   * @param log takes each line of the log
   * @throws Error with the server's own sentence
   */
  async start (environment: Readonly<Record<string, string>>, log?: (line: string) => void): Promise<ServerOfThread> {
    const server = ++this.#count
    try {
      const listening = await new Promise<Listening>((resolve, reject) => {
        this.#enter(server, {
          fail: reject,
          hear (message) {
            if ('line' in message) return log?.(message.line)
            if ('failed' in message) reject(new Error(message.failed))
            if (!('listening' in message)) return
            this.fail = undefined // what ends the thread later nobody would catch: it is to be seen
            resolve(message.listening)
          }
        })
        this.#worker.postMessage({ server, environment, isLogged: log !== undefined } satisfies ToThread)
      })
      let ended: Promise<void> | undefined
      const stop = (): Promise<void> => {
        ended ??= this.#stop(server, log)
        return ended
      }
      return { listening, stop }
    } catch (error) {
      this.#leave(server)
      throw error
    }
  }

  async #stop (server: number, log?: (line: string) => void): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.#enter(server, { hear: (message) => 'line' in message ? log?.(message.line) : resolve() })
    })
    this.#worker.postMessage({ server, stop: true } satisfies ToThread)
    const isStopped = await withinLimit(this.#patience, Promise.race([stopped, this.#exit])).then(() => true, () => false)
    this.#leave(server)
    if (!isStopped && this.#owners.size === 0) await this.#end() // a server that does not end is ended
  }

  #enter (server: number, owner: Owner): void {
    clearTimeout(this.#idle)
    this.#owners.set(server, owner)
    this.#worker.ref()
  }

  #leave (server: number): void {
    this.#owners.delete(server)
    if (this.#owners.size > 0) return
    this.#worker.unref()
    this.#idle = setTimeout(() => this.#end(), this.#idleTime).unref()
  }

  async #end (): Promise<void> {
    this.#hasEnded = true
    await this.#worker.terminate()
  }

  #fail (error: Error): void {
    this.#hasEnded = true
    const starting = this.#starting
    if (starting.length === 0) throw error
    for (const fail of starting) fail(error)
  }

  /** What is called for each server that starts, if it cannot. */
  get #starting (): Array<(error: Error) => void> {
    return [...this.#owners.values()].flatMap(({ fail }) => fail ?? [])
  }
}
