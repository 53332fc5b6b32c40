import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import t, { type Test } from 'tap'
import { prepareMock } from '../../src/library/start-mock.ts'
import { IDLE, ServerThread } from '../../src/library/server-thread.ts'

const ENVIRONMENT = { PORT: '0', HOST: '127.0.0.1' }
/** The most milliseconds that a timer takes: a test that waits for it hangs, and fails by that. */
const NEVER = 2 ** 31 - 1

/** What makes a thread, and the worker that it makes. */
function withWorker (t: Test, make: () => ServerThread): { thread: ServerThread, worker: Worker } {
  const workers: Worker[] = []
  const take = (message: unknown): void => { workers.push((message as { worker: Worker }).worker) }
  subscribe('worker_threads', take)
  const thread = make()
  unsubscribe('worker_threads', take)
  const [worker] = workers
  if (worker === undefined) throw new Error('no thread was started')
  t.teardown(() => worker.terminate())
  return { thread, worker }
}

/** Keeps from a thread what it is told from now on, until it is let go. */
function holdBack (worker: Worker): () => void {
  const held: unknown[] = []
  const post = worker.postMessage.bind(worker)
  worker.postMessage = (message: unknown) => { held.push(message) }
  return () => { for (const message of held) post(message) }
}

const answers = async ({ listening }: Awaited<ReturnType<ServerThread['start']>>): Promise<boolean> =>
  await fetch(`${listening.http}/health`).then(({ ok }) => ok, () => false)

t.test('a thread without servers waits a while for the next, and ends', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread(1))
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  const { stop } = await thread.start(ENVIRONMENT)
  t.equal(thread.hasEnded, false)
  await stop()
  worker.ref() // it keeps no process waiting, and this one waits for it
  await ended
  t.equal(thread.hasEnded, true)
})

t.test('a server that is started in that while keeps it, and all that another one needs is loaded', async (t) => {
  const { thread } = withWorker(t, () => new ServerThread())
  const one = await thread.start(ENVIRONMENT)
  await one.stop()
  t.equal(thread.hasEnded, false)
  const next = await thread.start(ENVIRONMENT)
  t.equal(await answers(next), true)
  await next.stop()
})

t.test('a server that stops, or does not start, does not end the thread of another', async (t) => {
  const { thread } = withWorker(t, () => new ServerThread(1))
  const kept = await thread.start(ENVIRONMENT)
  const other = await thread.start(ENVIRONMENT)
  await other.stop()
  await t.rejects(thread.start({ ...ENVIRONMENT, SMS_CODE_LENGTH: '99' }), /SMS_CODE_LENGTH/)
  for (let i = 0; i < 10; i++) t.equal(await answers(kept), true) // far longer than the thread waits
  t.equal(thread.hasEnded, false)
})

t.test('a thread that has ended is not asked for a server again', async (t) => {
  const { thread, worker } = withWorker(t, prepareMock)
  t.equal(prepareMock(), thread)
  await worker.terminate()
  t.equal(thread.hasEnded, true)
  const { thread: next } = withWorker(t, prepareMock)
  t.not(next, thread)
  const server = await next.start(ENVIRONMENT)
  t.equal(await answers(server), true)
  await server.stop()
})

t.test('a thread that fails ends the wait for a server that starts in it, with its error', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread())
  const starting = thread.start(ENVIRONMENT)
  worker.emit('error', new Error('out of memory'))
  await t.rejects(starting, { message: 'out of memory' })
  t.equal(thread.hasEnded, true)
})

t.test('so does one that ends without an error', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread())
  const starting = thread.start(ENVIRONMENT)
  worker.terminate()
  await t.rejects(starting, { message: 'the thread that the server was to be in has ended' })
  t.equal(thread.hasEnded, true)
})

t.test('where none starts, its error is one of the process: nobody waits who could catch it', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread())
  await thread.start(ENVIRONMENT)
  t.throws(() => worker.emit('error', new Error('out of memory')), { message: 'out of memory' })
  t.equal(thread.hasEnded, true)
})

t.test('a server that does not end is ended with its thread, unless that has others', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread(IDLE, 1))
  const [one, other] = [await thread.start(ENVIRONMENT), await thread.start(ENVIRONMENT)]
  holdBack(worker)
  await one.stop()
  t.equal(thread.hasEnded, false)
  t.equal(await answers(other), true)
  await other.stop()
  t.equal(thread.hasEnded, true)
  t.equal(await answers(other), false)
})

t.test('a thread that ends has ended its servers: nobody waits for one to stop', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread(IDLE, NEVER))
  const { stop } = await thread.start(ENVIRONMENT)
  await worker.terminate()
  await stop()
  t.equal(thread.hasEnded, true)
})

t.test('a server that ends when nobody waits for it any more does not disturb the others', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread(IDLE, 1))
  const [late, other] = [await thread.start(ENVIRONMENT), await thread.start(ENVIRONMENT)]
  const letGo = holdBack(worker)
  await late.stop()
  const told = new Promise((resolve) => worker.prependOnceListener('message', resolve))
  letGo()
  t.match(await told, { stopped: true })
  t.equal(await answers(late), false)
  t.equal(await answers(other), true)
})

t.test('a thread takes no more servers from when it is told to end', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread(IDLE, 1))
  const { stop } = await thread.start(ENVIRONMENT)
  const end = worker.terminate.bind(worker)
  const seen: boolean[] = []
  worker.terminate = async () => {
    seen.push(thread.hasEnded)
    return await end()
  }
  holdBack(worker)
  await stop()
  t.strictSame(seen, [true])
})

t.test('what a server logs while it is to end goes to its logger, and is not taken for its end', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread(IDLE, NEVER))
  const lines: string[] = []
  const { listening, stop } = await thread.start(ENVIRONMENT, (line) => lines.push(line))
  const letGo = holdBack(worker)
  let isStopped = false
  const stopping = stop().then(() => { isStopped = true })
  const told = once(worker, 'message')
  await fetch(`${listening.http}/no/such/path`)
  await told
  await setImmediate() // who waits for the end would have heard of it
  t.match(lines.at(-1), /no such route/)
  t.equal(isStopped, false)
  letGo()
  await stopping
})

t.test('a log that nobody takes is not sent from thread to thread', async (t) => {
  const { thread, worker } = withWorker(t, () => new ServerThread(IDLE, NEVER))
  const told: unknown[] = []
  worker.on('message', (message) => told.push(message))
  const { listening, stop } = await thread.start(ENVIRONMENT)
  await fetch(`${listening.http}/no/such/path`)
  await stop()
  t.match(told, [{ listening }, { stopped: true }])
  t.equal(told.length, 2)
})
