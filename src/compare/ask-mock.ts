import { ask } from '../client/ask.ts'
import { clearTimeout, setTimeout } from '../lib/timers.ts'
import { type CapturedAnswer, bareType } from './capture.ts'

/** What a request is sent as. */
export interface Asked {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Headers of an answer that are compared. */
const COMPARED = ['location', 'www-authenticate', 'retry-after', 'content-type', 'set-cookie']

/** Milliseconds in which an answer has to come. */
const PATIENCE = 30_000
const STREAM = 'text/event-stream'

/**
 * Asks the mock. Of a stream, which has no end, it takes the head alone.
 *
 * @returns `undefined` where no whole answer came in time, as a fault may have it
 */
export async function askMock (url: string, sent: Asked, patience = PATIENCE): Promise<CapturedAnswer | undefined> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), patience)
  try {
    const { status, headers, text } = await ask(url, { ...sent, signal: limit.signal })
    const compared = COMPARED.flatMap((name): Array<[string, string]> => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    })
    const contentType = bareType(headers.get('content-type') ?? '')
    return { status, contentType, headers: Object.fromEntries(compared), body: contentType === STREAM ? undefined : await text() }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  } finally {
    clearTimeout(timer)
    limit.abort()
  }
}
