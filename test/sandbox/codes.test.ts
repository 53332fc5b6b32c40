import t from 'tap'
import { Codes, LEAST_ENDED } from '../../src/sandbox/codes.ts'
import { MemoryShare } from '../../src/sandbox/memory/memory.ts'

const newCode = (account: string, code: string, purpose: 'enrollment' | 'phoneNumberCertification' = 'enrollment') =>
  ({ account, purpose, code, phoneNumber: '+33612345678', sentAt: 0, expiresAt: 900_000 })

/** Codes on a clock that stands still, beside an inbox of so many messages, and the numbers of those that have changed. */
function stand ({ now = 0, messages = 1000 } = {}) {
  const changed: number[] = []
  return { codes: new Codes({ now: () => now }, new MemoryShare(), messages, (id) => changed.push(id)), changed }
}

t.test('an activation code finds its account; of several with one fixed code the newest', async (t) => {
  const { codes } = stand()
  codes.issue(newCode('alice', '111111111'))
  codes.issue(newCode('bob', '111111111'))
  codes.issue(newCode('carol', '222222222', 'phoneNumberCertification'))
  t.equal(codes.find('enrollment', '111111111')?.account, 'bob')
  codes.issue(newCode('alice', '111111111'))
  t.equal(codes.find('enrollment', '111111111')?.account, 'alice')
  codes.issue(newCode('alice', '333333333'))
  t.equal(codes.find('enrollment', '111111111')?.account, 'bob')
  t.equal(codes.find('enrollment', '222222222'), undefined, 'only activation codes are found so')
  t.equal(codes.find('resetPIN', '111111111'), undefined)
  t.strictSame([...codes.values()].map(({ account }) => account).sort(), ['alice', 'bob', 'carol'])

  codes.endAll('bob', 'accountDeleted')
  t.match(codes.lastEnded('bob', 'enrollment'), { end: 'accountDeleted' })
  t.equal(codes.find('enrollment', '111111111'), undefined)
  codes.clear()
  t.strictSame([...codes.values()], [])
})

t.test('a code ends once: used, replaced by a newer one, or void after so many wrong tries', async (t) => {
  const { codes, changed } = stand({ now: 5 })
  const first = codes.issue(newCode('alice', '1'))
  const second = codes.issue(newCode('alice', '2'))
  t.match(codes.ended(first.id), { end: 'replaced', endedAt: 5 })
  t.equal(codes.countWrongTry(second, 2), 1)
  const tried = codes.get('alice', 'enrollment')
  t.match(tried, { code: '2', attempts: 1 })
  t.equal(tried && codes.countWrongTry(tried, 2), 0)
  t.equal(codes.get('alice', 'enrollment'), undefined)
  t.match(codes.ended(second.id), { end: 'void', attempts: 2 })
  codes.end(codes.issue(newCode('alice', '3')), 'used')
  t.match(codes.lastEnded('alice', 'enrollment'), { code: '3', end: 'used' })
  t.equal(codes.lastEnded('alice', 'resetPIN'), undefined)
  t.strictSame(changed, [1, 2, 2, 3])
})

t.test('the codes that ended last are remembered: 2000, or those of all messages that the inbox keeps', async (t) => {
  for (const [messages, remembered] of [[10, LEAST_ENDED], [2001, 2001]] as const) {
    const { codes } = stand({ messages })
    for (let count = 0; count < remembered + 2; count++) codes.issue(newCode('alice', String(count)))
    t.equal(codes.ended(1), undefined)
    t.match(codes.ended(2), { code: '1' })
  }
})

t.test('digits are known as long as one code has them, pending or remembered, whenever they are first asked about', async (t) => {
  const asked = stand().codes
  const unasked = stand().codes
  t.notOk(asked.has('1'))
  for (const codes of [asked, unasked]) {
    const first = codes.issue(newCode('alice', '1'))
    codes.countWrongTry(first, 3)
    codes.issue(newCode('bob', '1', 'phoneNumberCertification'))
    codes.issue(newCode('carol', '2'))
    codes.expire(codes.issue(newCode('dave', '3')))
    codes.end(first, 'used')
    for (let count = 0; count < LEAST_ENDED; count++) codes.end(codes.issue(newCode('erin', '4')), 'used')
    t.strictSame(['1', '2', '3', '4', '5'].map((digits) => codes.has(digits)), [true, true, true, true, false])
    codes.end(codes.issue(newCode('bob', '5', 'phoneNumberCertification')), 'used')
    t.equal(codes.ended(first.id), undefined)
    for (let count = 0; count < LEAST_ENDED; count++) codes.end(codes.issue(newCode('erin', '6')), 'used')
    t.strictSame(['1', '2', '3', '4', '5', '6'].map((digits) => codes.has(digits)), [false, true, true, false, false, true])
    codes.restore([...codes.values()], [])
    t.strictSame(['2', '6'].map((digits) => codes.has(digits)), [true, false])
    codes.clear()
    t.notOk(codes.has('2'))
  }
})

t.test('codes that are restored go on with their numbers, their tries and their ends', async (t) => {
  const { codes } = stand()
  codes.end(codes.issue(newCode('bob', '1')), 'used')
  codes.countWrongTry(codes.issue(newCode('alice', '2')), 3)
  const other = stand().codes
  other.restore([...codes.values()], [...codes.endedValues()])
  t.match(other.find('enrollment', '2'), { account: 'alice', attempts: 1, id: 2 })
  t.match(other.lastEnded('bob', 'enrollment'), { end: 'used' })
  t.equal(other.issue(newCode('carol', '3')).id, 3)
})

