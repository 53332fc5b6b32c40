import t from 'tap'
import { carApp, VIN } from '../../../support/car-app.ts'
import { CODES_OF_VEHICLE_REFUSALS } from '../../../../src/pims/vehicle/codes-of-vehicle-refusals.ts'
import { referenceOperations } from '../../../../src/pims/reference/reference.ts'

const command = 'pims.vehicle.command'
const commands: ReadonlyArray<{ readonly action: string, readonly [name: string]: unknown }> = [
  { action: 'charge', startNow: true },
  { action: 'chargeDeferredTime', startNow: false, deferredTime: 'PT22H30M', checkStartCharge: true },
  { action: 'doors', doorState: 'unlock' },
  { action: 'horn' },
  { action: 'preconditioning', startNow: true, programs: [{ hour: 9, minute: 32, isEnabled: true, occurrence: ['mon', 'tue'], slot: 3 }] },
  { action: 'warning' }
]

for (const parameters of commands) {
  t.test(`${parameters.action}: needs a car set for remote operations, the remote token, the car key, and the service`, async (t) => {
    const { get, set, pass, patch } = await carApp(t)
    const send = () => set(command, parameters)
    t.match(await send(), { error: { code: 2101, label: /vin/ } })
    await set('pims.vehicle.vin', { vin: VIN })
    t.match(await send(), { error: { code: 2101, label: /vin/ } }, 'set, but not with actionType remote')
    await set('pims.vehicle.vin', { actionType: 'remote', vin: VIN })
    t.match(await send(), { error: { code: 2302 } })
    await get('pims.authentication.otp', { action: 'withPIN', pinCode: '1234' })
    t.match(await send(), { error: { code: 2204, subCode: { code: 'CARKEY' } } })
    await set('pims.vehicle.carkey')
    t.match(await send(), { status: 'SUCCEEDED' })
    await patch({ services: [] })
    t.match(await send(), { error: { code: 2204, subCode: { code: 'SERVICE' } } })
    await pass('PT899S')
    t.match(await send(), { error: { code: 2302 } }, 'the remote token is over')
  })
}

t.test('each command changes the car as it says', async (t) => {
  const { set, pass, admin, prepare } = await carApp(t)
  await prepare()
  const car = async (parameters: object) => {
    await set(command, parameters)
    await pass('PT15S')
    return (await admin('GET', `accounts/alice/vehicles/${VIN}`)).body
  }
  t.match(await car({ action: 'charge', startNow: true }), { charging: { status: 'InProgress' } })
  t.match(await car({ action: 'charge', startNow: false }), { charging: { status: 'Stopped' } })
  t.match(await car({ action: 'chargeDeferredTime', startNow: false, deferredTime: 'PT22H30M', checkStartCharge: true }), { charging: { status: 'Stopped', delayedTo: 'PT22H30M' } })
  t.match(await car({ action: 'doors', doorState: 'unlock' }), { doors: { state: ['Unlocked'] } })
  t.match(await car({ action: 'doors', doorState: 'lock' }), { doors: { state: ['Locked'] } })
  t.match(await car({ action: 'preconditioning', startNow: true, programs: [{ hour: 9, minute: 32, isEnabled: true, occurrence: ['mon', 'tue'], slot: 3 }] }), { preconditioning: { status: 'Enabled', programs: [{ slot: 3, hour: 9, minute: 32, enabled: true, days: ['mon', 'tue'] }] } })
  t.match(await car({ action: 'preconditioning', startNow: false, programs: [] }), { preconditioning: { status: 'Disabled', programs: [] } })
})

t.test('parameters that make no sense are 2101 and 2102 before anything is sent', async (t) => {
  const { set, prepare } = await carApp(t)
  await prepare()
  const program = { hour: 9, minute: 32, isEnabled: true, occurrence: ['mon'], slot: 1 }
  for (const [parameters, code, label] of [
    [{ action: 'doors' }, 2101, /doorState/],
    [{ action: 'doors', doorState: 'ajar' }, 2102, /doorState/],
    [{ action: 'charge', startNow: 'perhaps' }, 2102, /startNow/],
    [{ action: 'chargeDeferredTime', startNow: false, deferredTime: 'PT25H', checkStartCharge: true }, 2102, /deferredTime/],
    [{ action: 'preconditioning', startNow: true }, 2101, /programs/],
    [{ action: 'preconditioning', startNow: true, programs: [{ ...program, slot: 9 }] }, 2102, /programs/],
    [{ action: 'preconditioning', startNow: true, programs: [program, program] }, 2102, /programs/],
    [{ action: 'fly' }, 2102, /action/]
  ] as const) t.match(await set(command, parameters), { error: { code, label } }, JSON.stringify(parameters))
})

t.test('what a car refuses has a code that the signal documents', async (t) => {
  const signal = referenceOperations.find(({ api }) => api === 'pims.vehicle.signal')
  t.strictSame(Object.values(CODES_OF_VEHICLE_REFUSALS).filter((code) => signal?.errors.includes(code) !== true), [])
})
