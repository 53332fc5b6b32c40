import t from 'tap'
import { takes } from '../../../src/inwebo/device-protocol/device-request.ts'

const setup = { action: 'ActionSetup', mode: 'otp' }
const finalize = { action: 'ActionFinalize', mode: 'otp' }

t.test('what happens on the wire happens in the first step; an error comes in the step where the service says it', async (t) => {
  t.ok(takes(setup, null))
  t.ok(takes(setup, { transport: 'reset' }))
  t.ok(takes(setup, { http: { status: 503 } }))
  t.ok(takes(setup, { error: 2202 }), 'a code of the network')
  t.ok(takes(setup, { error: 2310 }))
  t.notOk(takes(finalize, { error: 2310 }))
  t.notOk(takes(setup, { error: 2317 }))
  t.ok(takes(finalize, { error: 2317 }))
  t.ok(takes({ action: 'ActionFinalize', mode: 'activate' }, { error: 2305 }))
  t.notOk(takes({ action: 'ActionFinalize', mode: 'activate' }, { error: 2309 }))
})

t.test('a variation of the one-time password is played in its answer', async (t) => {
  t.notOk(takes(setup, { otp: 'roll-K1' }))
  t.ok(takes(finalize, { otp: 'roll-K1' }))
})
