import t from 'tap'
import { oldRefreshToken } from '../../../../src/conduct/rules/answers/old-refresh-token.ts'
import { clientOf } from '../../../support/conduct.ts'

const refresh = (token: string) => ({ method: 'POST', face: 'oauth', operation: 'oauth.token', parameters: { grant_type: 'refresh_token', refresh_token: token } } as const)

t.test('a refresh by a token that was replaced is found', async (t) => {
  const { ask, found } = clientOf(oldRefreshToken)
  const first = ask(refresh('a'))
  ask(refresh('b'))
  const later = ask({ ...refresh('a'), pause: 6000, status: 'FAILED', code: 'invalid_grant' })
  t.strictSame(found(), [[first.id, later.id]])
})

t.test('not found is one by each token once, a race, one that got no answer, and any where a refresh token stays', async (t) => {
  const { ask, found } = clientOf(oldRefreshToken)
  ask(refresh('a'))
  ask({ ...refresh('a'), pause: 100 })
  ask({ ...refresh('b'), httpStatus: null })
  ask({ ...refresh('b'), pause: 9000 })
  t.strictSame(found(), [])
  const lasting = clientOf(oldRefreshToken, { refreshRotation: false })
  for (let count = 0; count < 2; count++) lasting.ask({ ...refresh('a'), pause: 60_000 })
  t.strictSame(lasting.found(), [])
})

t.test('what comes five seconds later or more is no race', async (t) => {
  const [race, late] = [clientOf(oldRefreshToken), clientOf(oldRefreshToken)]
  for (const [{ ask }, pause] of [[race, 4998], [late, 4999]] as const) {
    ask({ ...refresh('a'), duration: 1 })
    ask({ ...refresh('a'), pause })
  }
  t.strictSame([race.found().length, late.found().length], [0, 1])
})
