import type { Http } from '../client/http.ts'
import { MockError } from '../client/mock-error.ts'
import { SandboxClient } from '../client/sandbox-client.ts'
import { sleep } from '../lib/timers.ts'
import { exchange, type RawExchange } from './exchange.ts'
import type { RecordedAdminCall, RecordedCall } from './recording.ts'

/** Milliseconds beyond its first time in which a request has to come to its end. */
const PATIENCE = 30_000
/** Milliseconds between two looks, and how many there are for a stream to end. */
const PAUSE = 20
const LOOKS = 250

/** What became of a request that was sent again. */
export interface Sent {
  /** Its id in the journal; `undefined` where it is not there. */
  readonly id: string | undefined
  /** Why it could not be sent as it was. */
  readonly obstacle: string | undefined
}

/** Does again in a sandbox what was done in another one, a step after the other. */
export class Player {
  readonly sandbox: SandboxClient
  readonly #server: Http
  readonly #admin: Http
  /** The id of the newest request that is known. */
  #last: string | undefined
  /** Requests whose answer goes on. */
  #open: Array<{ readonly exchange: RawExchange, readonly endedAt: number }> = []

  constructor (server: Http, sandbox: string) {
    this.#server = server
    this.#admin = server.at(`/sandbox/${sandbox}`)
    this.sandbox = new SandboxClient(server, sandbox)
  }

  /** Brings the sandbox to the moment of a step: the streams that had ended by then end, and its clock is set. */
  async goOn ({ at, arrival }: RecordedCall | RecordedAdminCall): Promise<void> {
    await this.#endStreams(arrival)
    await this.sandbox.freeze(at)
  }

  /** Changes the sandbox as it was changed. The clock is where that has put it already. @returns why that cannot be done */
  async change ({ method, path, body, isMasked }: RecordedAdminCall): Promise<string | undefined> {
    if (/^clock\b/.test(path)) return undefined
    const name = `${method} /admin/${path.split('?', 1)[0] ?? ''}`
    if (isMasked) return `the secrets of ${name} before it are masked`
    try {
      await this.#admin.admin(method as 'PUT', path, body === undefined ? {} : { body }) // of what the mock itself has taken
      return undefined
    } catch (error) {
      if (!(error instanceof MockError) || error.status === 0) throw error
      return `${name} before it was refused: ${error.message}`
    }
  }

  /** Sends a request as it was sent, and waits for its end; of one that had none, until it has come in. */
  async send (call: RecordedCall): Promise<Sent> {
    const { prefix, path, headers, answer, endedAt = Infinity, duration } = call
    const sandbox: ReadonlyArray<readonly [string, string]> = prefix === '' ? [['x-sandbox', this.sandbox.id]] : []
    const isStream = answer.headers.some(([name, value]) => name === 'content-type' && value.startsWith('text/event-stream'))
    const before = this.#last
    const sent = exchange(this.#server.url, { ...call, path: prefix + path, headers: [...headers, ...sandbox] })
    const problem = await this.#wait(sent, duration + PATIENCE, isStream || answer.status === -1 ? async () => await this.#newest() !== before : undefined)
    const newest = await this.#newest()
    if (isStream) this.#open.push({ exchange: sent, endedAt })
    else sent.abort()
    return { id: newest === before ? undefined : newest, obstacle: call.obstacle ?? (problem === undefined ? undefined : `it cannot be sent again: ${problem}`) }
  }

  /** Closes all streams. */
  end (): void {
    for (const { exchange } of this.#open) exchange.abort()
  }

  /** Waits for the end of a request, or that it has come in where that is asked for. @returns why it could not be sent */
  async #wait ({ over }: RawExchange, patience: number, hasComeIn?: () => Promise<boolean>): Promise<string | undefined> {
    const limit = new AbortController()
    const look = async (): Promise<undefined> => {
      while (!limit.signal.aborted && await hasComeIn?.() === false) await sleep(PAUSE)
    }
    try {
      return await Promise.race([over, sleep(patience, undefined, { signal: limit.signal }).catch(() => undefined), ...hasComeIn === undefined ? [] : [look()]])
    } finally {
      limit.abort()
    }
  }

  /** The id of the newest request: the server looks at those alone that came after the last one. */
  async #newest (): Promise<string | undefined> {
    const [newest] = await this.sandbox.requests({ direction: 'in', limit: 1, ...this.#last !== undefined && { since: this.#last } })
    this.#last = newest?.id ?? this.#last
    return this.#last
  }

  /** Closes the streams that had ended by then, and waits until the server has noticed. */
  async #endStreams (arrival: number): Promise<void> {
    const ended = this.#open.filter(({ endedAt }) => endedAt < arrival)
    if (ended.length === 0) return
    this.#open = this.#open.filter(({ endedAt }) => endedAt >= arrival)
    const { length } = await this.sandbox.subscriptions()
    for (const { exchange } of ended) exchange.abort()
    for (let looks = 0; looks < LOOKS && (await this.sandbox.subscriptions()).length > length - ended.length; looks++) await sleep(PAUSE)
  }
}
