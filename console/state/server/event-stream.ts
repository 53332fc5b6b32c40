import { ApiError, ask, hasToken, onUnreachable, useToken } from './api.ts'
import { tell } from '../page/notice.ts'
import { askWorld } from '../world/ask-world.ts'
import { eventReader, type StreamEvent } from './sse.ts'
import { words } from '../page/language.ts'
import { link } from './link.ts'
import { currentWorld, showWorld } from '../world/store.ts'
import { applyEvents } from '../world/apply-events.ts'
import type { Hello, ServerEvent } from '../world/wire.ts'

/** Milliseconds without a byte after which the stream is given up; the server gives a sign of life every 15 s. */
const SILENCE = 35_000
/** Milliseconds a page nobody looks at keeps its stream: a browser has six for all its tabs. */
const HIDDEN = 60_000
const WAITS = [500, 1000, 2000, 4000, 5000]
/** Milliseconds between two tries after the server let go of us. */
const DROPPED = 5000

let failures = 0
let stream: AbortController | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let silence: ReturnType<typeof setTimeout> | undefined
let seen: (events: readonly ServerEvent[]) => void = () => {}

/** Follows what happens in the sandbox, and comes back whenever the server does. */
export function followEvents (onEvents: (events: readonly ServerEvent[]) => void): void {
  seen = onEvents
  onUnreachable(() => lose())
  addEventListener('online', () => connect())
  document.addEventListener('visibilitychange', () => document.hidden ? letGoLater() : comeBack())
  connect()
}

/** Connects at once, in place of whatever is under way. */
export function connect (): void {
  clearTimeout(retry)
  stream?.abort()
  const own = stream = new AbortController()
  if (link.value.is !== 'live' && link.value.is !== 'lost') link.value = { is: 'connecting' }
  run(own.signal).then(() => lose(own), (error: unknown) => error instanceof ApiError ? refuse(error) : lose(own))
}

async function run (signal: AbortSignal): Promise<void> {
  const { body } = await ask('events', { signal })
  if (body === null) return
  queue.length = 0
  holding = true
  const reading = readStream(body, signal)
  const world = await Promise.race([askWorld(), reading])
  if (signal.aborted || world === undefined) return await reading
  showWorld(world)
  holding = false
  failures = 0
  link.value = { is: 'live' }
  schedule()
  await reading
}

async function readStream (body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const read = eventReader()
  listen()
  for (;;) {
    const { done, value } = await reader.read()
    if (done || signal.aborted) return undefined
    listen()
    for (const event of read(decoder.decode(value, { stream: true }))) enqueue(event)
  }
}

function listen (): void {
  clearTimeout(silence)
  silence = setTimeout(() => lose(), SILENCE)
}

function refuse ({ status, message }: ApiError): void {
  if (status === 401) {
    link.value = { is: 'token', wrong: hasToken() }
    useToken(null)
  } else {
    link.value = { is: 'refused', message }
    retry = setTimeout(connect, DROPPED)
  }
}

/** Gives up the stream, and tries again after a while. */
function lose (own = stream): void {
  if (own !== stream || stream === undefined) return
  stream.abort()
  stream = undefined
  clearTimeout(silence)
  clearTimeout(retry)
  if (link.value.is !== 'token') link.value = { is: 'lost' }
  const wait = wasDropped ? DROPPED : WAITS[Math.min(failures++, WAITS.length - 1)] ?? DROPPED
  wasDropped = false
  retry = setTimeout(connect, wait * (0.8 + Math.random() * 0.4))
}

let leaving: ReturnType<typeof setTimeout> | undefined

function letGoLater (): void {
  leaving = setTimeout(() => {
    stream?.abort()
    stream = undefined
    clearTimeout(retry)
    clearTimeout(silence)
  }, HIDDEN)
}

function comeBack (): void {
  clearTimeout(leaving)
  if (link.value.is !== 'token' && (stream === undefined || link.value.is !== 'live')) connect()
}

const queue: ServerEvent[] = []
let holding = false
let scheduled = false
let wasDropped = false

let epoch: string | undefined

/** Another epoch is another server, or the sandbox made anew. */
function greet (hello: Hello): void {
  if (epoch !== undefined && epoch !== hello.epoch) tell(words.value.anew)
  epoch = hello.epoch
}

function enqueue ({ type, data }: StreamEvent): void {
  if (type === 'dropped') wasDropped = true
  if (type === 'hello') greet(JSON.parse(data) as Hello)
  queue.push({ type, data: JSON.parse(data) } as ServerEvent) // the types of the wire; `applyEvents` passes over those it does not know
  schedule()
}

/** The longest that the page rests between two frames that take something in, in milliseconds. */
const REST = 250
/** When the page has rested as long as the last such frame took to show. */
let restedAt = 0

/** Takes in what has come, once a frame; frames sleep in hidden pages. In a burst at least half of the time is left for whoever scrolls or types. */
function schedule (): void {
  if (scheduled || holding || queue.length === 0) return
  scheduled = true
  const rest = restedAt - performance.now()
  if (document.hidden) setTimeout(takeIn, 200)
  else if (rest > 0) setTimeout(() => requestAnimationFrame(takeIn), rest)
  else requestAnimationFrame(takeIn)
}

function takeIn (): void {
  scheduled = false
  if (holding) return
  const events = queue.splice(0)
  const began = performance.now()
  showWorld(applyEvents(currentWorld(), events))
  seen(events)
  requestAnimationFrame((shown) => { restedAt = shown + Math.min(REST, shown - began) })
  if (events.some(({ type }) => type === 'reset')) reload()
}

/** Asks for everything again: a reset does not say what there is now. */
function reload (): void {
  holding = true
  askWorld().then(showWorld, () => lose()).finally(() => {
    holding = false
    schedule()
  })
}
