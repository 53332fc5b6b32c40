import { type Static, Type } from '@sinclair/typebox'
import type { Call } from '../sandbox/call.ts'
import type { Random } from '../sandbox/random.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { drawDelay } from './delay.ts'
import type { Hit } from './rule.ts'
import { accepts, targetsOf } from './targets.ts'
import type { Target, Targets } from '../sandbox/targets.ts'
import { type Effect, type Rule, RuleSchema } from '../wire/fault.ts'

declare module '../sandbox/events.ts' {
  interface SandboxEvents {
    /** A rule was put, deleted or hit, or all were cleared. */
    fault: [FaultChange]
  }
}

/** How many rules a sandbox takes. */
export const MAX_RULES = 1000

/** A rule, and how far it has come. */
export interface RuleState {
  readonly rule: Rule
  readonly hits: number
  /** How many more requests it can hit; `null` for any number. */
  readonly remaining: number | null
}

/** What happened to a rule, or to all of them. */
export type FaultChange =
  | { readonly what: 'put', readonly state: RuleState }
  | { readonly what: 'deleted' | 'hit', readonly id: string, readonly hits: number, readonly remaining: number | null }
  | { readonly what: 'cleared' }

interface Entry {
  readonly rule: Rule
  /** Grows with every rule: the newest wins. */
  readonly age: number
  readonly targets: ReadonlyMap<string, Target>
  readonly keys: readonly string[]
  /** Requests that matched, the skipped ones included. */
  seen: number
  hits: number
}

/**
 * The faults of one sandbox. Deciding only: carrying an effect out is the work of each face.
 * A rule is filed under its most telling field, so that the cost of a request does not grow with rules about others.
 */
export class Faults {
  static readonly key = 'faults'
  static readonly StateSchema = Type.Array(Type.Object({
    rule: RuleSchema,
    seen: Type.Integer({ minimum: 0, description: 'Requests that matched, the skipped ones included' }),
    hits: Type.Integer({ minimum: 0 })
  }, { additionalProperties: false }), { maxItems: MAX_RULES, description: 'The oldest first' })

  readonly #random: Random
  readonly #targets: Targets
  readonly #events: Sandbox['events']
  readonly #entries = new Map<string, Entry>()
  readonly #filed = new Map<string, Entry[]>()
  #age = 0

  constructor ({ random, events, targets }: Sandbox) {
    this.#random = random
    this.#targets = targets
    this.#events = events
  }

  get size (): number {
    return this.#entries.size
  }

  get (id: string): RuleState | undefined {
    const entry = this.#entries.get(id)
    return entry === undefined ? undefined : stateOf(entry)
  }

