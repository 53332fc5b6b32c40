import t from 'tap'
import { drivenBy, isLocked, rangeOf } from '../../console/state/derived/cars.ts'
import type { Vehicle } from '../../console/state/world/wire.ts'
import { browserTest } from '../support/browser.ts'
import { start } from '../support/start.ts'

const ELECTRIC = 'accounts/alice/vehicles/VR3UHZKXZL0000001'
const HYBRID = 'accounts/bob/vehicles/VR3UHZKXZL0000002'
const THERMIC = 'accounts/carol/vehicles/VR3UHZKXZL0000003'

t.test('a drive takes its kilometres from the range of a car, unplugs it, and goes straight on', async (t) => {
  const { admin } = await start(t)
  const after = async (path: string, change: object, kilometres: number) => {
    const car = (await admin('PATCH', path, change)).body as unknown as Vehicle
    const driven = await admin('PATCH', path, drivenBy(car, kilometres))
    t.equal(driven.status, 200, path)
    return { car, driven: driven.body as unknown as Vehicle }
  }
  const { car, driven } = await after(ELECTRIC, { battery: { level: 80, autonomy: 200 }, charging: { plugged: true, status: 'InProgress' }, position: { heading: 90 } }, 10)
  t.match(driven, { odometer: car.odometer + 10, battery: { level: 76, autonomy: 190 }, charging: { plugged: false, status: 'Disconnected' } })
  t.equal(driven.position.latitude, car.position.latitude, 'to the east')
  t.ok(driven.position.longitude > car.position.longitude)
  t.match((await after(HYBRID, { battery: { level: 1, autonomy: 0 }, fuel: { level: 50, autonomy: 350 } }, 35)).driven, { battery: { level: 1, autonomy: 0 }, fuel: { level: 45, autonomy: 315 } }, 'a hybrid whose battery is empty drives on its tank')
  const thermic = await after(THERMIC, { fuel: { level: 2, autonomy: 4 } }, 10)
  t.match(thermic.driven, { odometer: thermic.car.odometer + 4, fuel: { level: 0, autonomy: 0 } }, 'and no car further than it comes')
  t.equal(rangeOf(thermic.driven), 0)
})

t.test('a car is locked when nothing of it is open', async (t) => {
  const { admin } = await start(t)
  const with_ = async (state: readonly string[]) => (await admin('PATCH', ELECTRIC, { doors: { state } })).body as unknown as Vehicle
  t.ok(isLocked(await with_(['Locked'])))
  t.ok(isLocked(await with_(['SuperLocked'])))
  t.notOk(isLocked(await with_(['Locked', 'CargoDoorsUnlocked'])))
})

browserTest('the car of an account is locked, charged, put to sleep and driven, and shows what happens to it elsewhere', async (t, { open, admin }) => {
  const page = await open('/console/#/accounts/alice')
  const card = page.locator('.car')
  const car = async () => (await admin('GET', ELECTRIC)).body as unknown as Vehicle
  await card.getByRole('button', { name: 'Unlock' }).click()
  await card.getByText('Unlocked', { exact: true }).waitFor()
  t.notOk(isLocked(await car()))
  await card.getByRole('button', { name: 'Charge' }).click()
  await card.getByText('Charging', { exact: true }).waitFor()
  t.match(await car(), { charging: { status: 'InProgress' } })
  await card.getByRole('button', { name: 'Put to sleep' }).click()
  await card.getByText('Asleep', { exact: true }).waitFor()
  const { odometer } = await car()
  await card.getByRole('button', { name: 'Drive 10 km' }).click()
  await card.getByText(`${(odometer + 10).toLocaleString('en-GB')} km`).waitFor()
  t.match(await car(), { asleep: true, odometer: odometer + 10, charging: { plugged: false } })
  await admin('PATCH', ELECTRIC, { doors: { state: ['Locked'] } })
  await card.getByText('Locked', { exact: true }).waitFor()
})
