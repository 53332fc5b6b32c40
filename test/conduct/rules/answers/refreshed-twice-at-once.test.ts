import t from 'tap'
import { refreshedTwiceAtOnce } from '../../../../src/conduct/rules/answers/refreshed-twice-at-once.ts'
import { clientOf } from '../../../support/conduct.ts'

const refresh = (token: string) => ({ method: 'POST', face: 'oauth', operation: 'oauth.token', parameters: { grant_type: 'refresh_token', refresh_token: token } } as const)

t.test('two refreshes by one token are found, those that overlap too', async (t) => {
  const { ask, found } = clientOf(refreshedTwiceAtOnce)
  const [first, second, third] = [ask({ ...refresh('a'), duration: 100 }), ask({ ...refresh('a'), pause: -50 }), ask({ ...refresh('a'), pause: 100 })]
  t.strictSame(found(), [[first.id, second.id], [second.id, third.id]])
})

t.test('not found is the next refresh by the next token, one that got no answer and was sent again, and another grant', async (t) => {
  const { ask, found } = clientOf(refreshedTwiceAtOnce)
  ask(refresh('a'))
  ask(refresh('b'))
  ask({ ...refresh('c'), httpStatus: null })
  ask(refresh('c'))
  for (let count = 0; count < 2; count++) ask({ face: 'oauth', operation: 'oauth.token', parameters: { grant_type: 'authorization_code', refresh_token: 'd' } })
  t.strictSame(found(), [])
})

t.test('at once is within five seconds, that moment excluded', async (t) => {
  const [race, late] = [clientOf(refreshedTwiceAtOnce), clientOf(refreshedTwiceAtOnce)]
  for (const [{ ask }, pause] of [[race, 4998], [late, 4999]] as const) {
    ask({ ...refresh('a'), duration: 1 })
    ask({ ...refresh('a'), pause })
  }
  t.strictSame([race.found().length, late.found().length], [1, 0])
})
