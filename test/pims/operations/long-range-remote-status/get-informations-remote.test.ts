import t from 'tap'
import { carApp, VIN } from '../../../support/car-app.ts'

const informations = (action = 'get') => ['pims.vehicle.informations', { actionType: 'remote', action }] as const

t.test('needs a car set for remote operations and the remote token', async (t) => {
  const { get, set } = await carApp(t)
  t.match(await get(...informations()), { error: { code: 2101, label: /vin/ } })
  await set('pims.vehicle.vin', { actionType: 'remote', vin: VIN })
  t.match(await get(...informations()), { error: { code: 2302 } })
  await get('pims.authentication.otp', { action: 'withoutPIN' })
  t.match(await get(...informations()), { status: 'SUCCEEDED' })
  t.match(await get(...informations('guess')), { error: { code: 2102, label: /action/ } })
})

t.test('shows the car in the vendor\'s form', async (t) => {
  const { get, patch, prepare } = await carApp(t)
  await prepare()
  await patch({
    battery: { level: 20 },
    charging: { status: 'InProgress', mode: 'Quick', delayedTo: 'PT22H' },
    doors: { state: ['Unlocked', 'TrunkLocked'], opened: ['driver', 'rearLeft'] },
    preconditioning: { status: 'Enabled', programs: [{ slot: 1, hour: 7, minute: 5, enabled: true, days: ['mon', 'fri'] }] }
  })
  t.strictSame((await get(...informations())).result, {
    vehicle: {
      ressources: {
        status: {
          lastUpdate: '2026-01-01T12:00:00.000Z',
          doorStateInformation: {
            isDriverDoorOpened: true,
            isPassengerDoorOpened: false,
            isRearLeftDoorOpened: true,
            isRearRightDoorOpened: false,
            isRearWindowOpened: false,
            isRoofWindowOpened: false,
            isTrunkDoorOpened: false,
            state: ['Unlocked', 'TrunkLocked']
          },
          precondInformation: {
            lastUpdate: '2026-01-01T12:00:00.000Z',
            PrecondScheduling: { hour: 7, isEnabled: true, recurrence: 'None', occurrence: ['Mon', 'Fri'], slot: 1, minute: 5 },
            status: 'Enabled'
          },
          electricInformation: {
            autonomy: 67,
            ChargingInfo: { chargingMode: 'QUICK', chargingRate: 49, isPlugged: true, nextDeferredChargingDate: 'PT22H', chargingState: 'INPROGRESS', remainingTime: 'PT5H24M20S' },
            chargingLevel: 20,
            lastUpdate: '2026-01-01T12:00:00.000Z',
            type: 'electric'
          },
          vin: VIN
        }
      },
      attributes: { engine: 'BEV', vin: VIN, brand: 'peugeot' }
    }
  })
  await patch({ energy: 'thermic' })
  t.match((await get(...informations())).result, { vehicle: { ressources: { status: { fuelInformation: { autonomy: 350, chargingLevel: 50, type: 'fuel' }, electricInformation: undefined } }, attributes: { engine: 'Thermal' } } })
})

t.test('refreshWithWakeUp wakes the car; get does not', async (t) => {
  const { get, patch, prepare, admin } = await carApp(t)
  await prepare()
  await patch({ asleep: true })
  await get(...informations())
  await get(...informations('refresh'))
  t.match((await admin('GET', `accounts/alice/vehicles/${VIN}`)).body, { asleep: true })
  await get(...informations('refreshWithWakeUp'))
  t.match((await admin('GET', `accounts/alice/vehicles/${VIN}`)).body, { asleep: false })
  t.match((await admin('GET', 'requests?limit=1')).body, { requests: [{ operation: 'get.informations.remote', changes: [{ account: 'alice', vehicle: VIN, field: 'asleep', from: true, to: false }] }] })
})
