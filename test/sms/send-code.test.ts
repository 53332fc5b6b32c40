import t from 'tap'
import { Budget } from '../../src/accounts/budget.ts'
import type { Purpose } from '../../src/wire/sms.ts'
import { sendCode } from '../../src/sms/send-code.ts'
import { inweboWorld, START } from '../support/inwebo.ts'

const NUMBER = '+33639980003'

/** What each kind of code looks like: digits, life in milliseconds, text. */
const KINDS: ReadonlyArray<[Purpose, number, number, RegExp]> = [
  ['phoneNumberCertification', 6, 300_000, /^Your code to certify this phone number is \d{6}\.$/],
  ['enrollment', 9, 900_000, /^Your activation code is \d{9}\.$/],
  ['resetPIN', 9, 900_000, /^Your code to choose a new PIN is \d{9}\.$/]
]

for (const [purpose, length, life, text] of KINDS) {
  t.test(`a code for ${purpose} has ${length} digits and lives ${life / 1000} s`, async (t) => {
    const { sandbox, account } = inweboWorld()
    sendCode(sandbox, account(), purpose, NUMBER)
    const pending = sandbox.codes.get('carol', purpose)
    t.match(pending, { account: 'carol', purpose, phoneNumber: NUMBER, sentAt: START, expiresAt: START + life, attempts: 0 })
    t.equal(pending?.code.length, length)
    const [sms, ...others] = sandbox.inbox.list({})
    t.match(sms, { id: /^sms-[0-9a-f]{8}$/, to: NUMBER, purpose, account: 'carol', code: pending?.code, text, sentAt: '2023-11-14T22:13:20.000Z' })
    t.strictSame(others, [])
    t.match([...sandbox.part(Budget).values()], [{ account: 'carol', spent: { sms: 1 } }])
  })
}

t.test('a new code replaces the earlier one for the same purpose, and a fixed code is every code', async (t) => {
  const { sandbox, account } = inweboWorld()
  sendCode(sandbox, account(), 'enrollment', NUMBER)
  const first = sandbox.codes.get('carol', 'enrollment')?.code ?? ''
  sendCode(sandbox, account(), 'enrollment', NUMBER)
  t.equal(sandbox.codes.find('enrollment', first), undefined)
  const fixed = inweboWorld({ smsCode: '4711' })
  sendCode(fixed.sandbox, fixed.account(), 'resetPIN', NUMBER)
  t.equal(fixed.sandbox.codes.get('carol', 'resetPIN')?.code, '4711')
})

t.test('the life of an activation code may be set for an account', async (t) => {
  const { sandbox, account, change } = inweboWorld()
  change({ limits: { activationCodeTtl: 5 } })
  for (const purpose of ['enrollment', 'resetPIN'] as const) {
    sendCode(sandbox, account(), purpose, NUMBER)
    t.equal(sandbox.codes.get('carol', purpose)?.expiresAt, START + 5)
  }
})

t.test('an SMS may be lost, come twice, or come late; the code is pending all the same', async (t) => {
  const world = () => {
    const { sandbox, account, wait } = inweboWorld()
    return { wait, inbox: () => sandbox.inbox.list({}), send: (delivery: Parameters<typeof sendCode>[4]) => sendCode(sandbox, account(), 'enrollment', NUMBER, delivery), pending: () => sandbox.codes.get('carol', 'enrollment') }
  }
  const lost = world()
  lost.send('drop')
  t.strictSame(lost.inbox(), [])
  t.ok(lost.pending())

  const twice = world()
  twice.send('duplicate')
  const [one, other] = twice.inbox()
  t.equal(one?.code, other?.code)
  t.not(one?.id, other?.id)

  const late = world()
  late.send({ delay: 1000 })
  late.wait(999)
  t.strictSame(late.inbox(), [])
  late.wait(1)
  t.match(late.inbox(), [{ code: late.pending()?.code, sentAt: '2023-11-14T22:13:20.000Z' }])
})
