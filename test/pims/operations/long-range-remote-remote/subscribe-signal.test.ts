import t from 'tap'
import { subscribe } from '../../../support/event-source.ts'
import { carApp } from '../../../support/car-app.ts'

t.test('a car that sleeps is woken: 900, 901, 902, 903, 200; every device of the account is told, and nobody else', async (t) => {
  const { app, set, pass, patch, prepare, admin } = await carApp(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const streams = [await subscribe(t, `${url}/pims.vehicle.signal`), await subscribe(t, `${url}/pims.vehicle.signal`, { device: 'tablet' })]
  const bobs = await subscribe(t, `${url}/pims.vehicle.signal`, { account: 'bob' })
  for (const stream of [...streams, bobs]) t.match(await stream.next(), { status: 'SUCCEEDED' })
  await patch({ asleep: true })
  await prepare()
  await set('pims.vehicle.command', { action: 'doors', doorState: 'unlock' })
  await pass('PT10S')
  for (const stream of streams) {
    const codes = []
    for (let told = 0; told < 5; told++) codes.push((await stream.next() as { result: { code: number } }).result.code)
    t.strictSame(codes, [900, 901, 902, 903, 200])
  }
  await admin('POST', 'publish', { operation: 'subscribe.signal', account: 'bob', result: { code: 200 } })
  t.match(await bobs.next(), { result: { code: 200 } }, 'the first that bob is told')
})
