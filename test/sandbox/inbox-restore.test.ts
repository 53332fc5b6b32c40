import t from 'tap'
import { MAX_GONE } from '../../src/sandbox/inbox.ts'
import { inboxOf, sms } from '../support/inbox.ts'

t.test('a restore puts messages in place of all there was, those on their way too, and tells of none that is there', async (t) => {
  const { inbox, clock, memory, told } = inboxOf()
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
  const { inbox } = inboxOf(2)
  for (const [index, id] of ['gone', 'old', 'new'].entries()) inbox.deliver(sms(id, index + 1))
  inbox.deliver(sms('late', 4), 60_000)
  const other = inboxOf(2)
  other.inbox.restore(inbox.save())
  t.strictSame(other.inbox.save(), inbox.save())
  t.strictSame(['gone', 'old', 'new', 'late'].map((id) => other.inbox.codeIdOf(id)), [1, 2, 3, 4])
  t.equal(other.inbox.find('gone'), undefined)
})

t.test('after a restore too those that are named longest are forgotten first', async (t) => {
  const [{ inbox }, other] = [inboxOf(1), inboxOf(1)]
  for (const id of ['oldest', 'older', 'newest']) inbox.deliver(sms(id))
  other.inbox.restore(inbox.save())
  for (let count = 0; count < MAX_GONE - 1; count++) other.inbox.deliver(sms(`m${count}`))
  t.strictSame(['oldest', 'older', 'newest'].map((id) => other.inbox.codeIdOf(id)), [undefined, 1, 1])
})