  /** All rules, newest first. */
  list (): RuleState[] {
    return [...this.#entries.values()].reverse().map(stateOf)
  }

  /** Adds a rule, in place of one with the same id, with its counters at zero or as given. */
  put (rule: Rule, { seen = 0, hits = 0 }: { seen?: number, hits?: number } = {}): RuleState {
    this.#remove(rule.id)
    const reachable = new Map(targetsOf(this.#targets, rule).map((target) => [target.id, target]))
    const entry: Entry = { rule, age: this.#age++, targets: reachable, keys: keysOf(rule, reachable), seen, hits }
    this.#entries.set(rule.id, entry)
    if (!isSpent(entry)) this.#file(entry)
    this.#events.emit('fault', { what: 'put', state: stateOf(entry) })
    return stateOf(entry)
  }

  delete (id: string): boolean {
    const entry = this.#remove(id)
    if (entry !== undefined) this.#tell('deleted', entry)
    return entry !== undefined
  }

  clear (): void {
    this.#entries.clear()
    this.#filed.clear()
    this.#events.emit('fault', { what: 'cleared' })
  }

  save (): Array<Pick<Entry, 'rule' | 'seen' | 'hits'>> {
    return [...this.#entries.values()].map(({ rule, seen, hits }) => ({ rule, seen, hits }))
  }

  restore (state: Static<typeof Faults.StateSchema>): void {
    this.clear()
    for (const { rule, seen, hits } of state) this.put(rule, { seen, hits })
  }

  /**
   * Finds the newest rule that matches a request and is not spent, and counts the hit.
   *
   * @param appliesTo whether an effect can hit this request at all; any can when absent
   * @returns what the rule does, or `undefined` when none matches
   */
  match (call: Call, appliesTo?: (effect: Effect | null) => boolean): Hit | undefined {
    if (this.#filed.size === 0) return undefined
    for (const entry of this.#candidates(call)) {
      const hit = this.#try(entry, call, appliesTo)
      if (hit !== undefined) return hit
    }
    return undefined
  }

  #try (entry: Entry, call: Call, appliesTo?: (effect: Effect | null) => boolean): Hit | undefined {
    const { rule } = entry
    const effect = nextEffect(entry)
    const target = call.operation === undefined ? undefined : entry.targets.get(call.operation)
    if (target === undefined || !matches(rule, call) || !accepts(target, effect, rule.force)) return undefined
    if (appliesTo?.(effect) === false) return undefined
    if (entry.seen++ < (rule.skip ?? 0)) return undefined
    if (rule.probability !== undefined && this.#random.draw() >= rule.probability) return undefined
    entry.hits++
    if (isSpent(entry)) this.#unfile(entry)
    this.#tell('hit', entry)
    return { rule: rule.id, effect, delay: drawDelay(rule.delay, this.#random) }
  }

  /** The rules filed under any field of the call, newest first; every file is in that order backwards. */
  * #candidates ({ operation, account, device, phoneNumber }: Call): Iterable<Entry> {
    const keys = [`phoneNumber ${phoneNumber}`, `account ${account}`, `device ${device}`, `operation ${operation}`]
    const cursors = keys.flatMap((key) => {
      const file = this.#filed.get(key)
      return file === undefined ? [] : [{ file, next: file.length - 1 }]
    })
    for (;;) {
      let youngest: { entry: Entry, cursor: typeof cursors[number] } | undefined
      for (const cursor of cursors) {
        const entry = cursor.file[cursor.next]
        if (entry !== undefined && (youngest === undefined || entry.age > youngest.entry.age)) youngest = { entry, cursor }
      }
      if (youngest === undefined) return
      youngest.cursor.next--
      yield youngest.entry
    }
  }

  #tell (what: 'deleted' | 'hit', entry: Entry): void {
    const { hits, remaining } = stateOf(entry)
    this.#events.emit('fault', { what, id: entry.rule.id, hits, remaining })
  }

  #remove (id: string): Entry | undefined {
    const entry = this.#entries.get(id)
    if (entry === undefined) return undefined
    this.#unfile(entry)
    this.#entries.delete(id)
    return entry
  }

  #file (entry: Entry): void {
    for (const key of entry.keys) {
      const file = this.#filed.get(key)
      if (file === undefined) this.#filed.set(key, [entry])
      else file.push(entry)
    }
  }

  #unfile (entry: Entry): void {
    for (const key of entry.keys) {
      const file = this.#filed.get(key)?.filter((other) => other !== entry) ?? []
      if (file.length === 0) this.#filed.delete(key)
      else this.#filed.set(key, file)
    }
  }
}

function keysOf ({ match }: Rule, targets: ReadonlyMap<string, Target>): string[] {
  if (match.phoneNumber !== undefined) return [`phoneNumber ${match.phoneNumber}`]
  if (match.account !== undefined) return [`account ${match.account}`]
  if (match.device !== undefined) return [`device ${match.device}`]
  return [...targets.keys()].map((id) => `operation ${id}`)
}

function matches ({ match }: Rule, { account, device, phoneNumber }: Call): boolean {
  return (match.account === undefined || match.account === account) &&
    (match.device === undefined || match.device === device) &&
    (match.phoneNumber === undefined || match.phoneNumber === phoneNumber)
}

function nextEffect ({ rule: { effect }, hits }: Entry): Effect | null {
  // A rule whose list is used up is filed nowhere, so there is a next one.
  return Array.isArray(effect) ? effect[hits] as Effect : effect
}

function limitOf ({ effect, times = Infinity }: Rule): number {
  return Math.min(times, Array.isArray(effect) ? effect.length : Infinity)
}

const isSpent = ({ rule, hits }: Entry): boolean => hits >= limitOf(rule)

function stateOf ({ rule, hits }: Entry): RuleState {
  const limit = limitOf(rule)
  return { rule, hits, remaining: limit === Infinity ? null : limit - hits }
}
