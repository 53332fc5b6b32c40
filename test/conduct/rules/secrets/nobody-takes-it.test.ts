import t from 'tap'
import { nobodyTakesIt } from '../../../../src/conduct/rules/secrets/nobody-takes-it.ts'
import { clientOf } from '../../../support/conduct.ts'

t.test('a path that no route takes is found', async (t) => {
  const { ask, found } = clientOf(nobodyTakesIt)
  const { id } = ask({ face: null, url: '/v1/oauth/token' })
  t.strictSame(found(), [[id]])
})

t.test('not found is what browsers ask of every server, and what a route takes', async (t) => {
  const { ask, found } = clientOf(nobodyTakesIt)
  for (const url of ['/favicon.ico', '/robots.txt', '/apple-touch-icon-precomposed.png', '/.well-known/anything']) ask({ face: null, url })
  ask({ operation: 'get.account' })
  t.strictSame(found(), [])
})
