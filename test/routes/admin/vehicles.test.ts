import t, { type Test } from 'tap'
import { Vehicles } from '../../../src/vehicles/vehicles.ts'
import { start } from '../../support/start.ts'

const VIN = 'VR3UHZKXZL0000001'
const car = `accounts/alice/vehicles/${VIN}`

const startFrozen = async (t: Test) => {
  const started = await start(t)
  await started.admin('PUT', 'clock', { frozen: true })
  return started
}

t.test('the bundled accounts have an electric, a hybrid and a thermic car; what a kind does not have is absent', async (t) => {
  const { admin } = await start(t)
  const first = async (account: string) => ((await admin('GET', `accounts/${account}/vehicles`)).body?.vehicles as Array<Record<string, unknown>>)[0] ?? {}
  t.match(await first('alice'), { vin: VIN, energy: 'electric', battery: { level: 80, autonomy: 267 }, charging: { plugged: true, status: 'Stopped' }, fuel: undefined })
  t.match(await first('bob'), { energy: 'hybrid', battery: { level: 40 }, fuel: { level: 60 } })
  t.match(await first('carol'), { energy: 'thermic', fuel: { level: 70 }, battery: undefined, charging: undefined })
  t.match(await first('blocked'), { energy: 'electric', vin: 'VR3UHZKXZL0000006' }, 'a car of no fixture is electric')
  t.match(await admin('GET', car), { status: 200, body: { id: /^[0-9a-f]{32}$/, asleep: false, doors: { state: ['Locked'] }, odometer: 12_345 } })
})

t.test('PATCH changes what it names; what follows from it follows', async (t) => {
  const { admin } = await startFrozen(t)
  t.match(await admin('PATCH', car, { battery: { level: 20 }, doors: { opened: ['trunk'] } }), { status: 200, body: { battery: { level: 20, autonomy: 67, capacity: 50_000 }, doors: { state: ['Locked'], opened: ['trunk'] } } })
  t.match(await admin('PATCH', car, { battery: { autonomy: 99 } }), { body: { battery: { level: 20, autonomy: 99 } } })
  t.match(await admin('PATCH', car, { charging: { plugged: false } }), { body: { charging: { plugged: false, status: 'Disconnected' } } })
  t.match(await admin('PATCH', car, { charging: { status: 'InProgress' } }), { body: { charging: { plugged: true, status: 'InProgress', rate: 49, remainingTime: 'PT5H24M20S' } } })
  t.match(await admin('PATCH', car, { energy: 'thermic' }), { body: { energy: 'thermic', battery: undefined, charging: undefined, fuel: { level: 50, autonomy: 350 } } })
  t.match(await admin('GET', car), { body: { energy: 'thermic' } })
})

t.test('what GET shows can be PUT back; PUT gives the rest its default', async (t) => {
  const { admin } = await startFrozen(t)
  await admin('PATCH', car, { battery: { level: 20 }, charging: { status: 'InProgress' }, alarms: [{ type: 'intrusion', active: true, at: '2026-01-01T00:00:00Z' }] })
  const before = (await admin('GET', car)).body ?? {}
  t.match(await admin('PUT', car, before), { status: 200 })
  t.strictSame((await admin('GET', car)).body, before)
  t.match(await admin('PUT', car, { label: 'Mine' }), { status: 200, body: { label: 'Mine', battery: { level: 80 }, alarms: [] } })
})

