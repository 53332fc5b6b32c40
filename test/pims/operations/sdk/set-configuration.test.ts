import t from 'tap'
import { start } from '../../../support/start.ts'

t.test('macID and inWeboURL that pims.initialize was called without configure strong authentication, together or one after the other', async (t) => {
  const both = { macID: 'bb8e981582b0f31353108fb020bead1c', inWeboURL: 'https://otp.example.com' }
  for (const steps of [[both], [{ macID: both.macID }, { inWeboURL: both.inWeboURL }], [{ inWeboURL: both.inWeboURL }, { macID: both.macID }]]) {
    const { call, get, admin } = await start(t)
    const { macID: _, inWeboURL: __, ...credential } = ((await admin('GET', 'sdk-config')).body as { credential: Record<string, unknown> }).credential
    const configuration = { ...(await admin('GET', 'sdk-config')).body, credential }
    const headers = { 'x-device-id': 'device-1' }
    await call({ method: 'POST', url: '/pims.initialize', payload: configuration, headers })
    const strong = async () => await get('account', { type: 'isDeviceActivated', actionType: 'strong' }, { headers })
    for (const step of steps) {
      t.match(await strong(), { body: { error: { code: 2344 } } }, JSON.stringify(steps))
      t.match(await call({ method: 'POST', url: '/pims.sdk.configuration', payload: { credential: step }, headers }), { status: 200 })
    }
    t.match(await strong(), { status: 200, body: { result: { isDeviceActivated: true } } }, JSON.stringify(steps))
    t.match(await call({ method: 'POST', url: '/pims.sdk.configuration', payload: { mode: 'B2C' }, headers }), { status: 200 })
    t.match(await strong(), { status: 200 }, 'what is left out stays')
  }
})

t.test('before pims.initialize there is nothing to add to', async (t) => {
  const { call } = await start(t)
  t.match(await call({ method: 'POST', url: '/pims.sdk.configuration', payload: { credential: { macID: 'a' } }, headers: { 'x-device-id': 'new' } }), { status: 200 })
  const offered = (await call({ url: '/admin/sdk-config' })).body ?? {}
  t.match(await call({ method: 'POST', url: '/pims.initialize', payload: offered, headers: { 'x-device-id': 'new' } }), { status: 200 })
})

t.test('a field of the wrong form is refused, with its path', async (t) => {
  const { call } = await start(t)
  t.match(await call({ method: 'POST', url: '/pims.sdk.configuration', payload: { credential: { macID: 7 } } }), { body: { error: { code: 2102, label: 'Invalid credential.macID parameter' } } })
})
