import t from 'tap'
import { changeClock } from '../../src/sandbox/change-clock.ts'
import { Clock } from '../../src/sandbox/clock.ts'
import { MemoryShare } from '../../src/sandbox/memory.ts'
import { Inbox, type StoredSms } from '../../src/sandbox/inbox.ts'

const sms = (id: string): StoredSms =>
  ({ id, codeId: 1, expiresAt: 900_000, to: '+33612345678', code: '1234', purpose: 'enrollment', account: 'alice', text: '1234', sentAt: '1970-01-01T00:00:00.000Z' })

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
  const arrived = await new Promise<StoredSms>((resolve) => new Inbox(10, new Clock(), new MemoryShare(), (sms, dueAt) => { if (dueAt === undefined) resolve(sms) }).deliver(sms('watched'), Date.now() + 5))
  t.match(arrived, { id: 'watched' })

  const inbox = new Inbox(10, new Clock(), new MemoryShare())
  inbox.deliver(sms('late'), Date.now() + 5)
  t.match(await inbox.wait(() => true, new AbortController().signal), { id: 'late' })
})

t.test('who has left already waits for nothing', async (t) => {
  t.equal(await new Inbox(10, new Clock(), new MemoryShare()).wait(() => true, AbortSignal.abort()), undefined)
})

t.test('late messages come in the order of their times, and the one due last gives way when there are too many', async (t) => {
  let now = 0
  const inbox = new Inbox(2, new Clock(() => now), new MemoryShare())
  inbox.deliver(sms('first'), 30)
  inbox.deliver(sms('second'), 20)
  inbox.deliver(sms('third'), 40)
  t.strictSame(inbox.scheduled.map(({ sms }) => sms.id), ['second', 'first'])
  now = 100
  t.strictSame(inbox.list({}).map(({ id }) => id), ['first', 'second'])
})

t.test('a message whose time has come is there for whoever looks, even before its timer fires', async (t) => {
  const looks: Array<(inbox: Inbox) => string | undefined> = [
    (inbox) => inbox.latest(() => true)?.id,
    (inbox) => inbox.find('late')?.id,
    (inbox) => inbox.list({})[0]?.id
  ]
  for (const look of looks) {
    let now = 0
    const inbox = new Inbox(2, new Clock(() => now), new MemoryShare())
    inbox.deliver(sms('late'), 60_000)
    now = 59_999
    t.equal(look(inbox), undefined)
    now = 60_000
    t.equal(look(inbox), 'late')
  }
})
