import { monotonicTime } from '../lib/timers.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** A call of the admin API that changed the sandbox. */
export interface AdminCall {
  /** When it was done: milliseconds since 1970, by the sandbox's clock as it was then. */
  readonly at: number
  /** The same in milliseconds of `monotonicTime`, which orders it among the requests. */
  readonly arrival: number
  readonly method: string
  /** With its query, without the prefix of the sandbox. */
  readonly path: string
  /** As JSON, secrets included; `undefined` where there was none. */
  readonly body: string | undefined
}

/** Bytes that the calls of one sandbox take at the most, and what one takes besides its texts. */
const MAX_BYTES = 256 * 1024
const CALL = 120

/**
 * What was changed through the admin API since the sandbox began or was reset, for who wants to bring another one to where
 * this one is. Only from the beginning is it of use: from the first on that there is no room for, the rest is counted alone.
 */
export class AdminCalls {
  readonly #sandbox: Sandbox
  readonly #calls: AdminCall[] = []
  #bytes = 0
  #forgotten = 0
  #firstSeed: number | undefined

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
  }

  /** Notes a call that was done. @param body as JSON; `null` for one too large to look at */
  add (method: string, path: string, body: string | null | undefined): void {
    const bytes = CALL + path.length + (body?.length ?? 0)
    if (body === null || this.#forgotten > 0 || this.#bytes + bytes > MAX_BYTES) {
      this.#forgotten++
      return
    }
    this.#take(bytes)
    this.#calls.push({ at: this.#sandbox.clock.now(), arrival: monotonicTime(), method, path, body })
  }

  /** Says that the sandbox is about to get another seed. */
  noteSeed (): void {
    this.#firstSeed ??= this.#sandbox.random.seed
  }

  /** What the random numbers began from. */
  get firstSeed (): number {
    return this.#firstSeed ?? this.#sandbox.random.seed
  }

  /** The oldest first. */
  get all (): readonly AdminCall[] {
    return this.#calls
  }

  /** How many came after them. */
  get forgotten (): number {
    return this.#forgotten
  }

  reset (): void {
    this.#clear()
    this.#forgotten = 0
    this.#firstSeed = undefined
  }

  /** Gives the memory back. */
  forgetHistory (): void {
    this.#forgotten += this.#calls.length
    this.#clear()
  }

  #clear (): void {
    this.#take(-this.#bytes)
    this.#calls.length = 0
  }

  #take (bytes: number): void {
    this.#bytes += bytes
    this.#sandbox.memory.add(bytes)
  }
}

/** Bytes of a body from which on it is not looked at: it is not kept anyway. */
export const LARGEST_ADMIN_BODY = MAX_BYTES
