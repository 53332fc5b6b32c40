import { Worker } from 'node:worker_threads'
import { packageFile } from '../package-file.ts'
import { withinLimit } from './within-limit.ts'

/** What the thread is told: what to start with, as the environment has it, or to stop. */
export type ToThread = 'stop' | {
  readonly environment: Readonly<Record<string, string>>
  /** Whether somebody takes the log. */
  readonly isLogged: boolean
}

/** Where the server listens, and what to trust for it. */
export interface Listening {
  readonly http: string
  readonly https: string | undefined
  readonly mqtt: string | undefined
  /** PEM */
  readonly ca: string | undefined
}

/** What the thread tells: that it listens, why it does not, or a line of its log. */
export type FromThread = { readonly listening: Listening } | { readonly failed: string } | { readonly line: string }

/** Milliseconds that the server may take to end its requests. */
const PATIENCE = 5000

/**
 * A server in a thread of this process. What a test does to its globals, its timers and its modules does not reach it, and
 * it answers while the test computes.
 */
export class ServerThread {
  readonly #worker = new Worker(packageFile('dist/mock-thread.js'), { execArgv: [] }) // what this process runs with is not for the server
  readonly #exit = new Promise((resolve) => { this.#worker.once('exit', resolve) })
  #ended: Promise<void> | undefined

  /** Loads the server. Until it starts, it keeps no process running. */
  constructor () {
    this.#worker.unref()
  }

  /**
   * @param log takes each line of the log
   * @throws Error with the server's own sentence
   */
  async start (environment: Readonly<Record<string, string>>, log?: (line: string) => void): Promise<Listening> {
    const worker = this.#worker
    worker.ref()
    try {
      return await new Promise((resolve, reject) => {
        worker.once('error', reject)
        worker.on('message', (message: FromThread) => {
          if ('line' in message) return log?.(message.line)
          worker.off('error', reject) // what ends it later nobody would catch: it is to be seen
          if ('failed' in message) reject(new Error(message.failed))
          else resolve(message.listening)
        })
        worker.postMessage({ environment, isLogged: log !== undefined } satisfies ToThread)
      })
    } catch (error) {
      await worker.terminate()
      throw error
    }
  }

  /** Ends every request, and the thread. */
  stop (): Promise<void> {
    this.#ended ??= this.#end()
    return this.#ended
  }

  async #end (): Promise<void> {
    this.#worker.postMessage('stop' satisfies ToThread)
    await withinLimit(PATIENCE, this.#exit).catch(() => {}) // a server that does not end is ended
    await this.#worker.terminate()
  }
}
