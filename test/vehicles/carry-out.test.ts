import t from 'tap'
import { carryOut, type Command, VehicleError } from '../../src/vehicles/carry-out.ts'
import { completeVehicle } from '../../src/vehicles/vehicle.ts'
import type { VehicleBody } from '../../src/wire/vehicle.ts'

const NOON = Date.UTC(2026, 0, 1, 12)
const car = (input: VehicleBody = {}) => completeVehicle('VR3UHZKXZL0000001', input, NOON)
const after = (command: Command, input?: VehicleBody) => carryOut(car(input), command, NOON)

/** What a command is refused with. */
function refusal (command: Command, input?: VehicleBody, vehicle = car(input)): string {
  try {
    carryOut(vehicle, command, NOON)
    return 'none'
  } catch (error) {
    if (!(error instanceof VehicleError)) throw error
    return error.refusal
  }
}

const charge: Command = { service: 'charge', start: true }
const stop: Command = { service: 'charge', start: false }
const lock: Command = { service: 'doors', lock: true }
const unlock: Command = { service: 'doors', lock: false }
const warm: Command = { service: 'preconditioning', start: true }
const cool: Command = { service: 'preconditioning', start: false }

t.test('a charge begins where the car is plugged in and does not charge yet; a full battery is finished at once', async (t) => {
  t.match(after(charge), { charging: { status: 'InProgress' } })
  t.match(after(charge, { battery: { level: 100 } }), { charging: { status: 'Finished' } })
  t.equal(refusal(charge, { charging: { plugged: false } }), 'not-plugged')
  t.equal(refusal(charge, { charging: { status: 'InProgress' } }), 'charging-already')
  t.equal(refusal(charge, { charging: { status: 'Failure' } }), 'charging-broken')
  t.equal(refusal(charge, { energy: 'thermic' }), 'no-battery')
  t.equal(refusal(charge, { speed: 3 }), 'moving')
})

t.test('a charge is stopped, and delayed to a time of the day', async (t) => {
  t.match(after(stop, { charging: { status: 'InProgress' } }), { charging: { status: 'Stopped' } })
  t.match(after(stop), { charging: { status: 'Stopped' } }, 'also one that was')
  t.match(after({ ...stop, delayedTo: 'PT22H30M' }), { charging: { status: 'Stopped', delayedTo: 'PT22H30M' } })
  t.match(after({ ...stop, delayedTo: 'PT22H30M' }, { charging: { plugged: false } }), { charging: { status: 'Disconnected', delayedTo: 'PT22H30M' } })
})

t.test('doors are locked and unlocked unless they are so already, or one stands open', async (t) => {
  t.match(after(unlock), { doors: { state: ['Unlocked'] } })
  t.match(after(lock, { doors: { state: ['Unlocked'] } }), { doors: { state: ['Locked'] } })
  t.equal(refusal(lock), 'locked-already')
  t.equal(refusal(lock, { doors: { state: ['SuperLocked'] } }), 'locked-already')
  t.equal(refusal(unlock, { doors: { state: ['Unlocked'] } }), 'unlocked-already')
  t.equal(refusal(lock, { doors: { state: ['Unlocked'], opened: ['trunk'] } }), 'door-open')
})

for (const service of ['horn', 'lights'] as const) {
  t.test(`${service}: used again after ten seconds, and by a parked car only`, async (t) => {
    const once = after({ service })
    t.throws(() => carryOut(once, { service }, NOON + 9999), /used 9999 ms ago; wait until 10 s have passed/)
    t.equal(refusal({ service }, {}, once), `${service}-just-used`)
    t.doesNotThrow(() => carryOut(once, { service }, NOON + 10_000))
    t.doesNotThrow(() => carryOut(once, { service }, NOON - 1), 'where the clock was set back, too')
    t.equal(refusal({ service }, { speed: 50 }), 'moving')
  })
}

t.test('preconditioning begins and ends, with its programmes', async (t) => {
  const programs = [{ slot: 1, hour: 7, minute: 30, enabled: true, days: ['mon' as const] }]
  t.match(after({ ...warm, programs }), { preconditioning: { status: 'Enabled', programs } })
  t.match(after(cool, { preconditioning: { status: 'Enabled', programs } }), { preconditioning: { status: 'Disabled', programs } })
  t.equal(refusal(warm, { preconditioning: { status: 'Enabled' } }), 'conditioning-already')
  t.equal(refusal(cool), 'not-conditioning')
  t.equal(refusal(warm, { preconditioning: { status: 'Failure' } }), 'conditioning-broken')
  t.equal(refusal(warm, { speed: 1 }), 'moving')
  t.equal(refusal(cool, { speed: 1, preconditioning: { status: 'Enabled' } }), 'moving-while-conditioned')
})
