import { type JournalEntry, Journal } from '../journal/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Secrets } from './secrets.ts'

/** Milliseconds within which no person has read an answer and acted on it: what comes sooner, a program did. */
export const MACHINE = 2000

/** What rules look at: the requests that a sandbox remembers. */
export class Traffic {
  readonly sandbox: Sandbox
  /** What clients asked, the oldest first. */
  readonly requests: readonly JournalEntry[]
  /** What the server said of itself, such as answers over MQTT, the oldest first. */
  readonly spoken: readonly JournalEntry[]
  readonly secrets: Secrets

  constructor (sandbox: Sandbox) {
    this.sandbox = sandbox
    const entries = [...sandbox.part(Journal).newestFirst()].reverse()
    this.requests = entries.filter(({ direction }) => direction === 'in')
    this.spoken = entries.filter(({ direction }) => direction === 'out')
    this.secrets = new Secrets(sandbox)
  }

  /** The requests of an operation. */
  of (operation: string): readonly JournalEntry[] {
    return this.requests.filter((request) => request.operation === operation)
  }
}

/** Milliseconds from the answer of one request to another one, by a clock that nobody moves; less than 0 where that was under way already. */
export const pauseBetween = (earlier: JournalEntry, later: JournalEntry): number => later.arrival - (earlier.arrival + earlier.duration)

/** Whether the client can have known the answer of one request when it sent another. */
export const isAfterAnswer = (earlier: JournalEntry, later: JournalEntry): boolean => earlier.isAnswered && pauseBetween(earlier, later) > 0

/** The requests in groups of one key each; those without a key are left out. */
export function groupRequests (requests: Iterable<JournalEntry>, keyOf: (request: JournalEntry) => string | undefined): JournalEntry[][] {
  const groups = new Map<string, JournalEntry[]>()
  for (const request of requests) {
    const key = keyOf(request)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [request])
    else group.push(request)
  }
  return [...groups.values()]
}

/** The requests of each account. */
export const requestsByAccount = (requests: Iterable<JournalEntry>): ReadonlyMap<string | undefined, readonly JournalEntry[]> =>
  new Map(groupRequests(requests, ({ account }) => account).map((group) => [group[0]?.account, group]))

/** Each request with the one before it. */
export const pairsOf = (requests: readonly JournalEntry[]): Array<[JournalEntry, JournalEntry]> =>
  requests.flatMap((later, index) => {
    const earlier = requests[index - 1]
    return earlier === undefined ? [] : [[earlier, later] as [JournalEntry, JournalEntry]]
  })

/** A parameter that is a text. */
export function textOf ({ parameters }: JournalEntry, name: string): string | undefined {
  const value = parameters?.[name]
  return typeof value === 'string' ? value : undefined
}

/** A key of several values. */
export const keyOf = (...values: unknown[]): string => JSON.stringify(values)

/** Whether a request asks for new tokens by a refresh token. */
export const isRefresh = (request: JournalEntry): boolean => request.operation === 'oauth.token' && textOf(request, 'grant_type') === 'refresh_token'

/** A header of the request, in lower case. */
export function headerOf ({ http }: JournalEntry, name: string): string | undefined {
  const value = http?.headers[name]
  return typeof value === 'string' ? value : undefined
}
