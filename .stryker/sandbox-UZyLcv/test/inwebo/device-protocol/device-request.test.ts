// @ts-nocheck
import t from 'tap'
import { appliesToStep } from '../../../src/inwebo/device-protocol/device-request.ts'

const setup = { action: 'ActionSetup', mode: 'otp' }
const finalize = { action: 'ActionFinalize', mode: 'otp' }

t.test('what happens on the wire happens in the first step; an error comes in the step where the service says it', async (t) => {
  t.ok(appliesToStep(setup, null))
  t.ok(appliesToStep(setup, { transport: 'reset' }))
  t.ok(appliesToStep(setup, { http: { status: 503 } }))
  t.ok(appliesToStep(setup, { error: 2202 }), 'a code of the network')
  t.ok(appliesToStep(setup, { error: 2310 }))
  t.notOk(appliesToStep(finalize, { error: 2310 }))
  t.notOk(appliesToStep(setup, { error: 2317 }))
  t.ok(appliesToStep(finalize, { error: 2317 }))
  t.ok(appliesToStep({ action: 'ActionFinalize', mode: 'activate' }, { error: 2305 }))
  t.notOk(appliesToStep({ action: 'ActionFinalize', mode: 'activate' }, { error: 2309 }))
})

t.test('a variation of the one-time password is played in its answer', async (t) => {
  t.notOk(appliesToStep(setup, { otp: 'roll-K1' }))
  t.ok(appliesToStep(finalize, { otp: 'roll-K1' }))
})
