import t from 'tap'
import { codeUsedTwice } from '../../../../src/conduct/rules/answers/code-used-twice.ts'
import { clientOf } from '../../../support/conduct.ts'

const modify = { method: 'POST', operation: 'set.smscode.modifyPhoneNumber', parameters: { smsCode: '014028' } } as const
const refused = { status: 'FAILED', code: 2102 } as const
const activate = (action: 'ActionSetup' | 'ActionFinalize') => ({ face: 'inwebo', operation: 'inwebo.activate', parameters: { action, code: '801402805' } } as const)

t.test('a code that is sent again after it was accepted is found', async (t) => {
  const { ask, found, send } = clientOf(codeUsedTwice)
  send('014028')
  const [first, second] = [ask(modify), ask({ ...modify, ...refused })]
  t.strictSame(found(), [[first.id, second.id]])
})

t.test('so is the code of an activation that is over', async (t) => {
  const { ask, found, send } = clientOf(codeUsedTwice)
  send('801402805', 'enrollment')
  for (const action of ['ActionSetup', 'ActionFinalize'] as const) ask(activate(action))
  ask({ ...activate('ActionSetup'), status: 'FAILED', code: 'NOK:CODE' })
  t.equal(found().length, 1)
})

t.test('not found are both steps of one activation, a code that was wrong before it was right, a code of another account, a refusal that was under way, and one that a fault made', async (t) => {
  const { ask, found, send } = clientOf(codeUsedTwice)
  send('801402805', 'enrollment')
  send('014028')
  for (const action of ['ActionSetup', 'ActionSetup', 'ActionFinalize'] as const) ask(activate(action))
  ask({ ...modify, ...refused })
  ask({ ...modify, duration: 20 })
  ask({ ...modify, ...refused, pause: -10 })
  ask({ ...modify, ...refused, account: 'bob' })
  ask({ ...modify, status: 'FAILED', code: 2310, fault: { effect: { error: 2310 }, delay: 0 } })
  t.strictSame(found(), [])
})
