import t from 'tap'
import { vehicleId } from '../../src/vehicles/vehicle.ts'
import { carApp, VIN } from '../support/car-app.ts'
import { startClient } from '../support/clients.ts'

const API = '/connectedcar/v4'

interface Car { id: string, vin: string, pictures: string[], _links: Record<string, { href: string }> }
type Body = Record<string, unknown>

/** A client with a token of alice, who has an electric car; bob has a hybrid, carol a thermic one. */
async function startCars (t: Parameters<typeof startClient>[0], environment: Record<string, string> = {}) {
  const client = await startClient(t, environment)
  const read = async (path: string, as = 'alice') => await client.rest('GET', `${API}${path}`, as)
  const car = async (as = 'alice'): Promise<Car> => ((await read('/user/vehicles?client_id=x', as)).body as { _embedded: { vehicles: Car[] } })._embedded.vehicles[0] as Car
  const of = async (resource: string, as = 'alice'): Promise<Body> => (await read(`/user/vehicles/${(await car(as)).id}/${resource}`, as)).body ?? {}
  const patch = async (change: object, vin = VIN, as = 'alice') => await client.admin('PATCH', `accounts/${as}/vehicles/${vin}`, change)
  return { ...client, read, car, of, patch }
}

/** What is wrong with a value for some client: null, an empty text, a date or a duration that is none. */
function flaws (value: unknown, path = ''): string[] {
  if (value === null || value === undefined || value === '') return [`${path} is ${JSON.stringify(value)}`]
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, item]) => flaws(item, `${path}.${name}`))
  const name = path.split('.').at(-1) ?? ''
  if (/At$/.test(name)) return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value)) ? [] : [`${path} is no date: ${String(value)}`]
  if (/^(remainingTime|nextDelayedTime|start)$/.test(name)) return typeof value === 'string' && /^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/.test(value) ? [] : [`${path} is no duration: ${String(value)}`]
  if (/^(level|autonomy|chargingRate|heading|mileage|capacity|residual|speed|distance|duration|startMileage)$/.test(name)) return Number.isInteger(value) ? [] : [`${path} is not whole: ${String(value)}`]
  return []
}

t.test('the user carries the cars, so does the list, and a car is found by the id that it has there', async (t) => {
  const { read, car } = await startCars(t)
  const { id } = await car()
  t.match(id, /^[0-9a-f]{32}$/)
  const inShort = { id, vin: VIN, brand: 'Peugeot', label: 'Electric car of alice', motorization: 'Electric', pictures: [String] }
  t.match(await read('/user'), { status: 200, headers: { 'content-type': /^application\/hal\+json/ }, body: { id: 'AP-ACNT200000000001', _links: { self: {} }, _embedded: { vehicles: [inShort] } } })
  t.match((await read('/user/vehicles')).body, { total: 1, _embedded: { vehicles: [inShort] } })
  t.match((await read(`/user/vehicles/${id}`)).body, inShort)
  t.match((await car('bob')), { motorization: 'Hybrid' })
  t.match((await car('carol')), { motorization: 'Thermic' })
})

