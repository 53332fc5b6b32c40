import { monotonicTime } from '../lib/timers.ts'

/** How often a refusal is recorded within so many milliseconds; a client that cannot read it may repeat its mistake for ever. */
const TOLD = 5
const WINDOW = 10_000
/** How many different refusals are counted. */
const MAX_KINDS = 100

/** The refusals of a sandbox, so that one client's loop does not drive all else out of journal and log. */
export class Repeats {
  readonly #kinds = new Map<string, { readonly since: number, times: number }>()

  /**
   * Counts a refusal.
   *
   * @param now milliseconds, by a clock that nobody sets
   * @returns whether it is one too many to be recorded
   */
  isOneTooMany (kind: string, now: number = monotonicTime()): boolean {
    const known = this.#kinds.get(kind)
    if (known !== undefined && now - known.since < WINDOW) return ++known.times > TOLD
    this.#kinds.delete(kind)
    const [oldest] = this.#kinds.keys()
    if (this.#kinds.size >= MAX_KINDS && oldest !== undefined) this.#kinds.delete(oldest)
    this.#kinds.set(kind, { since: now, times: 1 })
    return false
  }

  reset (): void {
    this.#kinds.clear()
  }
}
