import type { Test } from 'tap'

/** A stream of events as a test reads it. */
export interface Stream {
  readonly status: number
  readonly headers: Headers
  /** Every line so far. */
  readonly lines: readonly string[]
  /** The data of the next event, parsed where it is JSON; `end` after the last, `cut` where the connection broke. */
  next (): Promise<unknown>
  close (): void
}

/** Reads a stream of events, until the test is over. */
export async function follow (t: Test, url: string, headers: Record<string, string> = {}): Promise<Stream> {
  const controller = new AbortController()
  t.teardown(() => controller.abort())
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: controller.signal })
  const lines: string[] = []
  const events = eventsOf(response, lines)
  return {
    status: response.status,
    headers: response.headers,
    lines,
    next: async () => await events.next().then(({ done, value }) => done === true ? 'end' : value, () => 'cut'),
    close: () => controller.abort()
  }
}

/** Subscribes as the SDK does. */
export const subscribe = (t: Test, url: string, { account = 'alice', device = 'device-1' }: { readonly account?: string, readonly device?: string } = {}): Promise<Stream> =>
  follow(t, url, { authorization: `Bearer ${account}`, 'x-device-id': device })

async function * eventsOf ({ body }: Response, lines: string[]): AsyncGenerator<unknown, undefined> {
  if (body === null) return undefined
  const decoder = new TextDecoder()
  let pending = ''
  for await (const chunk of body) {
    const parts = (pending + decoder.decode(chunk, { stream: true })).split('\n')
    pending = parts.pop() ?? ''
    for (const line of parts) {
      lines.push(line)
      if (line.startsWith('data: ')) yield parse(line.slice('data: '.length))
    }
  }
  return undefined
}

function parse (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
