import { Invalid } from '../lib/errors.ts'
import type { Effect, Rule } from '../wire/fault.ts'

/** What a rule does to one request. */
export interface Hit {
  /** Id of the rule; the header or the magic number that asked for it has none. */
  readonly rule?: string
  readonly effect: Effect | null
  /** Milliseconds to hold the request back first. */
  readonly delay: number
}

/** Headers that are about the connection: the server sets them itself, and sending others would break its own framing. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set(['connection', 'content-length', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'])

/** @throws Invalid for an HTTP answer with a header that only the server can set */
export function checkHeaders (effect: Effect | null): void {
  if (effect === null || !('http' in effect)) return
  const refused = Object.keys(effect.http.headers ?? {}).find((name) => CONNECTION_HEADERS.has(name.toLowerCase()))
  if (refused !== undefined) throw new Invalid(`http.headers must not have "${refused}": the server sets it. To break an answer use a transport effect, such as {"transport":"truncate"}.`)
}

/** The effects of a rule, in the order of its hits. */
export const effectsOf = (effect: Rule['effect']): ReadonlyArray<Effect | null> => Array.isArray(effect) ? effect : [effect]
