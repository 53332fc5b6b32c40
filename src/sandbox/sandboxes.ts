import { Busy } from '../lib/errors.ts'
import { machineTime } from '../lib/timers.ts'
import { byCostOfKeeping, ForgottenIds, isSpared, type Shortage } from './memory/forgetting.ts'
import { MemoryPool } from './memory/memory.ts'
import type { Settings } from './settings.ts'
import { DEFAULT_SANDBOX, Sandbox, type SandboxOptions } from './sandbox.ts'

/** What an id of a sandbox may look like. */
export const SANDBOX_ID = /^[A-Za-z0-9._-]{1,64}$/

export interface SandboxesOptions extends Omit<SandboxOptions, 'memory'> {
  /** Bytes of memory that all sandboxes may take together; without a limit when absent. */
  readonly maxBytes?: number
  /** How many there may be, the default one included. */
  readonly max: number
  /** Called with every new sandbox. */
  readonly opened: (sandbox: Sandbox) => void
  /** Called when something was forgotten, as there was no memory for all. */
  readonly forgot: (what: Forgotten) => void
}

/** What was forgotten to stay within the memory that there is. */
export interface Forgotten {
  readonly bytes: number
  /** How many sandboxes are gone, and the first of them. */
  readonly dropped: number
  readonly sandboxes: readonly string[]
  /** Whether it was not enough: what would need more is refused now. */
  readonly isFull: boolean
}

/** How many ids of forgotten sandboxes are told. */
const MAX_TOLD = 10
/** How often half of what only readers want is forgotten once idle sandboxes were dropped: an eighth of it is left. */
const MORE_HISTORY = 3

/**
 * All sandboxes of this server, by id. The least recently used idle one goes when there are too many; when memory is short,
 * those that take much and were idle for long.
 */
export class Sandboxes {
  readonly #options: SandboxesOptions & SandboxOptions
  /** The memory that they take. */
  readonly memory: MemoryPool
  /** The least recently used first. */
  readonly #open = new Map<string, Sandbox>()
  #latest: Sandbox | undefined
  readonly #machine: () => number
  readonly #forgotten = new ForgottenIds()

  constructor (options: SandboxesOptions) {
    this.#machine = options.machine ?? machineTime
    this.memory = new MemoryPool(options.maxBytes ?? Infinity, (wanted) => this.#forget(wanted))
    this.#options = { ...options, memory: this.memory }
    this.open(DEFAULT_SANDBOX)
  }

  get settings (): Settings {
    return this.#options.settings
  }

  /** The sandbox of this id, if there is one; this does not count as a use. */
  get (id: string): Sandbox | undefined {
    return this.#open.get(id)
  }

  /** The sandbox of this id, or a new one that nothing keeps: for a request that is going to be refused. */
  peek (id: string): Sandbox {
    return this.get(id) ?? new Sandbox(id, { ...this.#options, memory: undefined })
  }

  /** The most recently used first. */
  list (): Sandbox[] {
    return [...this.#open.values()].reverse()
  }

  /**
   * The sandbox of this id, made on first use.
   *
   * @throws Busy when there are too many and all are in use
   */
  open (id: string): Sandbox {
    const sandbox = this.#latest?.id === id ? this.#latest : this.#find(id)
    if (id !== DEFAULT_SANDBOX) sandbox.usedAt = this.#machine() // the default one never goes
    return sandbox
  }

  /** Drops a sandbox and all that is in it; the default one is created again. */
  drop (sandbox: Sandbox): void {
    this.#open.delete(sandbox.id)
    if (this.#latest === sandbox) this.#latest = undefined
    sandbox.close()
    if (sandbox.id === DEFAULT_SANDBOX) this.open(DEFAULT_SANDBOX)
  }

  #find (id: string): Sandbox {
    const found = this.#open.get(id)
    if (found === undefined) this.#makeRoom()
    const sandbox = found ?? new Sandbox(id, this.#options)
    this.#use(sandbox)
    if (found === undefined) {
      sandbox.loss = this.#forgotten.take(id, this.#machine())
      this.#options.opened(sandbox)
    }
    return sandbox
  }

  #use (sandbox: Sandbox): void {
    this.#open.delete(sandbox.id)
    this.#open.set(sandbox.id, sandbox)
    this.#latest = sandbox
  }

  /** Forgets until the sandboxes take no more than so many bytes. */
  #forget (wanted: number): void {
    const before = this.memory.used
    this.#halveHistories(wanted)
    const dropped = this.#dropIdle(wanted)
    for (let again = 0; again < MORE_HISTORY; again++) this.#halveHistories(wanted)
    const bytes = before - this.memory.used
    if (bytes > 0) this.#options.forgot({ bytes, dropped: dropped.length, sandboxes: dropped.slice(0, MAX_TOLD), isFull: this.memory.isFull })
  }

  /** Forgets half of what only readers want. */
  #halveHistories (wanted: number): void {
    for (const sandbox of this.#takingMost(wanted)) sandbox.forgetHistory()
  }

  /** Drops idle sandboxes, but small ones in use. @returns their ids */
  #dropIdle (wanted: number): string[] {
    const now = this.#machine()
    const dropped: string[] = []
    for (const sandbox of this.#takingMost(wanted)) {
      if (!this.#isIdle(sandbox) || isSpared(sandbox, now, this.memory.limit, this.#open.size)) continue
      this.#dropFor('MAX_MEMORY_MB', sandbox)
      dropped.push(sandbox.id)
    }
    return dropped
  }

  /** The sandboxes, first where most is gained (`byCostOfKeeping`), for as long as they take more bytes than are wanted. */
  * #takingMost (wanted: number): Iterable<Sandbox> {
    for (const sandbox of byCostOfKeeping(this.#open.values(), this.#machine())) {
      if (this.memory.used <= wanted) return
      yield sandbox
    }
  }

  #dropFor (shortage: Shortage, sandbox: Sandbox): void {
    this.drop(sandbox)
    this.#forgotten.add(sandbox.id, shortage, this.#machine())
  }

  /** Whether a sandbox may go to make room. */
  #isIdle ({ id, busy }: Sandbox): boolean {
    return id !== DEFAULT_SANDBOX && !busy
  }

  /** Drops the least recently used idle sandbox when one more would be too many. */
  #makeRoom (): void {
    const { size } = this.#open
    if (size < this.#options.max) return
    for (const sandbox of this.#open.values()) {
      if (this.#isIdle(sandbox)) return this.#dropFor('MAX_SANDBOXES', sandbox)
    }
    throw new Busy(`All ${size} sandboxes are in use. Raise MAX_SANDBOXES, end requests that wait, or DELETE /admin/sandboxes/{id}.`)
  }
}
