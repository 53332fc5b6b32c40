import t from 'tap'
import { selectOperation } from '../../src/pims/registry.ts'

t.test('services of a vehicle, which the vendor has three equal pages for, are picked by the first that is asked for', async (t) => {
  const picked = (services: unknown): string => selectOperation('get', 'pims.vehicle.services', { services }, undefined).operation.id
  t.strictSame(['o2x', 'sendtonav', 'tripsanddrive'].map(picked), ['get.services.O2X', 'get.services.SendToNav', 'get.services.TripNDrive'])
  t.strictSame([['sendtonav'], ['tripsanddrive', 'o2x'], ['nothing']].map(picked), ['get.services.SendToNav', 'get.services.TripNDrive', 'get.services.O2X'])
})
