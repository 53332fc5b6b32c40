import t from 'tap'
import { toTransport } from '../../src/faults/network-codes.ts'
import { NETWORK_CODES } from '../../src/words/network-codes.ts'

t.test('each code of the network looks on the network as what causes it in the field', async (t) => {
  t.strictSame(NETWORK_CODES, [2201, 2202, 2203, 2204])
  t.strictSame(toTransport({ error: 2201 }), { transport: 'hang' })
  t.strictSame(toTransport({ error: 2202 }), { transport: 'reset' })
  t.strictSame(toTransport({ error: 2203 }), { transport: 'malformed' })
  t.strictSame(toTransport({ error: 2204 }), { http: { status: 500 } })
})

t.test('every other effect stays what it is', async (t) => {
  for (const effect of [null, { error: 2310 }, { transport: 'empty' }, { http: { status: 503 } }, { sms: 'drop' }] as const) t.equal(toTransport(effect), effect)
})
