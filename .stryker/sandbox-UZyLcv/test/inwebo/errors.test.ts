// @ts-nocheck
import t from 'tap'
import { InweboError, isWireError, WIRE_ERRORS, type WireError, wireOf } from '../../src/inwebo/errors.ts'

t.test('every PIMS code that the protocol knows becomes one error string, and back', async (t) => {
  for (const [wire, { code }] of Object.entries(WIRE_ERRORS)) {
    t.equal(new InweboError(wire as WireError, 'why').codes[0], code)
    t.equal(new InweboError(wireOf(code), 'why').codes[0], code)
    t.ok(isWireError(wire))
  }
  for (const none of ['OK', 'NOK:', 'toString', undefined]) t.notOk(isWireError(none), String(none))
})

t.test('of two error strings with one code the more general is sent', async (t) => {
  t.equal(wireOf(2310), 'NOK:NOK_BLOCKED')
  t.equal(wireOf(2317), 'NOK:FORBIDDEN')
  t.equal(wireOf(2102), 'NOK:SN')
  t.equal(wireOf(2390), 'NOK:ERR1', 'the protocol has no string for it')
})
