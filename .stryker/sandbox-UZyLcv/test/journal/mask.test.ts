// @ts-nocheck
import t from 'tap'
import { maskParameters } from '../../src/journal/mask.ts'

t.test('secrets are masked wherever they stand, and nothing else is', async (t) => {
  t.strictSame(maskParameters({
    pinCode: '1234',
    grant_type: 'password',
    phoneNumber: '0612345678',
    mode: null,
    list: [1],
    credential: { clientID: 'app', clientSecret: 'hush' }
  }), {
    pinCode: '***',
    grant_type: 'password',
    phoneNumber: '0612345678',
    mode: null,
    list: [1],
    credential: { clientID: 'app', clientSecret: '***' }
  })
})

t.test('under a name that nobody knows, what looks like a code is masked too', async (t) => {
  const unknown = () => false
  t.strictSame(maskParameters({ smsCod: '123456', note: 'hello', nothing: null, more: { a: 1 } }, unknown), { smsCod: '***', note: 'hello', nothing: null, more: '***' })
})