t.test('every link leads somewhere, in a sandbox of its own too, and the picture needs no token', async (t) => {
  const { app } = await startCars(t)
  const headers = { authorization: 'Bearer alice', host: 'mock.test' }
  const ask = async (url: string, given: Record<string, string> = headers) => await app.inject({ url, headers: given })
  const { _embedded: { vehicles: [car] } } = (await ask('/sandbox/mine/connectedcar/v4/user')).json<{ _embedded: { vehicles: Car[] } }>()
  for (const { href } of Object.values(car?._links ?? {})) {
    t.match(href, /^http:\/\/mock\.test\/sandbox\/mine\/connectedcar\/v4\/user\/vehicles\//)
    t.equal((await ask(href)).statusCode, 200, href)
  }
  const picture = await ask(car?.pictures[0] ?? '', { host: 'mock.test' })
  t.match(picture, { statusCode: 200, headers: { 'content-type': 'image/png' } })
  t.equal(picture.rawPayload.subarray(1, 4).toString(), 'PNG', 'which programs read that cannot read SVG')
})

t.test('a status has no null, whole numbers, dates and durations that clients can read, whatever the car', async (t) => {
  const { of, patch } = await startCars(t)
  for (const as of ['alice', 'bob', 'carol']) t.strictSame(flaws(await of('status', as)), [], as)
  const states = [
    { charging: { plugged: true, status: 'InProgress', power: 7333 } },
    { charging: { status: 'Stopped', delayedTo: 'PT22H30M' } },
    { charging: { status: 'Failure' } },
    { charging: { plugged: false } },
    { speed: 87, battery: { level: 33, capacity: 12_345 }, position: { heading: 359 } },
    { asleep: true, doors: { state: ['Unlocked'], opened: ['trunk'] } },
    { preconditioning: { status: 'Enabled', programs: [{ slot: 1, hour: 7, minute: 5, enabled: true, days: ['mon', 'sun'] }] } },
    { odometer: 12_355 }
  ]
  for (const state of states) {
    t.match(await patch(state), { status: 200 })
    for (const resource of ['status', 'lastPosition', 'maintenance', 'trips', 'alarms', 'alerts']) t.strictSame(flaws(await of(resource)), [], `${resource} of ${JSON.stringify(state)}`)
  }
})

t.test('both generations say the same of one state', async (t) => {
  const { of, patch, admin } = await startCars(t)
  await admin('PUT', 'clock', { frozen: true })
  await patch({ battery: { level: 40 }, charging: { plugged: true, status: 'InProgress', mode: 'Quick' }, doors: { state: ['Unlocked'], opened: ['driver'] }, preconditioning: { status: 'Enabled' } })
  const { energies: [one], energy: [other], ...status } = await of('status') as { energies: Array<{ extension: { electric: { charging: Body } } }>, energy: Array<{ charging: Body }> } & Body
  t.strictSame(one?.extension.electric.charging, other?.charging)
  t.match(other, { type: 'Electric', level: 40, autonomy: 133, charging: { plugged: true, status: 'InProgress', chargingMode: 'Quick', chargingRate: 49, remainingTime: 'PT4H3M15S', nextDelayedTime: 'PT0S' } })
  t.match(one, { extension: { electric: { battery: { load: { capacity: 50_000, residual: 20_000 } } } } })
  t.match(status, {
    doorsState: { lockedStates: ['Unlocked'], opening: [{ identifier: 'Driver', state: 'Open' }, { identifier: 'Passenger', state: 'Closed' }] },
    preconditioning: { airConditioning: { status: 'Enabled' } },
    preconditionning: { airConditioning: { status: 'Enabled', programs: [] } },
    ignition: { type: 'Stop' },
    kinetic: { moving: false },
    lastPosition: { geometry: { type: 'Point', coordinates: [2.2151043, 48.77232] } }
  })
})

t.test('a hybrid has one entry for each energy, a thermic car one and a motor', async (t) => {
  const { of } = await startCars(t)
  const types = async (as: string) => ((await of('status', as)).energies as Array<{ type: string }>).map(({ type }) => type)
  t.strictSame([await types('alice'), await types('bob'), await types('carol')], [['Electric'], ['Electric', 'Fuel'], ['Fuel']])
  t.match(await of('status', 'carol'), { engines: [{ extension: { thermic: { coolant: { temp: 15 } } } }], service: { type: 'Unknown' } })
})

t.test('a charge raises the level as the sandbox\'s time passes, and ends', async (t) => {
  const { of, patch, admin } = await startCars(t)
  await patch({ battery: { level: 90 }, charging: { plugged: true, status: 'InProgress', power: 5000 } })
  const energy = async () => ((await of('status')).energy as Body[])[0]
  await admin('PUT', 'clock', { advance: 'PT30M' })
  t.match(await energy(), { level: 95, charging: { status: 'InProgress', remainingTime: 'PT30M' } })
  await admin('PUT', 'clock', { advance: 'PT30M' })
  t.match(await energy(), { level: 100, charging: { status: 'Finished', remainingTime: 'PT0S', chargingRate: 0 } })
})

t.test('a car that sleeps tells when it last told of itself, one that is awake tells it now', async (t) => {
  const { of, patch, admin } = await startCars(t)
  await admin('PUT', 'clock', { frozen: true })
  await patch({ asleep: true })
  const told = async () => (await of('status')).createdAt
  const before = await told()
  await admin('PUT', 'clock', { advance: 'PT1H' })
  t.equal(await told(), before)
  await patch({ asleep: false })
  t.equal(await told(), '2026-01-01T13:00:00.000Z')
})

t.test('a drive is a trip, the newest last, at most 60; an odometer that is set is none', async (t) => {
  const { of, patch, admin } = await startCars(t)
  await admin('PUT', 'clock', { frozen: true })
  t.match(await of('trips'), { total: 0, _embedded: { trips: [] } })
  await patch({ odometer: 50_000 })
  t.match(await of('trips'), { total: 0 })
  await patch({ odometer: 50_010 })
  await patch({ label: 'Not driven' })
  t.match(await of('trips'), {
    total: 1,
    _links: { last: { href: /pageToken=/ } },
    _embedded: { trips: [{ distance: 10, startMileage: 50_000, startedAt: '2026-01-01T11:50:00.000Z', stoppedAt: '2026-01-01T12:00:00.000Z', duration: 600, kinetic: { avgSpeed: 16.7 }, energyConsumptions: [{ type: 'Electric', consumption: 1500, avgConsumption: 15_000 }] }] }
  })
  for (let odometer = 50_011; odometer < 50_080; odometer++) await patch({ odometer })
  const { total, _embedded: { trips } } = await of('trips?timestamps=2026-01-01T00:00:00%2B01:00/&distance=0.1-&pageToken=last') as { total: number, _embedded: { trips: Array<{ id: string, startMileage: number }> } }
  t.strictSame([total, trips.length, new Set(trips.map(({ id }) => id)).size, trips.at(-1)?.startMileage], [60, 60, 60, 50_078])
})

t.test('trips are those of a time and of a distance, where they are asked for; a range that is none is 400 and says what to send', async (t) => {
  const { of, patch } = await startCars(t)
  await patch({ odometer: 12_355 })
  await patch({ odometer: 12_455 })
  const total = async (query: string) => (await of(`trips?${query}`)).total
  t.strictSame([await total('distance=50-'), await total('distance=-50'), await total('distance=10-100'), await total('distance=500-')], [1, 1, 2, 0])
  t.strictSame([await total('timestamps=2026-01-01T12:00:00Z/'), await total('timestamps=2030-01-01/'), await total('timestamps=/2020-01-01'), await total('timestamps=2026-01-01T00:00:00+01:00/')], [2, 0, 0, 2])
  for (const range of ['timestamps=2026-01-01/2026-01-02/2026-01-03', 'distance=1-2-3']) t.match(await of(`trips?${range}`), { code: 40001 }, range)
  t.match(await of('trips?timestamps=nonsense'), { code: 40001, message: /^timestamps "nonsense" is not a range\. Send one such as / })
  t.match(await of('trips?distance=100-50'), { code: 40001, message: 'distance "100-50" ends before it begins. Send one such as 0.1-' })
  t.match(await of('trips?timestamps=2027-01-01/2026-01-01'), { code: 40001, message: /^timestamps "2027-01-01\/2026-01-01" ends before it begins\. / })
})

t.test('a car that sleeps while it charges tells of it', async (t) => {
  const { of, patch, admin } = await startCars(t)
  await admin('PUT', 'clock', { frozen: true })
  await patch({ asleep: true, battery: { level: 20 }, charging: { plugged: true, status: 'InProgress' } })
  await admin('PUT', 'clock', { advance: 'PT1H' })
  t.match(await of('status'), { createdAt: '2026-01-01T13:00:00.000Z', energy: [{ level: 34 }] })
})

t.test('trips are kept in a snapshot', async (t) => {
  const { of, patch, admin } = await startCars(t)
  await patch({ odometer: 12_400 })
  const { body } = await admin('GET', 'state')
  await admin('POST', 'reset')
  t.match(await of('trips'), { total: 0 })
  t.match(await admin('PUT', 'state', body), { status: 204 })
  t.match(await of('trips'), { total: 1 })
})

t.test('position, maintenance, alarms, alerts and rights are those of the car', async (t) => {
  const { of, patch, rest } = await startCars(t)
  await patch({ alarms: [{ type: 'intrusion', active: true, at: '2026-01-01T10:00:00Z' }, { type: 'tilt', active: false, at: '2026-01-01T11:00:00Z' }], position: { latitude: 1.5, longitude: -2.5 }, odometer: 39_000, services: ['doors'] })
  t.match(await of('lastPosition'), { type: 'Feature', geometry: { coordinates: [-2.5, 1.5] }, properties: { heading: 0 } })
  t.match(await of('maintenance'), { mileageBeforeMaintenance: 1000, daysBeforeMaintenance: Number })
  t.match(await of('alarms'), { total: 2, _embedded: { alarms: [{ type: 'intrusion', status: { activation: 'Active' } }, { type: 'tilt', status: { activation: 'Inactive' } }] } })
  t.match(await of('status'), { alarm: { status: { activation: 'Active' } } })
  t.match(await of('alerts'), { total: 0 })
  await patch({ battery: { level: 9 }, doors: { opened: ['trunk', 'roofWindow'] } })
  t.match(await of('alerts'), { total: 3, _embedded: { alerts: [{ type: 'LowBattery' }, { type: 'DoorOpened' }, { type: 'WindowsRoofOpened' }] } })
  const rights = (await rest('GET', `/applications/cvs/v4/rights/vehicle/${VIN}`, 'alice')).body
  t.match(rights, { vin: VIN, rights: [{ service: 'charge', status: 'NotGranted' }, { service: 'doors', status: 'Granted' }] })
})

t.test('a car is its owner\'s alone, and every 404 has a code; an account without a car has an empty list', async (t) => {
  const { car, read, rest, admin } = await startCars(t)
  const { id } = await car()
  t.match(await read(`/user/vehicles/${id}/status`, 'bob'), { status: 404, body: { code: 40400, message: /no vehicle of this id: it has [0-9a-f]{32}/, uuid: String, timestamp: String } })
  t.match(await rest('GET', `/applications/cvs/v4/rights/vehicle/${VIN}`, 'bob'), { status: 404, body: { code: 40400 } })
  await admin('DELETE', `accounts/alice/vehicles/${VIN}`)
  t.match(await read('/user/vehicles'), { status: 200, body: { total: 0, _embedded: { vehicles: [] } } })
  t.match(await read(`/user/vehicles/${id}`), { status: 404, body: { code: 40410, message: /no compatible vehicle/ } })
  t.match(await rest('POST', '/applications/cvs/v4/mobile/token', 'alice', {}), { status: 404, body: { code: 40400 } })
})

t.test('without a token it is 401 in the words on which a client renews it, with its reason phrase', async (t) => {
  const { app } = await startCars(t)
  for (const path of ['/user', '/user/vehicles', '/user/vehicles/x/status']) {
    const answer = await app.inject({ url: `${API}${path}`, headers: { authorization: 'Bearer gone' } })
    t.match(answer, { statusCode: 401, statusMessage: 'Unauthorized' })
    t.match(answer.json(), { httpCode: '401', moreInformation: 'Token is invalid' })
  }
})

t.test('faults hit a question of the vehicle API, and the journal says what was asked', async (t) => {
  const { read, car, admin } = await startCars(t)
  const { id } = await car()
  await admin('PUT', 'faults/down', { match: { operation: 'cvs.vehicleStatus' }, effect: { error: 2204 }, times: 1 })
  t.match(await read(`/user/vehicles/${id}/status`), { status: 500 })
  await admin('PUT', 'faults/limit', { match: { operation: 'vehicleStatus' }, effect: { http: { status: 429, headers: { 'retry-after': '60' }, body: { httpCode: '429' } } }, times: 1 })
  t.match(await read(`/user/vehicles/${id}/status`), { status: 429, headers: { 'retry-after': '60' } })
  t.match(await read(`/user/vehicles/${id}/status`), { status: 200 })
  t.match((await admin('GET', 'requests?limit=1')).body, { requests: [{ face: 'cvs', operation: 'cvs.vehicleStatus', account: 'alice', status: 'SUCCEEDED' }] })
})

t.test('what the SDK and REST do act on the same car', async (t) => {
  const { prepare, set, call, pass } = await carApp(t)
  const status = async () => (await call({ url: `${API}/user/vehicles/${vehicleId(VIN)}/status`, headers: { authorization: 'Bearer alice' } })).body
  await prepare()
  t.match(await status(), { energy: [{ charging: { status: 'Stopped' } }] })
  t.match(await set('pims.vehicle.command', { action: 'charge', startNow: true }), { status: 'SUCCEEDED' })
  await pass('PT10S')
  t.match(await status(), { energy: [{ charging: { status: 'InProgress' } }] })
})
