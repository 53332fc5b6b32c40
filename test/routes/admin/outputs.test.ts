import t from 'tap'
import { MAX_OUTPUTS, Outputs } from '../../../src/pims/outputs.ts'
import { start } from '../../support/start.ts'

const price = { priceFuel: 1.9, priceElectric: 0.3 }
const alice = { authorization: 'Bearer alice' }

t.test('an operation answers the example of the reference until something else is put', async (t) => {
  const { admin, call } = await start(t)
  const ask = async () => (await call({ url: '/pims.vehicle.price', headers: alice })).body?.result
  t.strictSame(await ask(), { priceFuel: 1.27, priceElectric: 0.85 })
  t.match(await admin('GET', 'outputs/get.price'), { status: 200, body: { isPut: false, output: { priceFuel: 1.27 } } })
  t.match(await admin('PUT', 'outputs/get.price', price), { status: 201, body: { operation: 'get.price', account: null, isPut: true, output: price } })
  t.strictSame(await ask(), price)
  t.match(await admin('PUT', 'outputs/get.price', { priceFuel: 2 }), { status: 200 })
  t.strictSame(await ask(), { priceFuel: 2 }, 'what the reference does not require may be left out')
  t.equal((await admin('DELETE', 'outputs/get.price')).status, 204)
  t.strictSame(await ask(), { priceFuel: 1.27, priceElectric: 0.85 })
})

t.test('an output for one account is answered to nobody else', async (t) => {
  const { admin, call } = await start(t)
  await admin('PUT', 'outputs/get.price', { priceFuel: 2 })
  t.match(await admin('PUT', 'outputs/get.price?account=bob', { priceFuel: 3 }), { status: 201, body: { account: 'bob' } })
  const ask = async (as: string) => (await call({ url: '/pims.vehicle.price', headers: { authorization: `Bearer ${as}` } })).body?.result
  t.strictSame([await ask('alice'), await ask('bob')], [{ priceFuel: 2 }, { priceFuel: 3 }])
  t.match((await admin('GET', 'outputs')).body, { outputs: [{ account: null }, { account: 'bob' }] })
  await admin('DELETE', 'accounts/bob')
  t.equal(((await admin('GET', 'outputs')).body?.outputs as unknown[]).length, 1, 'it goes with its account')
  t.match(await admin('PUT', 'outputs/get.price?account=nobody', price), { status: 404 })
})

t.test('a misspelt account or query puts, shows and deletes nothing for all', async (t) => {
  const { admin } = await start(t)
  await admin('PUT', 'outputs/get.price', price)
  for (const [method, body] of [['PUT', { priceFuel: 9 }], ['GET', undefined], ['DELETE', undefined]] as const) {
    t.match(await admin(method, 'outputs/get.price?acount=bob', body), { status: 400, body: { message: /^acount is not known here; account is/ } }, method)
    t.match(await admin(method, 'outputs/get.price?account=bobb', body), { status: 404, body: { message: /Did you mean bob\?/ } }, method)
  }
  t.match((await admin('GET', 'outputs')).body, { outputs: [{ account: null, output: price }] })
})

t.test('an output replaces that of an operation with state too, once its checks have passed', async (t) => {
  const { admin, get } = await start(t)
  t.match(await admin('GET', 'outputs/get.trustedphonenumber'), { status: 404, body: { message: /decided by state/ } })
  await admin('PUT', 'outputs/get.trustedphonenumber', { phoneNumber: '0700000000' })
  t.match(await get('trustedphonenumber'), { body: { result: { phoneNumber: '0700000000' } } })
  t.match(await get('trustedphonenumber', {}, { as: 'bob' }), { body: { error: { code: 2307 } } })
})

t.test('what differs from the reference is refused, and says where; nothing is stored', async (t) => {
  const { admin } = await start(t)
  const refusals: ReadonlyArray<readonly [operation: string, output: unknown, status: number, message: RegExp]> = [
    ['get.price', { priceFuel: 'x' }, 422, /^priceFuel must be a number/],
    ['get.price', { priceGas: 1 }, 422, /^priceGas is not known here; priceFuel, priceElectric are/],
    ['get.price', [], 400, /must be an object/],
    ['get.prices', price, 404, /^There is no operation get\.prices\. Did you mean get\.price\?/],
    ['set.price', price, 422, /^set\.price has no output/],
    ['subscribe.signal', { code: 'ok' }, 422, /^code must be/],
    ['subscribe.event.remote', { notification: 'x'.repeat(40_000) }, 422, /notification must be|at most 32768/],
    ['get.trip.id', { trip: JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`) as object }, 422, /more than 20 levels/]
  ]
  for (const [operation, output, status, message] of refusals) t.match(await admin('PUT', `outputs/${operation}`, output as object), { status, body: { message } }, operation)
  t.strictSame((await admin('GET', 'outputs')).body, { outputs: [] })
})

t.test('a snapshot with an output of an unknown operation, or one that differs from the reference, is refused, and changes nothing', async (t) => {
  const { admin } = await start(t)
  await admin('PUT', 'outputs/get.price', price)
  const { body } = await admin('GET', 'state')
  await admin('PUT', 'accounts/new', {})
  const outputs = [{ operation: 'get.price', account: null, output: price }, { operation: 'get.prise', account: null, output: {} }]
  t.match(await admin('PUT', 'state', { ...body, outputs }), { status: 422, body: { message: 'outputs.1: There is no operation get.prise. Did you mean get.price? Nothing was changed.' } })
  const wrong = [{ operation: 'get.price', account: null, output: { ...price, priceFuel: 'dear' } }]
  t.match(await admin('PUT', 'state', { ...body, outputs: wrong }), { status: 422, body: { message: 'outputs.0: priceFuel must be a number, not "dear". Nothing was changed.' } })
  t.match(await admin('GET', 'accounts/new'), { status: 200 })
  t.match((await admin('GET', 'outputs')).body, { outputs: [{ operation: 'get.price', output: price }] })
})

t.test('outputs are part of a snapshot, go with a reset, and are bounded', async (t) => {
  const { admin, sandbox } = await start(t)
  const { used } = sandbox().memory
  await admin('PUT', 'outputs/get.price', price)
  const { body } = await admin('GET', 'state')
  await admin('DELETE', 'outputs')
  sandbox().forgetHistory() // of the calls of the admin API themselves
  t.equal(sandbox().memory.used, used, 'what it took is given back')
  t.match(await admin('PUT', 'state', body as object), { status: /^20/ })
  t.match((await admin('GET', 'outputs')).body, { outputs: [{ operation: 'get.price', output: price }] })
  t.ok(MAX_OUTPUTS >= 128, 'one for each operation fits')
})

t.test('a sandbox keeps so many outputs, and no more; one that is there can be replaced', async (t) => {
  const { admin, sandbox } = await start(t)
  await admin('PUT', 'outputs/get.price', price)
  for (let count = 1; count < MAX_OUTPUTS; count++) sandbox().part(Outputs).set({ operation: 'get.price', account: `a${count}`, output: price })
  t.match(await admin('PUT', 'outputs/get.price', { priceFuel: 2 }), { status: 200 })
  t.match(await admin('PUT', 'outputs/get.price?account=alice', price), { status: 507, body: { message: /keeps 500 outputs; delete some/ } })
  await admin('DELETE', 'outputs/get.price')
  t.match(await admin('PUT', 'outputs/get.price?account=alice', price), { status: 201 })
})
