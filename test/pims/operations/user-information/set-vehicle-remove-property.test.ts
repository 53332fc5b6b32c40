import t from 'tap'
import { carApp, VIN } from '../../../support/car-app.ts'

const remove = ['pims.subscription.vehicle', { action: 'removeProperty', vin: VIN }] as const

t.test('takes the car off the account, with its key, once the device has the remote token', async (t) => {
  const { get, set, admin, prepare } = await carApp(t)
  t.match(await set(...remove), { error: { code: 2302 } })
  await prepare()
  t.match(await set('pims.subscription.vehicle', { action: 'removeProperty', vin: 'VR3UHZKXZL0000002' }), { error: { code: 2102, label: /vin/ } })
  t.match(await set(...remove), { status: 'SUCCEEDED' })
  t.match(await admin('GET', 'accounts/alice'), { body: { vehicles: [] } })
  t.match((await admin('GET', 'requests?operation=removeProperty&limit=1')).body, { requests: [{ changes: [{ account: 'alice', field: 'vehicles' }] }] })
  await admin('PUT', `accounts/alice/vehicles/${VIN}`, {})
  t.match(await get('pims.vehicle.carkey'), { result: { isCarKeyVerified: false } })
})

t.test('the state of the account comes first, as in all of strong authentication', async (t) => {
  const { on } = await carApp(t)
  for (const [account, code] of [['refused', 2308], ['outdated', 2309], ['blocked', 2310], ['desynchronised', 2311], ['disabled', 2312], ['unactivated', 2313], ['unserviced', 2314], ['upgradable', 2317]] as const) {
    t.match(await on(account, 'device-1').set(...remove), { error: { code } }, account)
  }
  t.match(await on('alice', 'tablet').set(...remove), { error: { code: 2312 } }, 'a device that is not enrolled')
})

t.test('2316 says that it was done', async (t) => {
  const { on, admin } = await carApp(t)
  const app = on('unsynced', 'device-1')
  const { vehicles: [car] } = (await admin('GET', 'accounts/unsynced')).body as { vehicles: Array<{ vin: string }> }
  t.match(await app.get('pims.authentication.otp', { action: 'withPIN', pinCode: '1234' }), { error: { code: 2316 } }, 'which renews the remote token all the same')
  t.match(await app.set('pims.subscription.vehicle', { action: 'removeProperty', vin: car?.vin }), { error: { code: 2316 } })
  t.match(await admin('GET', 'accounts/unsynced'), { body: { vehicles: [] } })
})
