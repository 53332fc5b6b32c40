import { BoundedMap } from './bounded-map.ts'
import { MemoryShare } from './memory.ts'
import type { Sandbox } from '../sandbox.ts'

/** Why a sandbox is forgotten: the setting that would have kept it. */
export type Shortage = 'MAX_MEMORY_MB' | 'MAX_SANDBOXES'

const SHORT_OF: Readonly<Record<Shortage, string>> = {
  MAX_MEMORY_MB: 'memory was short',
  MAX_SANDBOXES: 'there were too many'
}

/** Milliseconds after its last request in which somebody is likely to come back to a sandbox. */
const IN_USE = 60_000
/** Milliseconds that each sandbox counts as idle at the least, so that of those just used the largest goes first. */
const LEAST_IDLE = 1000

type Used = Pick<Sandbox, 'memory' | 'usedAt'>

/** Milliseconds since the last request; none where the machine's clock was set back. */
const idleness = ({ usedAt }: Used, now: number): number => Math.max(0, now - usedAt)

/** Sandboxes in the order in which they give way when memory is short: by what they take times how long they were idle. */
export function byCostOfKeeping<Some extends Used> (sandboxes: Iterable<Some>, now: number): Some[] {
  return Array.from(sandboxes, (sandbox) => ({ sandbox, cost: sandbox.memory.used * (idleness(sandbox, now) + LEAST_IDLE) }))
    .sort((one, other) => other.cost - one.cost)
    .map(({ sandbox }) => sandbox)
}

/**
 * Whether a sandbox is spared when memory is short: it is in use, and takes so little that all such together take half of the
 * limit at the most.
 */
export const isSpared = (sandbox: Used, now: number, limit: number, count: number): boolean =>
  idleness(sandbox, now) < IN_USE && sandbox.memory.used <= limit / 2 / count

/** How many ids of forgotten sandboxes are remembered, and for how many milliseconds. */
const MAX_IDS = 1000
const LONGEST = 600_000

/** The sandboxes that were forgotten lately, so that one of the same id can say so. */
export class ForgottenIds {
  readonly #ids = new BoundedMap<string, { readonly at: number, readonly shortage: Shortage }>(MAX_IDS, new MemoryShare())

  /** @param at milliseconds since 1970, by the machine's clock */
  add (id: string, shortage: Shortage, at: number): void {
    this.#ids.set(id, { at, shortage })
  }

  /** Says, once, what became of the sandbox of this id; `undefined` when it was not forgotten, or long ago. */
  take (id: string, now: number): string | undefined {
    const found = this.#ids.get(id)
    this.#ids.delete(id)
    if (found === undefined || now - found.at > LONGEST) return undefined
    return `sandbox "${id}" was forgotten at ${new Date(found.at).toISOString()} with all that was in it, as ${SHORT_OF[found.shortage]} (${found.shortage}), and is a new one since`
  }
}

/** Adds to the refusal of something that is missing that the sandbox was forgotten, where it was. */
export const mentionLoss = (message: string, { loss }: Pick<Sandbox, 'loss'>): string => loss === undefined ? message : `${message} The ${loss}.`
