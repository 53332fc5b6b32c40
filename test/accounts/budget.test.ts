import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { type BudgetKind, Budget } from '../../src/accounts/budget.ts'
import { inweboWorld, START } from '../support/inwebo.ts'

const DAY = 24 * 3_600_000

function metered () {
  const { sandbox, wait } = inweboWorld()
  const meter = sandbox.part(Budget)
  return {
    sandbox,
    wait,
    meter,
    count: (kind: BudgetKind, times = 1) => { for (let time = 0; time < times; time++) meter.count('carol', kind) },
    locks: () => [...meter.values()].flatMap(({ locks }) => locks)
  }
}

t.test('20 enrolments are allowed, the 21st locks; removing all clears the count', async (t) => {
  const { count, locks, meter } = metered()
  count('enrolments', 20)
  meter.clearEnrolments('carol')
  count('enrolments', 20)
  t.strictSame(locks(), [])
  count('enrolments')
  t.strictSame(locks(), [{ what: 'enrolments', at: '2023-11-14T22:13:20.000Z', why: 'enrolment 21 of 20 for life: NOK:MAXNBTOOLS until all are removed' }])
  t.match([...meter.values()], [{ account: 'carol', spent: { enrolments: 41, sms: 0, otps: 0, wrongPins: 0 } }], 'what was spent stays')
})

t.test('two wrong PINs in a row are allowed, the third locks; a right one and a removal clear the row', async (t) => {
  const { count, locks, meter } = metered()
  count('wrongPins', 2)
  meter.clearWrongPins('carol')
  count('wrongPins', 2)
  meter.clearEnrolments('carol')
  count('wrongPins', 2)
  t.strictSame(locks(), [])
  count('wrongPins')
  t.match(locks(), [{ what: 'pin', why: '3 wrong PINs in a row: NOK:NOK_BLOCKED until the PIN is reset or all enrolments are removed' }])
})

t.test('6 one-time passwords in 24 hours are allowed, the 7th locks; a day later they count no more', async (t) => {
  const { count, locks, wait } = metered()
  count('otps', 6)
  wait(DAY)
  count('otps', 6)
  t.strictSame(locks(), [])
  wait(DAY - 1)
  count('otps')
  t.match(locks(), [{ what: 'otps', at: new Date(START + 2 * DAY - 1).toISOString(), why: 'more than 6 one-time passwords in 24 hours: refused until the first is a day old' }])
})

t.test('each kind is locked for itself, and counted for itself', async (t) => {
  const { count, locks, meter } = metered()
  count('sms', 21)
  count('wrongPins', 3)
  count('otps', 7)
  count('enrolments', 20)
  t.strictSame(locks().map(({ what }) => what), ['pin', 'otps'])
  count('enrolments')
  t.strictSame(locks().map(({ what }) => what), ['pin', 'otps', 'enrolments'])
  t.match([...meter.values()], [{ spent: { sms: 21, wrongPins: 3, otps: 7, enrolments: 21 } }])
})

t.test('the state of the meter is what was saved, and nothing else', async (t) => {
  const { count, meter } = metered()
  count('otps', 20)
  count('wrongPins', 3)
  const state = meter.save()
  t.equal(Budget.key, 'budget')
  t.ok(Value.Check(Budget.StateSchema, state))
  t.equal(state.carol?.otpTimes.length, 6, 'no more times than a day allows')
  const { carol: good } = state
  const lock = { what: 'pin', at: 'x', why: 'x' }
  const bad = [
    { ...good, more: 1 },
    { ...good, enrolled: -1 },
    { ...good, enrolled: 0.5 },
    { ...good, spent: { ...good?.spent, more: 1 } },
    { ...good, spent: { sms: 0 } },
    { ...good, otpTimes: Array(7).fill(0) },
    { ...good, locks: Array(4).fill(lock) },
    ...[{ what: 'magic' }, { at: 'x'.repeat(41) }, { why: 'x'.repeat(501) }, { more: 1 }].map((wrong) => ({ ...good, locks: [{ ...lock, ...wrong }] }))
  ]
  for (const carol of bad) t.notOk(Value.Check(Budget.StateSchema, { carol }), JSON.stringify(carol))
  t.equal(Budget.StateSchema.maxProperties, 10_000)
})

t.test('a lock is noted the first time only', async (t) => {
  const { count, locks, wait } = metered()
  count('wrongPins', 3)
  wait(1000)
  count('wrongPins', 3)
  t.match(locks(), { length: 1, 0: { at: '2023-11-14T22:13:20.000Z' } })
})

t.test('nothing is cleared for an account that spent nothing, and 10,000 accounts are told apart', async (t) => {
  const { meter } = metered()
  meter.clearWrongPins('nobody')
  meter.clearEnrolments('nobody')
  t.strictSame([...meter.values()], [])
  for (let number = 0; number < 10_001; number++) meter.count(`user-${number}`, 'sms')
  t.equal([...meter.values()].length, 10_000)
})

t.test('a snapshot gives the counts back, apart from the original', async (t) => {
  const { count, meter, sandbox } = metered()
  count('otps', 2)
  count('wrongPins', 2)
  const copy = new Budget(sandbox)
  copy.count('bob', 'sms')
  copy.restore(meter.save())
  t.strictSame([...copy.values()], [...meter.values()])
  copy.count('carol', 'wrongPins')
  t.match([...copy.values()], [{ locks: [{ what: 'pin' }] }], 'the row goes on')
  t.match([...meter.values()], [{ spent: { wrongPins: 2 } }])
})
