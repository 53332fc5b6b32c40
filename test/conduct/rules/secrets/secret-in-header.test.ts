import t from 'tap'
import { secretInHeader } from '../../../../src/conduct/rules/secrets/secret-in-header.ts'
import { clientOf } from '../../../support/conduct.ts'

t.test('a code in the user agent, a token or a PIN in a header of its own are found', async (t) => {
  const { ask, found, send, token } = clientOf(secretInHeader)
  send('014028')
  const ids = [
    ask({ headers: { 'user-agent': 'app/014028' } }),
    ask({ headers: { 'x-token': token() } }),
    ask({ headers: { 'x-pin': '1234' } }),
    ask({ headers: { 'x-note': 'Password-1' } })
  ].map(({ id }) => [id])
  t.strictSame(found(), ids)
})

t.test('not found is a token in Authorization or a cookie, and a number that only looks like a PIN', async (t) => {
  const { ask, found, token } = clientOf(secretInHeader)
  ask({ headers: { authorization: `Bearer ${token()}`, cookie: `session=${token()}` } })
  ask({ headers: { 'content-length': '1234', host: 'localhost:1234', 'user-agent': 'okhttp/4.9.1 (1234)', 'x-fault': '1234' } })
  ask({ headers: { 'x-transaction-id': '1234', 'x-mapping': '1234' } })
  t.strictSame(found(), [])
})