t.test('PUT gives an account one more car, DELETE takes one away, and it is as in the fixtures again', async (t) => {
  const { admin } = await start(t)
  const other = 'accounts/alice/vehicles/VR1AB12C3D4567890'
  t.match(await admin('GET', other), { status: 404, body: { message: /"alice" has no car "VR1AB12C3D4567890"\. It has VR3UHZKXZL0000001; PUT/ } })
  t.match(await admin('PUT', other, { energy: 'hybrid', odometer: 7 }), { status: 201, body: { energy: 'hybrid', odometer: 7 } })
  t.match(await admin('GET', 'accounts/alice'), { body: { vehicles: [{ vin: VIN }, { vin: 'VR1AB12C3D4567890' }] } })
  t.match(await admin('DELETE', other), { status: 204 })
  t.match(await admin('GET', 'accounts/alice'), { body: { vehicles: [{ vin: VIN }] } })
  t.match(await admin('PUT', 'accounts/alice', { vehicles: [{ vin: 'VR1AB12C3D4567890' }] }), { status: 200 })
  t.match(await admin('GET', other), { body: { energy: 'electric', odometer: 12_345 } })
})

t.test('two accounts with one VIN have one car; it is kept as long as one has it', async (t) => {
  const { admin } = await start(t)
  await admin('PUT', `accounts/bob/vehicles/${VIN}`, { odometer: 99 })
  t.match(await admin('GET', car), { body: { odometer: 99 } })
  await admin('DELETE', `accounts/bob/vehicles/${VIN}`)
  t.match(await admin('GET', car), { body: { odometer: 99 } })
  await admin('DELETE', 'accounts/alice')
  await admin('PUT', 'accounts/alice', { vehicles: [{ vin: VIN }] })
  t.match(await admin('GET', car), { body: { odometer: 12_345 } }, 'nobody had it')
})

t.test('reset puts a car back to the fixtures, that of the sandbox all', async (t) => {
  const { admin } = await start(t)
  await admin('PATCH', car, { odometer: 1 })
  t.match(await admin('POST', `${car}/reset`), { status: 200, body: { odometer: 12_345 } })
  await admin('PATCH', car, { odometer: 1 })
  await admin('POST', 'reset')
  t.match(await admin('GET', car), { body: { odometer: 12_345 } })
})

t.test('what cannot be is refused with what to send instead, and changes nothing', async (t) => {
  const { admin } = await startFrozen(t)
  const before = (await admin('GET', car)).body
  for (const [patch, status, message] of [
    [{ energy: 'steam' }, 400, /energy/],
    [{ battery: { level: 101 } }, 400, /level/],
    [{ battery: { level: 20.5 } }, 400, /level/],
    [{ wheels: 4 }, 400, /wheels/],
    [{ fuel: { level: 3 } }, 422, /fuel does not fit energy electric/],
    [{ charging: { plugged: false, status: 'InProgress' } }, 422, /InProgress does not fit plugged false/],
    [{ battery: { level: 100 }, charging: { status: 'InProgress' } }, 422, /Send Finished/],
    [{ charging: { delayedTo: 'PT25H' } }, 400, /delayedTo/],
    [{ charging: { delayedTo: 'PT' } }, 400, /delayedTo/],
    [{ doors: { state: [] } }, 400, /state/],
    [{ doors: { opened: ['bonnet'] } }, 400, /opened/],
    [{ vin: 'VR1AB12C3D4567890' }, 422, /The path says/],
    [{ alarms: [{ type: 'intrusion', active: true, at: '2026-02-30T00:00:00Z' }] }, 422, /not a time/],
    [{ preconditioning: { programs: [1, 1].map((slot) => ({ slot, hour: 1, minute: 1, enabled: true, days: [] })) } }, 422, /two of one slot/]
  ] as const) t.match(await admin('PATCH', car, patch), { status, body: { message } }, JSON.stringify(patch))
  t.strictSame((await admin('GET', car)).body, before)
  t.match(await admin('PUT', 'accounts/alice/vehicles/short', {}), { status: 422, body: { message: /is not a VIN/ } })
  t.match(await admin('GET', 'accounts/nobody/vehicles'), { status: 404 })
  t.match(await admin('PUT', `accounts/nobody/vehicles/${VIN}`, {}), { status: 404 })
})

t.test('an account takes so many cars and no more', async (t) => {
  const { admin } = await start(t)
  await admin('PUT', 'accounts/alice', { vehicles: Array.from({ length: 100 }, (_, index) => ({ vin: `VR3UHZKXZL${String(index).padStart(7, '0')}` })) })
  t.match(await admin('PUT', 'accounts/alice/vehicles/VR1AB12C3D4567890', {}), { status: 507, body: { message: /takes 100 cars/ } })
})

