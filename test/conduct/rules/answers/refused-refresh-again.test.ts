import t from 'tap'
import { refusedRefreshAgain } from '../../../../src/conduct/rules/answers/refused-refresh-again.ts'
import { clientOf } from '../../../support/conduct.ts'

const refused = (token: string) => ({ face: 'oauth', operation: 'oauth.token', parameters: { grant_type: 'refresh_token', refresh_token: token }, status: 'FAILED', code: 'invalid_grant' } as const)

t.test('a client that asks for ever is found each time', async (t) => {
  const { ask, found } = clientOf(refusedRefreshAgain)
  const [first, second, third] = [ask(refused('a')), ask({ ...refused('a'), pause: 5000 }), ask({ ...refused('a'), pause: 5000 })]
  t.strictSame(found(), [[first.id, second.id], [first.id, third.id]])
})

t.test('not found is one that is refused once for each token, and one that a server down refused', async (t) => {
  const { ask, found } = clientOf(refusedRefreshAgain)
  ask(refused('a'))
  ask(refused('b'))
  ask({ ...refused('c'), code: 'server_error' })
  ask({ ...refused('c'), code: 'server_error' })
  t.strictSame(found(), [])
})
