import { EventEmitter } from 'node:events'
import t from 'tap'
import { completeAccount } from '../../src/sandbox/accounts/account.ts'
import { EventLog, KEPT_EVENTS, MAX_WATCHING } from '../../src/sandbox/event-log.ts'
import type { SandboxEvents } from '../../src/sandbox/events.ts'
import { MemoryShare } from '../../src/sandbox/memory/memory.ts'

t.test('a reader is told once of the events that come together, and again of those that come later', async (t) => {
  const events = new EventEmitter<SandboxEvents>()
  const log = new EventLog(events, new MemoryShare())
  const told: number[] = []
  const leave = log.subscribe(() => told.push(log.lastNumber))
  for (let count = 0; count < 3; count++) events.emit('reset')
  t.strictSame(told, [], 'not amid them')
  await new Promise(setImmediate)
  t.strictSame(told, [3])
  events.emit('reset')
  await new Promise(setImmediate)
  t.strictSame(told, [3, 4])

  events.emit('reset')
  leave()
  await new Promise(setImmediate)
  t.strictSame(told, [3, 4], 'one who has left is told nothing')
})

/** A log, and what writes into it. */
function stand () {
  const [events, memory] = [new EventEmitter<SandboxEvents>(), new MemoryShare()]
  return { events, memory, log: new EventLog(events, memory) }
}

t.test('events are numbered from 1 in the order in which they happen, with what belongs to them', async (t) => {
  const { events, log } = stand()
  t.strictSame([log.firstNumber, log.lastNumber, log.get(0), log.get(1)], [1, 0, undefined, undefined])
  events.emit('account', 'alice', undefined)
  events.emit('cleared', { what: 'sms' })
  t.strictSame([log.firstNumber, log.lastNumber], [1, 2])
  t.strictSame([log.get(1), log.get(2)], [{ number: 1, type: 'account', details: ['alice', undefined] }, { number: 2, type: 'cleared', details: [{ what: 'sms' }] }])
  t.strictSame([log.get(0), log.get(3)], [undefined, undefined])
})

t.test('the newest thousand events are kept, and no more memory is taken for one more', async (t) => {
  const { events, log, memory } = stand()
  for (let count = 0; count < KEPT_EVENTS; count++) events.emit('reset')
  const full = memory.used
  t.strictSame([log.firstNumber, log.lastNumber, full], [1, KEPT_EVENTS, KEPT_EVENTS * 500])
  events.emit('reset')
  t.strictSame([log.firstNumber, log.lastNumber, memory.used], [2, KEPT_EVENTS + 1, full])
  t.strictSame([log.get(1), log.get(2)?.number], [undefined, 2])
})

t.test('an event takes as much memory as what it holds, and gives it back when it is forgotten', async (t) => {
  const { events, log, memory } = stand()
  const took = (emit: () => void) => {
    const before = memory.used
    emit()
    return memory.used - before
  }
  const plain = took(() => events.emit('reset'))
  const deleted = took(() => events.emit('account', 'alice', undefined))
  const small = took(() => events.emit('account', 'alice', completeAccount({ id: 'alice', vehicles: [] }, 0)))
  const large = took(() => events.emit('account', 'alice', completeAccount({ id: 'alice', vehicles: [], devices: [{ id: 'd1' }, { id: 'd2' }] }, 0)))
  const weighed = took(() => events.emit('cleared', { what: 'requests', weight: 7000 } as SandboxEvents['cleared'][0]))
  t.strictSame([plain, deleted, small > plain, large > small, weighed], [500, 500, true, true, 7500])
  log.forgetHistory()
  t.strictSame([log.firstNumber, memory.used], [4, large + weighed], 'the older half, of five three')
  log.forgetHistory()
  log.forgetHistory()
  t.strictSame([log.firstNumber, log.lastNumber, memory.used], [6, 5, 0])
})

t.test('a hundred readers are what it takes, until one leaves; each is told', async (t) => {
  const { events, log } = stand()
  let told = 0
  const leave = Array.from({ length: MAX_WATCHING - 1 }, () => log.subscribe(() => { told++ }))
  t.notOk(log.isFull)
  leave.push(log.subscribe(() => { told++ }))
  t.ok(log.isFull)
  leave.pop()?.()
  t.notOk(log.isFull)
  events.emit('reset')
  await new Promise(setImmediate)
  t.equal(told, MAX_WATCHING - 1)
})

t.test('the logs of two sandboxes are told apart', async (t) => {
  const [one, other] = [stand().log.epoch, stand().log.epoch]
  t.match(one, /^[0-9a-f]{8}$/)
  t.not(one, other)
})
