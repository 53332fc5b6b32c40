import { Full } from '../../lib/errors.ts'
import { setImmediate } from '../../lib/timers.ts'

const MB = 1024 * 1024
/** Share of the limit that is left when something had to be forgotten. */
const LEFT = 0.9

/**
 * The memory that all sandboxes take together. It is counted, not measured: every collection says what its entries weigh,
 * roughly and rather too much, so that adding one costs the same however many there are.
 */
export class MemoryPool {
  /** Bytes that the sandboxes may take. */
  readonly limit: number
  readonly #forget: (wanted: number) => void
  #used = 0
  #isForgetting = false

  /** @param forget makes the sandboxes take no more than so many bytes, where it can */
  constructor (limit: number, forget: (wanted: number) => void = () => {}) {
    this.limit = limit
    this.#forget = forget
  }

  /** Bytes that the sandboxes take. */
  get used (): number {
    return this.#used
  }

  /** Whether there is no room for more. */
  get isFull (): boolean {
    return this.#used > this.limit
  }

  /** Counts bytes taken, or with a negative number given back; what is too much is forgotten later, outside the request. */
  add (bytes: number): void {
    this.#used += bytes
    if (bytes <= 0 || !this.isFull || this.#isForgetting) return
    this.#isForgetting = true
    setImmediate(() => {
      this.#isForgetting = false
      if (this.isFull) this.#forget(this.limit * LEFT)
    })
  }

  /** Makes room for so many bytes that somebody wants to keep for good; whether there is room now. */
  makeRoom (bytes: number): boolean {
    if (this.#used + bytes <= this.limit) return true
    if (bytes <= this.limit) this.#forget(Math.max(0, this.limit * LEFT - bytes)) // more than all would not fit either way
    return this.#used + bytes <= this.limit
  }

  /**
   * Makes room for so many bytes that somebody wants to keep for good.
   *
   * @throws Full
   */
  ensureRoom (bytes: number): void {
    if (this.makeRoom(bytes)) return
    throw new Full(`There is no memory for it: the sandboxes take ${inMegabytes(this.#used)} of the ${inMegabytes(this.limit)} MB that MAX_MEMORY_MB leaves them, and this would take ${inMegabytes(bytes)} more. Drop sandboxes (DELETE /admin/sandboxes/{id}), faults or accounts, or raise MAX_MEMORY_MB.`)
  }
}

/** In megabytes, to a tenth. */
const inMegabytes = (bytes: number): number => Math.round(bytes / MB * 10) / 10

/** What one sandbox takes of the pool. */
export class MemoryShare {
  readonly #pool: MemoryPool
  #used = 0
  #isReleased = false

  /** @param pool one without a limit when absent */
  constructor (pool = new MemoryPool(Infinity)) {
    this.#pool = pool
  }

  /** Bytes that the sandbox takes. */
  get used (): number {
    return this.#used
  }

  /** Makes room for so many bytes that somebody wants to keep for good; whether there is room now. */
  makeRoom (bytes: number): boolean {
    return this.#pool.makeRoom(bytes)
  }

  /**
   * Makes room for so many bytes that somebody wants to keep for good.
   *
   * @throws Full
   */
  ensureRoom (bytes: number): void {
    this.#pool.ensureRoom(bytes)
  }

  /** Counts bytes taken, or with a negative number given back. */
  add (bytes: number): void {
    if (this.#isReleased) return
    this.#used += bytes
    this.#pool.add(bytes)
  }

  /** Gives back all, as the sandbox is gone: what is still put into it goes with it, and counts no more. */
  release (): void {
    this.add(-this.#used)
    this.#isReleased = true
  }
}
