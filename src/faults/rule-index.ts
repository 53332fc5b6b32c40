import type { Call } from '../targets/call.ts'
import type { Rule } from '../wire/fault.ts'

/** What a rule is found by. */
export interface Indexed {
  /** Grows with every rule: the newest wins. */
  readonly age: number
  readonly keys: readonly string[]
}

/** The keys of a rule: those of its most selective field. @param operations ids of those that it can hit */
export function keysOf ({ match }: Rule, operations: Iterable<string>): string[] {
  if (match.phoneNumber !== undefined) return [`phoneNumber ${match.phoneNumber}`]
  if (match.account !== undefined) return [`account ${match.account}`]
  if (match.device !== undefined) return [`device ${match.device}`]
  return [...operations].map((id) => `operation ${id}`)
}

/** Rules by their keys, so that the cost of a request does not grow with rules about others. */
export class RuleIndex<Entry extends Indexed> {
  /** Each list has the oldest first. */
  readonly #byKey = new Map<string, Entry[]>()

  get isEmpty (): boolean {
    return this.#byKey.size === 0
  }

  add (entry: Entry): void {
    for (const key of entry.keys) {
      const indexed = this.#byKey.get(key)
      if (indexed === undefined) this.#byKey.set(key, [entry])
      else indexed.push(entry)
    }
  }

  delete (entry: Entry): void {
    for (const key of entry.keys) {
      const indexed = this.#byKey.get(key)?.filter((other) => other !== entry) ?? []
      if (indexed.length === 0) this.#byKey.delete(key)
      else this.#byKey.set(key, indexed)
    }
  }

  clear (): void {
    this.#byKey.clear()
  }

  /** The rules indexed by any field of the call, newest first. */
  * candidates ({ operation, account, device, phoneNumber }: Call): Iterable<Entry> {
    const keys = [`phoneNumber ${phoneNumber}`, `account ${account}`, `device ${device}`, `operation ${operation}`]
    const cursors = keys.flatMap((key) => {
      const indexed = this.#byKey.get(key)
      return indexed === undefined ? [] : [{ indexed, next: indexed.length - 1 }]
    })
    for (;;) {
      let newest: { entry: Entry, cursor: typeof cursors[number] } | undefined
      for (const cursor of cursors) {
        const entry = cursor.indexed[cursor.next]
        if (entry !== undefined && (newest === undefined || entry.age > newest.entry.age)) newest = { entry, cursor }
      }
      if (newest === undefined) return
      newest.cursor.next--
      yield newest.entry
    }
  }
}
