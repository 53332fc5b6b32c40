import { once } from 'node:events'
import type { Socket } from 'node:net'
import t, { type Test } from 'tap'
import { type Message, Pims, type Storage } from '../../clients/typescript/pims.ts'
import type { Call, Session } from './support/client.ts'
import { failed, testFacade } from './support/facade.ts'
import { record, SUCCEEDED } from './support/recorder.ts'

/** What stands in for the storage of the platform, by the folder that the others have. */
const homes = new Map<string, Map<string, string>>()

function storageOf (home: string): Storage {
  const kept = homes.get(home) ?? new Map<string, string>()
  homes.set(home, kept)
  return { getItem: async (key) => kept.get(key) ?? null, setItem: async (key, value) => kept.set(key, value) }
}

async function drive (...sessions: readonly Session[]): Promise<Message[]> {
  const messages: Message[] = []
  for (const { pims: { url, home, ...options }, calls, messages: count = 1 } of sessions) {
    const pims = new Pims(url, { ...options, log: () => {}, ...home !== undefined && { storage: storageOf(home) } })
    for (const call of calls) messages.push(...await driveCall(pims, call, count))
  }
  return messages
}

/** Makes a call, and waits until it has called back so many times. */
async function driveCall (pims: Pims, [method, ...given]: Call, count: number): Promise<Message[]> {
  const messages: Message[] = []
  await new Promise<void>((resolve) => {
    const call = Reflect.get(pims, method) as (...given: unknown[]) => unknown
    call.apply(pims, [...given, (message: Message) => { if (messages.push(message) === count) resolve() }])
  })
  return messages
}

testFacade(t, drive)

t.test('promises what it calls back with', async (t) => {
  const { url } = await record(t)
  const pims = new Pims(url)
  const seen: Message[] = []
  t.strictSame(await pims.get('pims.authentication.trustedphonenumber', {}, (message) => seen.push(message)), SUCCEEDED)
  t.strictSame(seen, [SUCCEEDED])
  t.strictSame(await pims.get('pims.authentication.trustedphonenumber'), SUCCEEDED)
})

t.test('says in a line why a message is the facade\'s own', async (t) => {
  const { url } = await record(t, (socket) => socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n{"message":"There is nothing at GET /api"}'))
  const lines: string[] = []
  const pims = new Pims(url, { log: (line) => lines.push(line) })
  await pims.get('pims.authentication.otp')
  t.strictSame(lines, ['pims: GET pims.authentication.otp: 2203, the answer is no message: HTTP 404 {"message":"There is nothing at GET /api"}'])
})

t.test('says what a fetch throws, whatever it is', async (t) => {
  const lines: string[] = []
  const pims = new Pims('http://localhost', { fetch: () => Promise.reject('offline'), log: (line) => lines.push(line) }) // eslint-disable-line prefer-promise-reject-errors
  t.match(await pims.get('pims.authentication.otp'), failed(2202))
  t.strictSame(lines, ['pims: GET pims.authentication.otp: 2202, offline'])
})

t.test('parameters that are no JSON are refused as the server would', async (t) => {
  const { url, requests } = await record(t)
  const circle: Record<string, unknown> = {}
  circle.circle = circle
  t.match(await new Pims(url, { log: () => {} }).set('pims.authentication.otp', circle), { status: 'FAILED', error: { code: 2102, label: 'Invalid parameters parameter' } })
  t.equal(requests.length, 0)
})

/** A server that acknowledges a subscription and then keeps silent. */
async function acknowledge (t: Test) {
  const sockets: Socket[] = []
  const { url } = await record(t, (socket) => {
    const event = `data: ${JSON.stringify(SUCCEEDED)}\n\n`
    sockets.push(socket)
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n${event.length.toString(16)}\r\n${event}\r\n`)
  })
  return { url, sockets }
}

t.test('a subscription whose connection breaks says so', async (t) => {
  const { url, sockets } = await acknowledge(t)
  const messages: Message[] = []
  await new Promise<void>((resolve) => {
    const pims = new Pims(url, { log: () => {} })
    pims.subscribe('pims.vehicle.signal', {}, (message) => {
      if (messages.push(message) === 2) resolve()
      else sockets[0]?.resetAndDestroy()
    })
  })
  t.match(messages, [SUCCEEDED, failed(2203)])
})

t.test('release ends the subscriptions, and says nothing of it', async (t) => {
  const { url, sockets } = await acknowledge(t)
  const messages: Message[] = []
  const pims = new Pims(url, { log: () => {} })
  await pims.subscribe('pims.vehicle.signal', {}, (message) => messages.push(message))
  const [socket] = sockets
  const ended = socket && once(socket, 'close')
  pims.release()
  await ended
  t.strictSame(messages, [SUCCEEDED])
})

t.test('a fetch whose answers have no body to read, as React Native\'s, cannot subscribe', async (t) => {
  const answer = new Response(null, { headers: { 'content-type': 'text/event-stream' } })
  const pims = new Pims('http://localhost', { fetch: async () => answer, log: () => {} })
  t.match(await pims.subscribe('pims.vehicle.signal'), failed(2203))
})
