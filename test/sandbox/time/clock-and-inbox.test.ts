import t from 'tap'
import { changeClock } from '../../../src/sandbox/time/change-clock.ts'
import { Clock } from '../../../src/sandbox/time/clock.ts'
import { MemoryShare } from '../../../src/sandbox/memory/memory.ts'
import { Inbox } from '../../../src/sandbox/inbox.ts'
import type { SmsNews, StoredSms } from '../../../src/sandbox/sms.ts'
import { Schedule } from '../../../src/sandbox/time/schedule.ts'

const sms = (id: string): StoredSms =>
  ({ id, codeId: 1, expiresAt: 900_000, to: '+33612345678', code: '1234', purpose: 'enrollment', account: 'alice', text: '1234', sentAt: '1970-01-01T00:00:00.000Z' })

/** An inbox with a schedule by this clock. */
const inboxOf = (size: number, clock: Clock, told?: (sms: StoredSms, what: SmsNews, dueAt?: number) => void) =>
  new Inbox(size, new Schedule(clock, new MemoryShare()), new MemoryShare(), told)

t.test('a clock runs with the machine until it is set or stopped', async (t) => {
  let machine = 1000
  const clock = new Clock(() => machine)
  clock.set(5000)
  machine += 10
  t.equal(clock.now(), 5010)
  t.equal(clock.offset, 4000)
  clock.freeze(true)
  machine += 10
  t.equal(clock.now(), 5010)
  clock.set(6000)
  t.equal(clock.now(), 6000)
  clock.freeze(false)
  machine += 10
  t.equal(clock.now(), 6010)
  clock.reset()
  t.equal(clock.now(), machine)
})

t.test('the offset is what was asked for, however long the change takes', async (t) => {
  let machine = 1000
  const clock = new Clock(() => machine++)
  for (const by of [300_000, -60_000]) {
    clock.reset()
    changeClock(clock, { advance: by })
    t.equal(clock.offset, by)
    clock.reset()
    changeClock(clock, { advance: by, frozen: true })
    t.equal(clock.offset, by)
    changeClock(clock, { advance: by })
    t.equal(clock.offset, 2 * by)
  }
})

t.test('a late message arrives when its time comes by the machine, whether somebody waits for it or not', async (t) => {
  const alive = setInterval(() => {}, 1000)
  t.teardown(() => clearInterval(alive))
  const arrived = await new Promise<StoredSms>((resolve) => inboxOf(10, new Clock(), (sms, what) => { if (what === 'arrived') resolve(sms) }).deliver(sms('watched'), Date.now() + 5))
  t.match(arrived, { id: 'watched' })

  const inbox = inboxOf(10, new Clock())
  inbox.deliver(sms('late'), Date.now() + 5)
  t.match(await inbox.wait(() => true, new AbortController().signal), { id: 'late' })
})

t.test('who has left already waits for nothing', async (t) => {
  t.equal(await inboxOf(10, new Clock()).wait(() => true, AbortSignal.abort()), undefined)
})

t.test('late messages come in the order of their times, and the one due last gives way when there are too many', async (t) => {
  let now = 0
  const inbox = inboxOf(2, new Clock(() => now))
  inbox.deliver(sms('first'), 30)
  inbox.deliver(sms('second'), 20)
  inbox.deliver(sms('third'), 40)
  t.strictSame(inbox.scheduled.map(({ sms }) => sms.id), ['second', 'first'])
  now = 100
  t.strictSame(inbox.list({}).map(({ id }) => id), ['first', 'second'])
})

t.test('a late message that gives way is told of as lost, after it was held back, and its id is remembered', async (t) => {
  const news: string[] = []
  const inbox = inboxOf(1, new Clock(() => 0), ({ id }, what) => { news.push(`${id} ${what}`) })
  inbox.deliver({ ...sms('early'), codeId: 7 }, 30)
  inbox.deliver({ ...sms('later'), codeId: 8 }, 40)
  t.strictSame(news, ['early heldBack', 'later heldBack', 'later lost'])
  t.strictSame([inbox.codeIdOf('early'), inbox.codeIdOf('later')], [7, 8])
})

t.test('a snapshot remembers which codes the messages had that are no longer kept', async (t) => {
  const inbox = inboxOf(2, new Clock())
  for (const codeId of [1, 2, 3]) inbox.deliver({ ...sms(`sms-${codeId}`), codeId })
  inbox.clear()
  const other = inboxOf(2, new Clock())
  other.restore(inbox.save())
  t.strictSame([1, 2, 3].map((codeId) => other.codeIdOf(`sms-${codeId}`)), [1, 2, 3])
  other.restore({ messages: [], late: [] })
  t.equal(other.codeIdOf('sms-1'), undefined, 'an older snapshot has none')
})

t.test('a message whose time has come is there for whoever looks, even before its timer fires', async (t) => {
  const looks: Array<(inbox: Inbox) => string | undefined> = [
    (inbox) => inbox.latest(() => true)?.id,
    (inbox) => inbox.find('late')?.id,
    (inbox) => inbox.list({})[0]?.id
  ]
  for (const look of looks) {
    let now = 0
    const inbox = inboxOf(2, new Clock(() => now))
    inbox.deliver(sms('late'), 60_000)
    now = 59_999
    t.equal(look(inbox), undefined)
    now = 60_000
    t.equal(look(inbox), 'late')
  }
})

t.test('messages that are due at one moment arrive in the order in which they were sent', async (t) => {
  const clock = new Clock(() => 0)
  clock.freeze(true)
  const inbox = inboxOf(9, clock)
  for (const id of ['first', 'second', 'third']) inbox.deliver(sms(id), 60_000)
  clock.set(60_000)
  t.strictSame(inbox.list({}).map(({ id }) => id), ['third', 'second', 'first'], 'the newest first')
})

t.test('of a message that came twice the one that is still kept hears what becomes of its code', async (t) => {
  const inbox = inboxOf(1, new Clock())
  for (const id of ['one', 'again']) inbox.deliver(sms(id))
  t.strictSame(inbox.withCode(1).map(({ id }) => id), ['again'])
  inbox.deliver({ ...sms('another'), codeId: 2 })
  t.strictSame([1, 2].map((code) => inbox.withCode(code).map(({ id }) => id)), [[], ['another']], 'and none that is not')
})

t.test('a message may be due later than a timer of the machine can be set', async (t) => {
  const overflows: Error[] = []
  const listen = (warning: Error) => { if (warning.name === 'TimeoutOverflowWarning') overflows.push(warning) }
  process.on('warning', listen)
  t.teardown(() => process.off('warning', listen))
  const clock = new Clock(() => 0)
  const inbox = inboxOf(9, clock)
  t.teardown(() => inbox.clear())
  for (const days of [25, 36_500]) inbox.deliver(sms(`in ${days} days`), days * 86_400_000)
  await new Promise(setImmediate)
  t.strictSame([overflows, inbox.list({})], [[], []], 'a timer that is too long would be done at once, again and again')
})
