import t from 'tap'
import { MAX_WAITING } from '../../src/sandbox/inbox.ts'
import type { StoredSms } from '../../src/sandbox/sms.ts'
import { inboxOf, sms } from '../support/inbox.ts'

t.test('who waits gets the newest that is wanted at once, else the first that comes, and nothing that is not wanted', async (t) => {
  const { inbox } = inboxOf()
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
  const { inbox } = inboxOf()
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
  const { inbox } = inboxOf()
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
  const { inbox } = inboxOf()
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
