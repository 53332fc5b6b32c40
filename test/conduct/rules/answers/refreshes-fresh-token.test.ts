import t from 'tap'
import { refreshesFreshToken } from '../../../../src/conduct/rules/answers/refreshes-fresh-token.ts'
import { clientOf } from '../../../support/conduct.ts'

const refresh = { face: 'oauth', operation: 'oauth.token', parameters: { grant_type: 'refresh_token', refresh_token: 'a' } } as const

t.test('a client that refreshes each quarter of an hour is found', async (t) => {
  const { sandbox, ask, found } = clientOf(refreshesFreshToken)
  const ids = Array.from({ length: 3 }, () => {
    sandbox.clock.advance(900_000)
    return ask(refresh).id
  })
  t.strictSame(found(), [ids])
})

t.test('not found is one that refreshes early once, and one that does so when the token is nearly over', async (t) => {
  const { sandbox, ask, found } = clientOf(refreshesFreshToken)
  ask(refresh)
  ask(refresh)
  for (let count = 0; count < 3; count++) {
    sandbox.clock.advance(3_500_000)
    ask(refresh)
  }
  t.strictSame(found(), [])
})
