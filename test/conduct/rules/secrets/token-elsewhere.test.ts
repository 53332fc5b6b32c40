import t from 'tap'
import { tokenElsewhere } from '../../../../src/conduct/rules/secrets/token-elsewhere.ts'
import { clientOf } from '../../../support/conduct.ts'

t.test('a device named after the beginning of a token is found, and a token in a request for another account', async (t) => {
  const { ask, found, token } = clientOf(tokenElsewhere)
  const ids = [
    ask({ face: 'inwebo', operation: 'inwebo.activate', parameters: { serial: `${token().slice(0, 16)}/_/99403a55` } }),
    ask({ face: 'oauth', operation: 'oauth.token', parameters: { refresh_token: token('refresh', 'bob') } })
  ].map(({ id }) => [id])
  t.strictSame(found(), ids)
})

t.test('not found is a token where it is taken, and an id of its own', async (t) => {
  const { ask, found, token } = clientOf(tokenElsewhere)
  ask({ face: 'oauth', operation: 'oauth.token', parameters: { refresh_token: token('refresh') } })
  ask({ face: 'oauth', operation: 'oauth.revoke', account: undefined, parameters: { token: token() } })
  ask({ face: 'inwebo', operation: 'inwebo.activate', parameters: { serial: 'c0ffee00-cafe-4bad/_/99403a55', count: 1 } })
  t.strictSame(found(), [])
})