t.test('all that codes took of the memory is given back when they are forgotten, those that are pending and those that ended', async (t) => {
  const memory = new MemoryShare()
  const codes = new Codes({ now: () => 0 }, memory, 10)
  codes.issue(newCode('alice', '1'))
  const pending = memory.used
  codes.clear()
  t.equal(memory.used, 0)
  codes.issue(newCode('alice', '1'))
  t.equal(memory.used, pending)
  codes.issue(newCode('alice', '2'))
  codes.issue(newCode('bob', '3', 'phoneNumberCertification'))
  codes.clear()
  t.equal(memory.used, 0)
})

t.test('a code that expires stays the pending one, out of time from now on, and that is told', async (t) => {
  const { codes, changed } = stand({ now: 5 })
  const code = codes.issue(newCode('alice', '1'))
  codes.expire(code)
  t.strictSame(codes.get('alice', 'enrollment'), { ...code, expiresAt: 5 })
  t.equal(codes.ended(code.id), undefined)
  t.strictSame(changed, [1])
})

t.test('the codes of an account are pending and end each for its purpose, and of the account alone', async (t) => {
  const { codes, changed } = stand()
  for (const account of ['alice', 'bob']) for (const purpose of ['enrollment', 'phoneNumberCertification'] as const) codes.issue(newCode(account, '1', purpose))
  t.strictSame([...codes.endedValues()], [])
  codes.endAll('alice', 'accountReset')
  t.strictSame([...codes.values()].map(({ id }) => id).toSorted(), [3, 4])
  t.strictSame([...codes.endedValues()].map(({ id, end }) => [id, end]).toSorted(), [[1, 'accountReset'], [2, 'accountReset']])
  t.strictSame([codes.lastEnded('alice', 'enrollment')?.id, codes.lastEnded('alice', 'phoneNumberCertification')?.id, codes.lastEnded('bob', 'enrollment')], [1, 2, undefined])
  t.strictSame(changed.toSorted(), [1, 2])
})

t.test('of the codes that ended for an account and a purpose the last is told, as long as it is remembered', async (t) => {
  const { codes } = stand({ messages: 1 })
  codes.end(codes.issue(newCode('alice', '1')), 'used')
  codes.end(codes.issue(newCode('alice', '2')), 'void')
  t.match(codes.lastEnded('alice', 'enrollment'), { code: '2', end: 'void' })
  for (let count = 0; count < LEAST_ENDED; count++) codes.end(codes.issue(newCode(`other${count}`, '3', 'phoneNumberCertification')), 'used')
  t.equal(codes.lastEnded('alice', 'enrollment'), undefined)
  t.equal(codes.lastEnded(`other${LEAST_ENDED - 1}`, 'phoneNumberCertification')?.code, '3')
})

t.test('a code takes its memory while it is pending, when it has ended, and once', async (t) => {
  const memory = new MemoryShare()
  const codes = new Codes({ now: () => 0 }, memory, 10)
  const pending = codes.issue(newCode('alice', '1'))
  const one = memory.used
  t.equal(one, 500)
  codes.countWrongTry(pending, 3)
  t.equal(memory.used, one, 'a wrong try takes none')
  const tried = codes.get('alice', 'enrollment')
  if (tried !== undefined) codes.end(tried, 'used')
  const ended = memory.used
  t.ok(ended >= one && ended < 2 * one, 'and what is remembered of its account')
  codes.restore([], [...codes.endedValues()])
  t.equal(memory.used, ended)
  codes.restore([pending], [])
  t.equal(memory.used, one)
})

t.test('after codes were forgotten numbers begin at 1, and nothing is found of them', async (t) => {
  const { codes } = stand()
  codes.end(codes.issue(newCode('alice', '1')), 'used')
  codes.issue(newCode('alice', '2'))
  codes.clear()
  t.strictSame([codes.find('enrollment', '2'), codes.ended(1), codes.lastEnded('alice', 'enrollment'), [...codes.endedValues()]], [undefined, undefined, undefined, []])
  t.equal(codes.issue(newCode('alice', '3')).id, 1)
})

t.test('what is restored takes the place of what there is', async (t) => {
  const { codes } = stand()
  codes.issue(newCode('alice', '1'))
  codes.end(codes.issue(newCode('bob', '2')), 'used')
  codes.restore([{ ...newCode('carol', '5', 'phoneNumberCertification'), id: 9, attempts: 1 }], [{ ...newCode('dave', '6'), id: 4, attempts: 0, end: 'used', endedAt: 1 }])
  t.strictSame([codes.get('alice', 'enrollment'), codes.find('enrollment', '1'), codes.ended(2)], [undefined, undefined, undefined])
  t.match(codes.get('carol', 'phoneNumberCertification'), { id: 9, attempts: 1 })
  t.equal(codes.issue(newCode('erin', '7')).id, 10, 'numbers go on after the highest')
  codes.restore([], [{ ...newCode('dave', '6'), id: 4, attempts: 0, end: 'used', endedAt: 1 }])
  t.equal(codes.issue(newCode('erin', '7')).id, 5)
})

t.test('a code that replaces the devices of its account is marked so, and no other has a mark', async (t) => {
  const { codes } = stand()
  t.notOk('replacesDevices' in codes.issue(newCode('alice', '1')))
  t.match(codes.issue({ ...newCode('alice', '3'), replacesDevices: true }), { replacesDevices: true })
})
