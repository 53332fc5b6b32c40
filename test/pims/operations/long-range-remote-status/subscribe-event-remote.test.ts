import t from 'tap'
import { subscribe } from '../../../support/event-source.ts'
import { carApp, VIN } from '../../../support/car-app.ts'

const events = (types: string) => `pims.vehicle.event?actionType=remote&${types}`
const both = 'type=remoteChargeFinished&type=remoteChargeInterrupted'

t.test('who has the car is told that its charge is finished, or was interrupted, as far as they asked; nobody else is', async (t) => {
  const { app, pass, patch, admin } = await carApp(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await admin('PUT', `accounts/carol/vehicles/${VIN}`, {})
  const alice = await subscribe(t, `${url}/${events(both)}`)
  const carol = await subscribe(t, `${url}/${events('type=remoteChargeFinished')}`, { account: 'carol' })
  const bob = await subscribe(t, `${url}/${events(both)}`, { account: 'bob' })
  for (const stream of [alice, carol, bob]) t.match(await stream.next(), { status: 'SUCCEEDED' })

  await patch({ battery: { level: 50 }, charging: { status: 'InProgress' } })
  await patch({ charging: { plugged: false } })
  await patch({ charging: { status: 'InProgress' } })
  await pass('PT8H')
  t.match(await alice.next(), { status: 'RESULT', result: { notification: 'remoteChargeInterrupted' } })
  t.match(await alice.next(), { status: 'RESULT', result: { notification: 'remoteChargeFinished' } })
  t.match(await carol.next(), { status: 'RESULT', result: { notification: 'remoteChargeFinished' } })
  t.match((await admin('GET', 'subscriptions')).body, { subscriptions: [{ account: 'alice', results: 2 }, { account: 'carol', results: 1 }, { account: 'bob', results: 0 }] })
})

t.test('a charge that its owner stops from afar was not interrupted', async (t) => {
  const { app, set, pass, prepare, admin } = await carApp(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await subscribe(t, `${url}/${events(both)}`)
  t.match(await stream.next(), { status: 'SUCCEEDED' })
  await prepare()
  for (const startNow of [true, false]) {
    await set('pims.vehicle.command', { action: 'charge', startNow })
    await pass('PT5S')
  }
  t.match((await admin('GET', `accounts/alice/vehicles/${VIN}`)).body, { charging: { status: 'Stopped' } })
  t.match((await admin('GET', 'subscriptions')).body, { subscriptions: [{ results: 0 }] })
})