t.test('charging raises the level as the time of the sandbox passes, and ends with an event', async (t) => {
  const { admin, sandbox } = await startFrozen(t)
  const told: Array<string | undefined> = []
  sandbox().events.on('vehicle', ({ notification }) => told.push(notification))
  await admin('PATCH', car, { battery: { level: 90 }, charging: { status: 'InProgress', power: 5000 } })
  const advance = (advance: string) => admin('PUT', 'clock', { advance })
  await advance('PT6M')
  t.match(await admin('GET', car), { body: { battery: { level: 91, autonomy: 303 }, charging: { status: 'InProgress', remainingTime: 'PT54M' } } })
  await admin('PATCH', car, { doors: { state: ['Unlocked'] } })
  await advance('PT3M')
  await admin('PATCH', car, { doors: { state: ['Locked'] } })
  await advance('PT3M')
  t.match(await admin('GET', car), { body: { battery: { level: 92 } } }, 'what else changes does not hold it up')
  await advance('PT48M')
  t.match(await admin('GET', car), { body: { battery: { level: 100, autonomy: 333 }, charging: { status: 'Finished', rate: 0, remainingTime: 'PT0S' }, updatedAt: '2026-01-01T13:00:00.000Z' } })
  t.strictSame(told, [undefined, undefined, undefined, 'remoteChargeFinished'])
})

t.test('a charge that is interrupted says so; one that is delayed begins at its time of the day', async (t) => {
  const { admin, sandbox } = await startFrozen(t)
  const told: Array<string | undefined> = []
  sandbox().events.on('vehicle', ({ notification }) => told.push(notification))
  await admin('PATCH', car, { battery: { level: 50 }, charging: { status: 'InProgress' } })
  await admin('PATCH', car, { charging: { plugged: false } })
  await admin('PUT', 'clock', { advance: 'P1D' })
  t.match(await admin('GET', car), { body: { battery: { level: 50 }, charging: { status: 'Disconnected' } } })
  t.strictSame(told, [undefined, 'remoteChargeInterrupted'])
  await admin('PATCH', car, { charging: { plugged: true, delayedTo: 'PT22H' } })
  await admin('PUT', 'clock', { advance: 'PT9H59M' })
  t.match(await admin('GET', car), { body: { charging: { status: 'Stopped' } } })
  await admin('PUT', 'clock', { advance: 'PT10H' })
  t.match(await admin('GET', car), { body: { battery: { level: 100 }, charging: { status: 'Finished' } } })
  t.strictSame(told.slice(2), [undefined, undefined, 'remoteChargeFinished'])
})

t.test('a snapshot holds the cars that are not as in the fixtures, and a charge goes on from it', async (t) => {
  const { admin } = await startFrozen(t)
  t.match(await admin('GET', 'state'), { body: { vehicles: [] } })
  await admin('PATCH', car, { battery: { level: 90 }, charging: { status: 'InProgress', power: 5000 } })
  const { body: snapshot = {} } = await admin('GET', 'state')
  await admin('POST', 'reset')
  t.match(await admin('PUT', 'state', snapshot), { status: 204 })
  await admin('PUT', 'clock', { advance: 'PT30M' })
  t.match(await admin('GET', car), { body: { battery: { level: 95 } } })
  await admin('PUT', 'clock', { advance: 'PT30M' })
  t.match(await admin('GET', car), { body: { charging: { status: 'Finished' } } })
})

t.test('a sandbox whose cars nobody looks at has none', async (t) => {
  const { sandbox } = await start(t)
  const { used } = sandbox().memory
  const vehicles = sandbox().part(Vehicles)
  vehicles.get(VIN)
  t.strictSame(vehicles.save(), [])
  t.equal(sandbox().memory.used, used)
})
