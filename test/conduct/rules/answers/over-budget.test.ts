import t from 'tap'
import { Budget } from '../../../../src/accounts/budget.ts'
import { overBudget } from '../../../../src/conduct/rules/answers/over-budget.ts'
import { clientOf } from '../../../support/conduct.ts'

const otp = { face: 'inwebo', operation: 'inwebo.otp' } as const

t.test('a seventh one-time password in a day is found, with the last of them', async (t) => {
  const { sandbox, ask, found } = clientOf(overBudget)
  const ids = Array.from({ length: 7 }, () => {
    sandbox.part(Budget).count('alice', 'otps')
    return ask(otp).id
  })
  t.strictSame(found(), [ids.slice(-3)])
})

t.test('so is the twenty-first enrolment', async (t) => {
  const { sandbox, ask, found } = clientOf(overBudget)
  const { id } = ask({ face: 'inwebo', operation: 'inwebo.activate' })
  for (let count = 0; count < 21; count++) sandbox.part(Budget).count('alice', 'enrolments')
  t.strictSame(found(), [[id]])
})

t.test('not found are six passwords, and wrong PINs', async (t) => {
  const { sandbox, ask, found } = clientOf(overBudget)
  for (let count = 0; count < 6; count++) {
    sandbox.part(Budget).count('alice', 'otps')
    sandbox.part(Budget).count('alice', 'wrongPins')
    ask(otp)
  }
  t.strictSame(found(), [])
})
