import t from 'tap'
import { codeAfterExpiry } from '../../../../src/conduct/rules/answers/code-after-expiry.ts'
import { clientOf } from '../../../support/conduct.ts'

const modify = { operation: 'set.smscode.modifyPhoneNumber', parameters: { smsCode: '014028' }, status: 'FAILED', code: 2102 } as const

t.test('a code that is sent when its time is up is found', async (t) => {
  const { sandbox, ask, found, send } = clientOf(codeAfterExpiry)
  send('014028')
  sandbox.clock.advance(60_000)
  const { id } = ask(modify)
  t.strictSame(found(), [[id]])
})

t.test('not found is one in its time, even refused, and another code', async (t) => {
  const { sandbox, ask, found, send } = clientOf(codeAfterExpiry)
  send('014028')
  sandbox.clock.advance(59_999)
  ask(modify)
  sandbox.clock.advance(1)
  ask({ ...modify, parameters: { smsCode: '111111' } })
  t.strictSame(found(), [])
})
