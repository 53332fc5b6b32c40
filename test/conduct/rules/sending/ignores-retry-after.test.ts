import t from 'tap'
import { ignoresRetryAfter } from '../../../../src/conduct/rules/sending/ignores-retry-after.ts'
import { clientOf } from '../../../support/conduct.ts'

const limited = { operation: 'get.account', httpStatus: 429, answer: { headers: { 'retry-after': '2' }, body: '' } }

t.test('a request before the time is found', async (t) => {
  const { ask, found } = clientOf(ignoresRetryAfter)
  const [first, second] = [ask(limited), ask({ operation: 'get.account', pause: 1999 })]
  t.strictSame(found(), [[first.id, second.id]])
})

t.test('not found is one in time, one of another operation, and one without the header', async (t) => {
  const { ask, found } = clientOf(ignoresRetryAfter)
  ask(limited)
  ask({ operation: 'get.account', pause: 2000 })
  ask({ operation: 'get.profile' })
  ask({ operation: 'get.account' })
  t.strictSame(found(), [])
})
