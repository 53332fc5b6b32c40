import { EventEmitter } from 'node:events'
import t from 'tap'
import { EventChoice, EventFeed, type FeedReader } from '../../../src/http/admin/event-feed.ts'
import { EventLog, KEPT_EVENTS } from '../../../src/sandbox/event-log.ts'
import type { SandboxEvents } from '../../../src/sandbox/events.ts'
import { MemoryShare } from '../../../src/sandbox/memory/memory.ts'
import { watchTimers } from '../../support/live-timers.ts'

const timersLeft = watchTimers()
/** Milliseconds: so long that no test sees the end of it. */
const LONG = 3_600_000
const ALL = ['reset', 'cleared', 'dropped']

/** A feed whose readers take what there is at once, or only when they are asked to. */
function stand (pause = LONG) {
  const events = new EventEmitter<SandboxEvents>()
  const log = new EventLog(events, new MemoryShare())
  const worded: number[] = []
  const feed = new EventFeed(log, ({ number }) => {
    worded.push(number)
    return `${number}`
  }, pause)
  const join = (types = ALL, isSlow = false) => {
    let next = log.lastNumber + 1
    const batches: Buffer[] = []
    const take = () => {
      for (let batch = feed.batch(reader.choice, next); batch !== undefined; batch = feed.batch(reader.choice, next)) {
        next = batch.next
        if (batch.bytes.length > 0) batches.push(batch.bytes)
      }
    }
    const reader: FeedReader = { choice: new EventChoice(new Set(types)), tell: () => { if (!isSlow) take() } }
    return { batches, take, leave: feed.join(reader), numbers: () => batches.flatMap((bytes) => [...String(bytes).matchAll(/^data: (\d+)$/gm)].map(([, number]) => Number(number))) }
  }
  const happen = async (type: 'reset' | 'dropped' | 'cleared' = 'reset', times = 1) => {
    for (let time = 0; time < times; time++) {
      if (type === 'cleared') events.emit('cleared', { what: 'sms' })
      else events.emit(type)
    }
    await new Promise(setImmediate)
  }
  return { feed, log, worded, join, happen }
}

t.test('after a quiet time readers are told at the end of the turn; what comes soon after waits, and comes together', async (t) => {
  const { join, happen } = stand()
  const { numbers, batches } = join()
  await happen()
  t.strictSame(numbers(), [1])
  await happen()
  await happen()
  t.strictSame(numbers(), [1])
  await happen('dropped')
  t.strictSame(numbers(), [1, 2, 3, 4])
  t.equal(batches.length, 2)
})

t.test('what waits does not wait for more', async (t) => {
  const { join, happen } = stand(20)
  const { numbers } = join()
  await happen()
  await happen()
  while (numbers().length < 2) await new Promise(setImmediate)
  t.strictSame(numbers(), [1, 2])
})

t.test('many readers are told less often: all of them together cost the same', async (t) => {
  const { join, happen } = stand(10)
  const [{ numbers }] = Array.from({ length: 100 }, () => join()) as [ReturnType<typeof join>]
  const before = performance.now()
  await happen()
  await happen()
  while (numbers().length < 2) await new Promise(setImmediate)
  t.ok(performance.now() - before >= 39, 'four times as many as are told every 10 ms')
})

t.test('what waits is worded at the end of its turn, once for all readers, and not where nobody wants it', async (t) => {
  const { join, happen, worded } = stand()
  const readers = [join(), join(), join(['reset'])]
  await happen()
  await happen()
  t.strictSame(worded, [1, 2])
  t.strictSame(readers.map(({ numbers }) => numbers()), [[1], [1], [1]])
  readers[0]?.leave()
  readers[1]?.leave()
  await happen('cleared')
  t.strictSame(worded, [1, 2])
})

t.test('readers at the same place who want the same get the same bytes', async (t) => {
  const { join, happen } = stand()
  const [one, other, few] = [join(), join(ALL.toReversed()), join(['cleared'])]
  await happen('cleared')
  t.ok(one.batches[0] !== undefined && one.batches[0] === other.batches[0])
  t.not(one.batches[0], few.batches[0])
  t.strictSame(few.numbers(), [1])
})

t.test('a quarter of what the log keeps does not wait, nor does the end of the sandbox', async (t) => {
  const { join, happen } = stand()
  const { numbers } = join(['reset'])
  await happen()
  await happen('reset', KEPT_EVENTS / 4 - 1)
  t.equal(numbers().length, 1)
  await happen()
  t.equal(numbers().length, KEPT_EVENTS / 4 + 1)
  await happen()
  await happen('dropped')
  t.strictSame(numbers().slice(-2), [KEPT_EVENTS / 4 + 2, KEPT_EVENTS / 4 + 3])
})

t.test('what waits is not lost when memory is short and the log forgets it', async (t) => {
  const { feed, log, join, happen } = stand()
  const { numbers } = join()
  await happen()
  await happen('reset', 3)
  log.forgetHistory()
  log.forgetHistory()
  log.forgetHistory()
  t.strictSame([log.firstNumber, feed.firstNumber], [5, 2])
  await happen('dropped')
  t.strictSame(numbers(), [1, 2, 3, 4, 5])
})

t.test('a reader who takes nothing for a while goes on where it was, in parts; what it missed is not there', async (t) => {
  const { feed, log, join, happen } = stand()
  const slow = join(ALL, true)
  await happen('reset', KEPT_EVENTS)
  slow.take()
  t.equal(slow.numbers().length, KEPT_EVENTS)
  await happen('reset', KEPT_EVENTS + 1)
  t.strictSame([feed.firstNumber, log.firstNumber], [KEPT_EVENTS + 2, KEPT_EVENTS + 2])
})

t.test('a feed that nobody reads sets no timer and words nothing, and who comes later is told of what is new alone', async (t) => {
  const { join, happen, worded } = stand()
  const before = timersLeft()
  const { leave } = join()
  await happen()
  await happen()
  t.equal(timersLeft(), before + 1)
  leave()
  await new Promise(setImmediate)
  t.equal(timersLeft(), before)
  await happen()
  t.strictSame(worded, [1, 2])
  const late = join()
  await happen('dropped')
  t.strictSame(late.numbers(), [4])
})
