import t from 'tap'
import { carApp, VIN } from '../../../support/car-app.ts'

const finished = 'remoteChargeFinished'
const interrupted = 'remoteChargeInterrupted'

t.test('a device registers its push token, and the events that it wants of a car', async (t) => {
  const { get, set, on } = await carApp(t)
  const events = async (app = { get }) => (await app.get('pims.sdk.event', { vins: VIN })).result
  t.match(await set('pims.sdk.token', { action: 'registerPushToken', token: 'abc' }), { status: 'SUCCEEDED' })
  t.strictSame(await events(), { events: [{ vin: VIN, notifications: [{ name: finished, status: 'disabled' }, { name: interrupted, status: 'disabled' }] }] })
  t.match(await set('pims.sdk.event', { action: 'enable', type: [finished, interrupted] }), { status: 'SUCCEEDED' })
  t.match(await set('pims.sdk.event', { action: 'disable', type: interrupted }), { status: 'SUCCEEDED' }, 'one alone')
  t.match(await events(), { events: [{ notifications: [{ name: finished, status: 'enabled' }, { name: interrupted, status: 'disabled' }] }] })
  await set('pims.sdk.token', { action: 'registerPushToken', token: 'def' })
  t.match(await events(), { events: [{ notifications: [{ status: 'enabled' }, { status: 'disabled' }] }] }, 'a new token of the same device')
  const tablet = on('alice', 'tablet')
  await tablet.set('pims.sdk.token', { action: 'registerPushToken', token: 'ghi' })
  t.match(await events(tablet), { events: [{ notifications: [{ status: 'disabled' }, { status: 'disabled' }] }] }, 'another device has its own')
  t.match(await set('pims.sdk.event', { action: 'remove', vin: VIN }), { status: 'SUCCEEDED' })
  t.match(await events(), { events: [{ notifications: [{ status: 'disabled' }, { status: 'disabled' }] }] })
})

t.test('events are for the car that is set, else for all of the account', async (t) => {
  const { get, set, admin } = await carApp(t)
  const other = 'VR1AB12C3D4567890'
  await admin('PUT', `accounts/alice/vehicles/${other}`, {})
  await set('pims.sdk.token', { action: 'registerPushToken', token: 'abc' })
  const enabled = async () => ((await get('pims.sdk.event', { vins: [VIN, other] })).result as { events: Array<{ vin: string, notifications: Array<{ status: string }> }> })
    .events.filter(({ notifications }) => notifications.some(({ status }) => status === 'enabled')).map(({ vin }) => vin)
  await set('pims.sdk.event', { action: 'enable', type: [finished] })
  t.strictSame(await enabled(), [VIN, other])
  await set('pims.vehicle.vin', { vin: other })
  await set('pims.sdk.event', { action: 'disable', type: [finished] })
  t.strictSame(await enabled(), [VIN])
})

t.test('without a token there is no data: 2345', async (t) => {
  const { get, set } = await carApp(t)
  for (const parameters of [{ action: 'enable', type: [finished] }, { action: 'disable', type: [finished] }]) t.match(await set('pims.sdk.event', parameters), { error: { code: 2345 } })
  t.match(await get('pims.sdk.event', { vins: VIN }), { error: { code: 2345 } })
  t.match(await set('pims.sdk.token', { action: 'unregisterPushToken' }), { error: { code: 2345 } })
  t.match(await set('pims.sdk.event', { action: 'remove', vin: VIN }), { status: 'SUCCEEDED' }, '2345 is not documented there')
  await set('pims.sdk.token', { action: 'registerPushToken', token: 'abc' })
  await set('pims.sdk.token', { action: 'unregisterPushToken' })
  t.match(await get('pims.sdk.event', { vins: VIN }), { error: { code: 2345 } })
})

t.test('what makes no sense is 2101 or 2102', async (t) => {
  const { get, set } = await carApp(t)
  await set('pims.sdk.token', { action: 'registerPushToken', token: 'abc' })
  t.match(await set('pims.sdk.token', { action: 'registerPushToken' }), { error: { code: 2101, label: /token/ } })
  t.match(await set('pims.sdk.token', { action: 'registerPushToken', token: 'x'.repeat(4097) }), { error: { code: 2102, label: /token/ } })
  t.match(await set('pims.sdk.event', { action: 'enable', type: ['doorsOpened'] }), { error: { code: 2102, label: /type/ } })
  t.match(await get('pims.sdk.event', { vins: 'VR3UHZKXZL0000002' }), { error: { code: 2102, label: /vins/ } })
  t.match(await set('pims.sdk.event', { action: 'remove', vin: 'VR3UHZKXZL0000002' }), { error: { code: 2102, label: /vin/ } })
})
