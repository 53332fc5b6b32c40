import t from 'tap'
import type { Inbox } from '../../src/sandbox/inbox.ts'
import { inboxOf, sms } from '../support/inbox.ts'

t.test('messages are found by recipient, account and purpose, each alone and together', async (t) => {
  const { inbox } = inboxOf()
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

t.test('the code of a message can be told while it is on its way, kept, pushed out by newer ones, or emptied; not after a reset', async (t) => {
  const { inbox, clock } = inboxOf(1)
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
  const { inbox } = inboxOf(1)
  for (let count = 0; count <= 1001; count++) inbox.deliver(sms(`m${count}`, count))
  t.strictSame(['m0', 'm1', 'm1000', 'm1001'].map((id) => inbox.codeIdOf(id)), [undefined, 1, 1000, 1001])
})

t.test('what messages took of the memory is given back: by one that is pushed out as much as it took, by a reset all', async (t) => {
  const { inbox, memory } = inboxOf(2)
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
  const { inbox, clock, told } = inboxOf()
  inbox.deliver(sms('here'))
  inbox.deliver(sms('late'), 60_000)
  inbox.clear()
  clock.set(60_000)
  t.strictSame([inbox.list({}), inbox.scheduled, inbox.withCode(1)], [[], [], []])
  t.strictSame(told, ['here', 'late heldBack until 60000'])
})

t.test('a message is sent once, whether it arrives or is held back, and arrives at once when its time has come', async (t) => {
  const { inbox, clock, told, sent } = inboxOf()
  clock.set(1000)
  inbox.deliver(sms('now'))
  inbox.deliver(sms('due'), 1000)
  inbox.deliver(sms('late'), 1001)
  t.strictSame([sent, told], [['now', 'due', 'late'], ['now', 'due', 'late heldBack until 1001']])
  clock.set(1001)
  inbox.list({})
  t.strictSame([sent, told.at(-1)], [['now', 'due', 'late'], 'late'])
})

t.test('both messages of a duplicate carry its code, as long as they are kept', async (t) => {
  const { inbox } = inboxOf(2)
  const withCode = () => inbox.withCode(5).map(({ id }) => id)
  for (const id of ['one', 'again']) inbox.deliver(sms(id, 5))
  t.strictSame([withCode(), inbox.withCode(6)], [['one', 'again'], []])
  inbox.deliver(sms('newer', 6))
  t.strictSame(withCode(), ['again'])
  inbox.deliver(sms('newest', 7))
  t.strictSame(withCode(), [])
})

t.test('that a message is lost is told, and that a code has changed of each kept message that carries it', async (t) => {
  const { inbox, told } = inboxOf()
  for (const [id, code] of [['one', 5], ['again', 5], ['other', 6]] as const) inbox.deliver(sms(id, code))
  told.splice(0)
  inbox.tellOfCode(5)
  inbox.tellOfCode(7)
  inbox.lose(sms('on its way', 8))
  t.strictSame(told, ['one changed', 'again changed', 'on its way lost'])
})

t.test('of too many on their way the one due last is lost, is told so, and can still be named', async (t) => {
  const { inbox, clock, told } = inboxOf(1)
  inbox.deliver(sms('later', 1), 60_000)
  inbox.deliver(sms('sooner', 2), 30_000)
  t.strictSame(told, ['later heldBack until 60000', 'sooner heldBack until 30000', 'later lost'])
  t.equal(inbox.codeIdOf('later'), 1)
  clock.set(60_000)
  t.strictSame(inbox.list({}).map(({ id }) => id), ['sooner'])
})
