import type { Test } from 'tap'

/** Comments of the server, which are seconds apart: whatever was sent has come before so many. */
const QUIET = 2

/** A stream of events as a test reads it. */
export interface Stream {
  readonly status: number
  readonly headers: Headers
  /** Every line so far. */
  readonly lines: readonly string[]
  /** The data of the next event, parsed where it is JSON; `end` after the last, `cut` where the connection broke, `quiet` where nothing comes. */
  next (): Promise<unknown>
  close (): void
}

/** Reads a stream of events, until the test is over. @param quiet comments after which nothing comes any more */
export async function follow (t: Test, url: string, headers: Record<string, string> = {}, quiet = QUIET): Promise<Stream> {
  const controller = new AbortController()
  t.teardown(() => controller.abort())
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: controller.signal })
  const lines: string[] = []
  const next = nextOf(response, lines, quiet)
  return { status: response.status, headers: response.headers, lines, next, close: () => controller.abort() }
}

/** Begins to read, and answers what waits for the next event. */
function nextOf (response: Response, lines: string[], quiet: number): () => Promise<unknown> {
  const events: unknown[] = []
  let over: 'end' | 'cut' | undefined
  let waiting: { readonly resolve: (event: unknown) => void, comments: number } | undefined
  const wake = (event: unknown): void => {
    waiting?.resolve(event)
    waiting = undefined
  }
  const take = (line: string): void => {
    lines.push(line)
    if (line.startsWith(':') && waiting !== undefined && ++waiting.comments === quiet) wake('quiet')
    if (!line.startsWith('data: ')) return
    const event = parse(line.slice('data: '.length))
    if (waiting === undefined) events.push(event)
    else wake(event)
  }
  const finish = (how: 'end' | 'cut'): void => {
    over = how
    wake(how)
  }
  readLines(response, take).then(() => finish('end'), () => finish('cut'))
  return async () => {
    if (events.length > 0) return events.shift()
    return over ?? await new Promise((resolve) => { waiting = { resolve, comments: 0 } })
  }
}

/** Subscribes as the SDK does. */
export const subscribe = (t: Test, url: string, { account = 'alice', device = 'device-1' }: { readonly account?: string, readonly device?: string } = {}): Promise<Stream> =>
  follow(t, url, { authorization: `Bearer ${account}`, 'x-device-id': device })

/** Asks for a stream where there should be none: the answer, whose body is `a stream` where it is one after all, as that has no end. */
export async function askForStream (url: string, headers: Record<string, string> = {}): Promise<{ readonly status: number, readonly type: string | null, readonly reason: string | null, readonly body: unknown }> {
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers } })
  const type = response.headers.get('content-type')
  const isStream = type?.startsWith('text/event-stream') === true
  if (isStream) await response.body?.cancel()
  return { status: response.status, type, reason: response.headers.get('x-mock-reason'), body: isStream ? 'a stream' : await response.json() }
}

async function readLines ({ body }: Response, take: (line: string) => void): Promise<void> {
  if (body === null) return
  const decoder = new TextDecoder()
  let pending = ''
  for await (const chunk of body) {
    const parts = (pending + decoder.decode(chunk, { stream: true })).split('\n')
    pending = parts.pop() ?? ''
    for (const line of parts) take(line)
  }
}

function parse (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
