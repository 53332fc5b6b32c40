import t from 'tap'
import { Inbox, MAX_WAITING } from '../../src/sandbox/inbox.ts'
import type { StoredSms } from '../../src/sandbox/sms.ts'
import { MemoryShare } from '../../src/sandbox/memory/memory.ts'
import { Clock } from '../../src/sandbox/time/clock.ts'
import { Schedule } from '../../src/sandbox/time/schedule.ts'

const sms = (id: string, codeId = 1, more: Partial<StoredSms> = {}): StoredSms =>
  ({ id, codeId, expiresAt: 900_000, to: '+33612345678', code: '1234', purpose: 'enrollment', account: 'alice', text: '1234', sentAt: '1970-01-01T00:00:00.000Z', ...more })

/** An inbox of so many messages on a clock that stands still, its memory, what it told, and what was sent by it. */
function stand (size = 10) {
  const [memory, clock] = [new MemoryShare(), new Clock(() => 0)]
  const [told, sent]: [string[], string[]] = [[], []]
  const inbox = new Inbox(size, new Schedule(clock, memory), memory, ({ id }, what, dueAt) => told.push(what === 'arrived' ? id : `${id} ${what}${dueAt === undefined ? '' : ` until ${dueAt}`}`), ({ id }) => sent.push(id))
  return { inbox, clock, memory, told, sent }
}

t.test('messages are found by recipient, account and purpose, each alone and together', async (t) => {
  const { inbox } = stand()
  inbox.deliver(sms('one'))
  inbox.deliver(sms('two', 2, { to: '+33600000000' }))
  inbox.deliver(sms('three', 3, { account: 'bob' }))
  inbox.deliver(sms('four', 4, { purpose: 'resetPIN' }))
  const ids = (filter: Parameters<Inbox['list']>[0]) => inbox.list(filter).map(({ id }) => id)
  t.strictSame(ids({}), ['four', 'three', 'two', 'one'])
  t.strictSame(ids({ to: '+33600000000' }), ['two'])
  t.strictSame(ids({ account: 'bob' }), ['three'])
  t.strictSame(ids({ purpose: 'resetPIN' }), ['four'])
  t.strictSame(ids({ to: '+33612345678', account: 'alice', purpose: 'enrollment' }), ['one'])
  t.strictSame(ids({ to: '+33600000000', account: 'bob' }), [])
})

t.test('who waits gets the newest that is wanted at once, else the first that comes, and nothing that is not wanted', async (t) => {
  const { inbox } = stand()
  const { signal } = new AbortController()
  const is = (wanted: string) => ({ id }: StoredSms) => id === wanted
  inbox.deliver(sms('old'))
  inbox.deliver(sms('new'))
  t.match(await inbox.wait(() => true, signal), { id: 'new' })
  t.equal(inbox.waiting, 0)
  const [one, other] = [inbox.wait(is('one'), signal), inbox.wait(is('other'), signal)]
  t.equal(inbox.waiting, 2)
  inbox.deliver(sms('neither'))
  inbox.deliver(sms('one'))
  t.match(await one, { id: 'one' })
  t.equal(inbox.waiting, 1)
  inbox.clear()
  inbox.deliver(sms('other'))
  t.match(await other, { id: 'other' }, 'also after the inbox was emptied')
})

t.test('who gives up waits no more, and a message that comes then is kept', async (t) => {
  const { inbox } = stand()
  const leaves = new AbortController()
  const waiting = inbox.wait(() => true, leaves.signal)
  t.equal(inbox.waiting, 1)
  leaves.abort()
  t.equal(await waiting, undefined)
  t.equal(inbox.waiting, 0)
  inbox.deliver(sms('later'))
  t.strictSame(inbox.list({}).map(({ id }) => id), ['later'])
})

t.test('one who got a message is not told again when the time is up', async (t) => {
  const { inbox } = stand()
  const time = new AbortController()
  const waiting = inbox.wait(() => true, time.signal)
  inbox.deliver(sms('one'))
  const next = inbox.wait(({ id }) => id === 'two', new AbortController().signal)
  time.abort()
  t.match(await waiting, { id: 'one' })
  t.equal(inbox.waiting, 1, 'and takes nobody else along')
  inbox.deliver(sms('two'))
  t.match(await next, { id: 'two' })
})

t.test('so many may wait for a message at once, and no more', async (t) => {
  const { inbox } = stand()
  const leave = new AbortController()
  const wait = () => inbox.wait(() => false, leave.signal)
  const waiting = Array.from({ length: MAX_WAITING - 1 }, wait)
  t.notOk(inbox.isFull)
  waiting.push(wait())
  t.ok(inbox.isFull)
  leave.abort()
  t.notOk(inbox.isFull)
  t.strictSame(new Set(await Promise.all(waiting)), new Set([undefined]))
})

t.test('the code of a message can be told while it is on its way, kept, pushed out by newer ones, or emptied; not after a reset', async (t) => {
  const { inbox, clock } = stand(1)
  inbox.deliver(sms('late', 7), 60_000)
  t.equal(inbox.find('late'), undefined)
  t.equal(inbox.codeIdOf('late'), 7)
  clock.set(60_000)
  t.equal(inbox.codeIdOf('late'), 7)
  inbox.deliver(sms('newer', 8))
  t.equal(inbox.find('late'), undefined)
  t.equal(inbox.codeIdOf('late'), 7)
  inbox.deliver(sms('on its way', 9), 120_000)
  inbox.clear()
  t.strictSame(['newer', 'on its way', 'never'].map((id) => inbox.codeIdOf(id)), [8, 9, undefined])
  inbox.reset()
  t.strictSame(['late', 'newer', 'on its way'].map((id) => inbox.codeIdOf(id)), [undefined, undefined, undefined])
})

