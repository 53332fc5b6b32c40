import t from 'tap'
import { DAY } from '../../../src/lib/day.ts'
import { changeClock } from '../../../src/sandbox/time/change-clock.ts'
import { Clock } from '../../../src/sandbox/time/clock.ts'
import { MemoryShare } from '../../../src/sandbox/memory/memory.ts'
import { Schedule, type Appointment } from '../../../src/sandbox/time/schedule.ts'
import { fewTargetsSandbox } from '../../support/few-targets.ts'
import { START } from '../../support/inwebo.ts'

interface Call extends Appointment { readonly name: string }

const call = (name: string, dueAt: number): Call => ({ name, dueAt })

/** A schedule on a clock that moves it, on a machine that a test moves, and what has happened. */
function stand (capacity = 100) {
  const machine = { now: 0 }
  const happened: string[] = []
  const memory = new MemoryShare()
  const clock = new Clock(() => machine.now, () => schedule.runDue())
  const schedule = new Schedule(clock, memory)
  const agenda = (happen = ({ name }: Call) => { happened.push(name) }) => schedule.agenda<Call>({ capacity, weight: 10, happen })
  return { machine, happened, memory, clock, schedule, agenda }
}

t.test('what is due happens in the order of its times, whichever agenda it is in, and once', async (t) => {
  const { happened, clock, agenda } = stand()
  const [one, other] = [agenda(), agenda()]
  one.add(call('30', 30))
  other.add(call('20', 20))
  one.add(call('10', 10))
  other.add(call('30 too', 30))
  one.add(call('31', 31))
  clock.set(30)
  t.strictSame(happened, ['10', '20', '30', '30 too'])
  clock.set(0)
  clock.set(30)
  t.equal(happened.length, 4, 'not again, when the clock is back and comes there anew')
  t.strictSame(one.entries, [call('31', 31)])
})

t.test('what is due later than a timer of Node.js can wait sets none that it cannot: that would fire at once', async (t) => {
  const { schedule, agenda } = stand()
  const warned: string[] = []
  const note = ({ name }: Error): void => { warned.push(name) }
  process.on('warning', note)
  t.teardown(() => { process.off('warning', note) })
  agenda().add(call('in three months', 90 * DAY))
  await new Promise(setImmediate)
  t.strictSame(warned, [])
  schedule.clear()
})

t.test('what is due at one moment happens in the order in which it was booked', async (t) => {
  const { happened, clock, agenda } = stand()
  const calls = agenda()
  for (const name of ['first', 'second', 'third']) calls.add(call(name, 5))
  clock.set(5)
  t.strictSame(happened, ['first', 'second', 'third'])
})

t.test('whatever moves the clock past the time makes it happen: an advance, a set time, a new start; nothing before, and nothing on the way back', async (t) => {
  const moves: Array<(clock: Clock) => void> = [
    (clock) => changeClock(clock, { advance: 1 }),
    (clock) => changeClock(clock, { advance: 1, frozen: true }),
    (clock) => changeClock(clock, { now: '1970-01-01T00:01:00Z' }),
    (clock) => clock.resume(60_000, true)
  ]
  for (const move of moves) {
    const { happened, clock, agenda } = stand()
    agenda().add(call('late', 60_000))
    clock.set(59_999)
    clock.advance(-100_000)
    clock.freeze(true)
    clock.set(59_999)
    clock.freeze(false)
    t.strictSame(happened, [])
    move(clock)
    t.strictSame(happened, ['late'])
  }
})

t.test('time that passes by itself counts from where the clock was set, and not while it stands', async (t) => {
  const { machine, happened, clock, schedule, agenda } = stand()
  agenda().add(call('late', 60_000))
  clock.set(50_000)
  clock.freeze(true)
  machine.now += 100_000
  schedule.runDue()
  t.strictSame(happened, [])
  clock.freeze(false)
  machine.now += 9999
  schedule.runDue()
  t.strictSame(happened, [])
  machine.now += 1
  schedule.runDue()
  t.strictSame(happened, ['late'])
})

t.test('the timer follows the appointment that is next, and the clock', async (t) => {
  const alive = setInterval(() => {}, 1000)
  t.teardown(() => clearInterval(alive))
  const byTimer = async (move: (clock: Clock) => void, dueAt: () => number) => await new Promise<string>((resolve) => {
    const clock = new Clock(undefined, () => schedule.runDue())
    const schedule = new Schedule(clock, new MemoryShare())
    t.teardown(() => schedule.close())
    const agenda = schedule.agenda<Call>({ capacity: 9, weight: 0, happen: ({ name }) => resolve(name) })
    agenda.add(call('far', Date.now() + 10 * 366 * 86_400_000))
    agenda.add(call('near', dueAt()))
    move(clock)
  })
  t.equal(await byTimer(() => {}, () => Date.now() + 5), 'near')
  t.equal(await byTimer((clock) => clock.advance(3_599_995), () => Date.now() + 3_600_000), 'near', 'an hour that is skipped but for 5 ms')
  t.equal(await byTimer((clock) => { clock.freeze(true); clock.advance(3_599_995); clock.freeze(false) }, () => Date.now() + 3_600_000), 'near', 'also on a clock that stood')
})

t.test('an appointment may make the next, which happens too where it is due', async (t) => {
  const { happened, clock, agenda } = stand()
  const ticks = agenda(({ name, dueAt }) => {
    happened.push(name)
    ticks.add(call(`${dueAt + 10}`, dueAt + 10))
  })
  ticks.add(call('10', 10))
  clock.set(35)
  t.strictSame([happened, ticks.entries], [['10', '20', '30'], [call('40', 40)]])
})

t.test('an agenda is bounded: of one more than it takes the one due last gives way, and its memory with it', async (t) => {
  const { memory, schedule, agenda } = stand(2)
  const calls = agenda()
  for (const [name, dueAt] of [['a', 30], ['b', 20], ['c', 40], ['d', 10]] as const) calls.add(call(name, dueAt))
  t.strictSame(calls.entries.map(({ name }) => name), ['d', 'b'])
  t.equal(memory.used, 20)
  calls.runNext()
  t.equal(memory.used, 10)
  calls.add(call('e', 50))
  schedule.clear()
  t.strictSame([memory.used, calls.entries], [0, []])
})

t.test('after a reset nothing happens that was booked before it; after the end of the sandbox nothing can be booked', async (t) => {
  const sandbox = fewTargetsSandbox()
  const happened: string[] = []
  const options = { capacity: 9, weight: 10, happen: ({ name }: Call) => { happened.push(name) } }
  const calls = sandbox.schedule.agenda<Call>(options)
  sandbox.clock.set(0)
  calls.add(call('before the machine', START))
  sandbox.reset()
  calls.add(call('after', START + 1))
  t.strictSame([happened, calls.entries.length], [[], 1])
  sandbox.close()
  const later = sandbox.schedule.agenda<Call>(options)
  for (const agenda of [calls, later]) agenda.add(call('too late', START + 2))
  sandbox.clock.set(START + 9)
  t.strictSame([happened, calls.entries, later.entries], [[], [], []])
})

t.test('an appointment that is taken back does not happen, and gives its memory back once', async (t) => {
  const { happened, clock, memory, agenda } = stand()
  const one = agenda()
  const [first, second] = [call('first', 10), call('second', 20)]
  one.add(first)
  one.add(second)
  one.remove(first)
  one.remove(first)
  t.equal(memory.used, 10)
  clock.advance(30)
  t.strictSame(happened, ['second'])
  one.remove(second)
  t.equal(memory.used, 0)
})
