import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import type { Call } from '../targets/call.ts'
import type { MemoryShare } from '../sandbox/memory/memory.ts'
import type { Random } from '../sandbox/random.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { drawDelay } from './delay.ts'
import type { Hit } from './rule.ts'
import { type Indexed, keysOf, RuleIndex } from './rule-index.ts'
import { shadowsOf } from './shadows.ts'
import { targetsById } from './targets-of-rule.ts'
import type { Target, Targets } from '../targets/targets.ts'
import { MAX_FAULTS, type Rule, RuleSchema } from '../wire/fault.ts'
import { type Effect, fits } from '../effects/index.ts'

declare module '../sandbox/events.ts' {
  interface SandboxEvents {
    /** A rule was put, deleted or hit, or all were cleared. */
    fault: [FaultChange]
  }
}

/** A rule and its counters. */
export interface RuleState {
  readonly rule: Rule
  readonly hits: number
  /** How many more requests it can hit; `null` for any number. */
  readonly remaining: number | null
  /** The operations that it can hit, by id. */
  readonly targets: ReadonlyMap<string, Target>
}

/** What happened to a rule, or to all of them. */
export type FaultChange =
  | { readonly what: 'put', readonly state: RuleState, readonly weight: number }
  | { readonly what: 'deleted' | 'hit', readonly id: string, readonly hits: number, readonly remaining: number | null }
  | { readonly what: 'cleared' }

/** Bytes of memory that the smallest rule takes. */
const RULE = 2000

interface Entry extends Indexed {
  readonly rule: Rule
  /** Bytes of memory that it takes. */
  readonly weight: number
  readonly targets: ReadonlyMap<string, Target>
  /** Requests that matched, the skipped ones included. */
  seen: number
  hits: number
}

/** The faults of one sandbox. It decides which rule hits; effects are applied by the channels and the faces. */
export class Faults {
  static readonly key = 'faults'
  static readonly StateSchema = Type.Array(closedObject({
    rule: RuleSchema,
    seen: Type.Integer({ minimum: 0, description: 'Requests that matched, the skipped ones included' }),
    hits: Type.Integer({ minimum: 0 })
  }), { maxItems: MAX_FAULTS, description: 'The oldest first' })

  readonly #random: Random
  readonly #targets: Targets
  readonly #events: Sandbox['events']
  readonly #memory: MemoryShare
  readonly #entries = new Map<string, Entry>()
  readonly #index = new RuleIndex<Entry>()
  #age = 0

  constructor ({ random, events, targets, memory }: Sandbox) {
    this.#memory = memory
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

  /** The rules that get no request as long as newer ones stand before them, each with one of those. */
  get shadows (): ReadonlyMap<string, string> {
    const standing = [...this.#entries.values()].reverse().filter((entry) => !isSpent(entry))
    return shadowsOf(standing.map((entry) => ({ rule: entry.rule, targets: entry.targets, next: nextEffect(entry), isSure: isSure(entry) })))
  }

  /** Adds a rule, in place of one with the same id, with its counters at zero or as given. */
  put (rule: Rule, { seen = 0, hits = 0 }: { seen?: number, hits?: number } = {}): RuleState {
    this.#remove(rule.id)
    const reachable = targetsById(this.#targets, rule)
    const entry: Entry = { rule, weight: weightOfRule(rule), age: this.#age++, targets: reachable, keys: keysOf(rule, reachable.keys()), seen, hits }
    this.#entries.set(rule.id, entry)
    this.#memory.add(entry.weight)
    if (!isSpent(entry)) this.#index.add(entry)
    const state = stateOf(entry)
    this.#events.emit('fault', { what: 'put', state, weight: entry.weight })
    return state
  }

  delete (id: string): boolean {
    const entry = this.#remove(id)
    if (entry !== undefined) this.#emit('deleted', entry)
    return entry !== undefined
  }

  /** Forgets every rule, as the sandbox is reset. */
  reset (): void {
    for (const { weight } of this.#entries.values()) this.#memory.add(-weight)
    this.#entries.clear()
    this.#index.clear()
  }

  clear (): void {
    this.reset()
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
   * @param on what may be hit: the request, or a RESULT message
   * @returns what the rule does, or `undefined` when none matches
   */
  match (call: Call, appliesTo?: (effect: Effect | null) => boolean, on?: Rule['on']): Hit | undefined {
    if (this.#index.isEmpty) return undefined
    for (const entry of this.#index.candidates(call)) {
      const hit = entry.rule.on === on ? this.#try(entry, call, appliesTo) : undefined
      if (hit !== undefined) return hit
    }
    return undefined
  }

  #try (entry: Entry, call: Call, appliesTo?: (effect: Effect | null) => boolean): Hit | undefined {
    const { rule } = entry
    const effect = nextEffect(entry)
    const target = call.operation === undefined ? undefined : entry.targets.get(call.operation)
    if (target === undefined || !matches(rule, call) || !fits(effect, target, rule.force)) return undefined
    if (appliesTo?.(effect) === false) return undefined
    if (entry.seen++ < (rule.skip ?? 0)) return undefined
    if (rule.probability !== undefined && this.#random.draw() >= rule.probability) return undefined
    entry.hits++
    if (isSpent(entry)) this.#index.delete(entry)
    this.#emit('hit', entry)
    return { rule: rule.id, effect, delay: drawDelay(rule.delay, this.#random) }
  }

  #emit (what: 'deleted' | 'hit', entry: Entry): void {
    const { hits, remaining } = stateOf(entry)
    this.#events.emit('fault', { what, id: entry.rule.id, hits, remaining })
  }

  #remove (id: string): Entry | undefined {
    const entry = this.#entries.get(id)
    if (entry === undefined) return undefined
    this.#index.delete(entry)
    this.#entries.delete(id)
    this.#memory.add(-entry.weight)
    return entry
  }
}

/** Bytes of memory that a rule takes. */
export const weightOfRule = (rule: Rule): number => RULE + JSON.stringify(rule).length * 2

function matches ({ match }: Rule, { account, device, phoneNumber }: Call): boolean {
  return (match.account === undefined || match.account === account) &&
    (match.device === undefined || match.device === device) &&
    (match.phoneNumber === undefined || match.phoneNumber === phoneNumber)
}

/** What the next hit does; nothing more where a list is used up. */
const nextEffect = ({ rule: { effect }, hits }: Entry): Effect | null => Array.isArray(effect) ? effect[hits] ?? null : effect

function limitOf ({ effect, times = Infinity }: Rule): number {
  return Math.min(times, Array.isArray(effect) ? effect.length : Infinity)
}

/** Whether every request that matches is hit now. */
const isSure = ({ rule: { skip = 0, probability = 1 }, seen }: Entry): boolean => seen >= skip && probability === 1

const isSpent = ({ rule, hits }: Entry): boolean => hits >= limitOf(rule)

function stateOf ({ rule, hits, targets }: Entry): RuleState {
  const limit = limitOf(rule)
  return { rule, hits, targets, remaining: limit === Infinity ? null : Math.max(0, limit - hits) }
}