t.test('of messages that are no longer kept the thousand newest can still be named', async (t) => {
  const { inbox } = stand(1)
  for (let count = 0; count <= 1001; count++) inbox.deliver(sms(`m${count}`, count))
  t.strictSame(['m0', 'm1', 'm1000', 'm1001'].map((id) => inbox.codeIdOf(id)), [undefined, 1, 1000, 1001])
})

t.test('what messages took of the memory is given back: by one that is pushed out as much as it took, by a reset all', async (t) => {
  const { inbox, memory } = stand(2)
  const used = () => memory.used
  inbox.deliver(sms('one', 1))
  const one = used()
  t.ok(one >= 500)
  inbox.deliver(sms('two', 2))
  t.equal(used(), 2 * one)
  inbox.deliver(sms('three', 3))
  const named = used() - 2 * one
  t.ok(named > 0 && named < one, 'what is left of the first is that it can be named')
  inbox.deliver(sms('late', 4), 60_000)
  t.ok(used() > 2 * one + named)
  inbox.clear()
  t.equal(used(), 4 * named)
  inbox.reset()
  t.equal(used(), 0)
})

t.test('emptying takes the messages on their way too, and their codes have no message any more', async (t) => {
  const { inbox, clock, told } = stand()
  inbox.deliver(sms('here'))
  inbox.deliver(sms('late'), 60_000)
  inbox.clear()
  clock.set(60_000)
  t.strictSame([inbox.list({}), inbox.scheduled, inbox.withCode(1)], [[], [], []])
  t.strictSame(told, ['here', 'late heldBack until 60000'])
})

t.test('a message is sent once, whether it arrives or is held back, and arrives at once when its time has come', async (t) => {
  const { inbox, clock, told, sent } = stand()
  clock.set(1000)
  inbox.deliver(sms('now'))
  inbox.deliver(sms('due'), 1000)
  inbox.deliver(sms('late'), 1001)
  t.strictSame([sent, told], [['now', 'due', 'late'], ['now', 'due', 'late heldBack until 1001']])
  clock.set(1001)
  inbox.list({})
  t.strictSame([sent, told.at(-1)], [['now', 'due', 'late'], 'late'])
})

t.test('both messages of a duplicate carry its code', async (t) => {
  const { inbox } = stand(2)
  for (const id of ['one', 'again']) inbox.deliver(sms(id, 5))
  t.strictSame(inbox.withCode(5).map(({ id }) => id), ['one', 'again'])
  t.strictSame(inbox.withCode(6), [])
})

t.test('a restore puts messages in place of all there was, those on their way too, and tells of none that is there', async (t) => {
  const { inbox, clock, memory, told } = stand()
  inbox.deliver(sms('before', 1))
  inbox.deliver(sms('gone', 2), 50_000)
  const full = memory.used
  told.splice(0)
  inbox.restore({ messages: [sms('old', 3), sms('new', 4)], late: [{ sms: sms('late', 5), dueAt: 60_000 }] })
  t.strictSame(inbox.list({}).map(({ id }) => id), ['new', 'old'])
  t.strictSame(['before', 'gone', 'late'].map((id) => inbox.codeIdOf(id)), [undefined, undefined, 5])
  t.strictSame(inbox.withCode(3).map(({ id }) => id), ['old'])
  clock.set(60_000)
  t.strictSame(inbox.list({}).map(({ id }) => id), ['late', 'new', 'old'])
  inbox.restore({ messages: [sms('a', 1)], late: [{ sms: sms('b', 2), dueAt: 90_000 }] })
  t.equal(memory.used, full)
  t.notOk(told.includes('old') || told.includes('new'))
})

t.test('what is saved is restored: the messages, those on their way, and the codes of those that are gone', async (t) => {
  const { inbox } = stand(2)
  for (const [index, id] of ['gone', 'old', 'new'].entries()) inbox.deliver(sms(id, index + 1))
  inbox.deliver(sms('late', 4), 60_000)
  const other = stand(2)
  other.inbox.restore(inbox.save())
  t.strictSame(other.inbox.save(), inbox.save())
  t.strictSame(['gone', 'old', 'new', 'late'].map((id) => other.inbox.codeIdOf(id)), [1, 2, 3, 4])
  t.equal(other.inbox.find('gone'), undefined)
})

t.test('of too many on their way the one due last is lost, is told so, and can still be named', async (t) => {
  const { inbox, clock, told } = stand(1)
  inbox.deliver(sms('later', 1), 60_000)
  inbox.deliver(sms('sooner', 2), 30_000)
  t.strictSame(told, ['later heldBack until 60000', 'sooner heldBack until 30000', 'later lost'])
  t.equal(inbox.codeIdOf('later'), 1)
  clock.set(60_000)
  t.strictSame(inbox.list({}).map(({ id }) => id), ['sooner'])
})
