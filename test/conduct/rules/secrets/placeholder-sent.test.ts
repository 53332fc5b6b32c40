import t from 'tap'
import { placeholderSent } from '../../../../src/conduct/rules/secrets/placeholder-sent.ts'
import { clientOf } from '../../../support/conduct.ts'

t.test('what stands for a value is found, in parameters and headers', async (t) => {
  const { ask, found } = clientOf(placeholderSent)
  const ids = [
    ...['undefined', 'null', 'NaN', '[object Object]', '{phoneNumber}', '{{code}}', ['$', '{code}'].join(''), '<your number>', '%CODE%'].map((value) => ask({ parameters: { phoneNumber: value } })),
    ask({ headers: { 'x-introspect-realm': 'INTROSPECT_REALM' } }),
    ask({ headers: { authorization: 'Bearer undefined' } })
  ].map(({ id }) => [id])
  t.strictSame(found(), ids)
})

t.test('not found are values that are like one', async (t) => {
  const { ask, found } = clientOf(placeholderSent)
  ask({ parameters: { name: 'Null', note: 'undefined behaviour', type: 'PHONE_NUMBER', list: '{"a":1}', none: null, actions: 'FINALIZE' }, headers: { accept: '<>', 'x-introspect-realm': 'clientsB2CPeugeot' } })
  t.strictSame(found(), [])
})
