import t from 'tap'
import { carApp, VIN } from '../../../support/car-app.ts'

t.test('the services of a car are those that it has', async (t) => {
  const { get, patch } = await carApp(t)
  await patch({ services: ['doors', 'horn'] })
  t.match(await get('pims.subscription.services', { vin: VIN }), { result: { services: [{ name: 'doors', code: 'NEE02' }, { name: 'horn', code: 'NEE02' }] } })
  t.match(await get('pims.subscription.services', { vin: 'VR3UHZKXZL0000002' }), { error: { code: 2101, label: /vin/ } })
  t.match(await get('pims.subscription.services'), { error: { code: 2101, label: /vin/ } })
})
