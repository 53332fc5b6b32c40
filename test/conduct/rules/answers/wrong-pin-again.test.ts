import t from 'tap'
import { wrongPinAgain } from '../../../../src/conduct/rules/answers/wrong-pin-again.ts'
import { clientOf } from '../../../support/conduct.ts'

function pins () {
  const client = clientOf(wrongPinAgain)
  const { alice } = client
  const wrong = (pinErrors: number) => ({ operation: 'get.otp.withPIN', status: 'FAILED', code: 2308, changes: [{ id: 'alice', before: { ...alice, pinErrors: pinErrors - 1 }, after: { ...alice, pinErrors } }] } as const)
  return { ...client, wrong }
}

t.test('a second wrong PIN that nobody can have typed is found', async (t) => {
  const { ask, found, wrong } = pins()
  const [first, second] = [ask(wrong(1)), ask({ ...wrong(2), pause: 30 })]
  t.strictSame(found(), [[first.id, second.id]])
})

t.test('not found is one after two seconds, one of another account, and a refusal for another reason', async (t) => {
  const { ask, found, wrong } = pins()
  ask(wrong(1))
  ask({ ...wrong(1), account: 'bob' })
  ask({ ...wrong(2), pause: 2000 })
  ask({ operation: 'get.otp.withPIN', status: 'FAILED', code: 2308 })
  t.strictSame(found(), [])
})
