import t from 'tap'
import { start, type Started } from '../../../support/start.ts'

type Configuration = Record<string, unknown> & { credential: Record<string, unknown>, monitoring: Record<string, unknown>, profile: Record<string, unknown> }

/** The configuration that the server itself offers. */
const offered = async ({ admin }: Started) => (await admin('GET', 'sdk-config')).body as unknown as Configuration
const initialize = ({ call }: Started, payload: object, device = 'device-1') =>
  call({ method: 'POST', url: '/pims.initialize', payload, headers: { 'x-device-id': device } })

t.test('takes what /admin/sdk-config offers, once per device', async (t) => {
  const started = await start(t)
  const configuration = await offered(started)
  t.match(configuration, { environnement: 'development', credential: { inWeboURL: 'http://localhost:80' } })
  t.match(await initialize(started, configuration), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match(await initialize(started, configuration), { status: 409, body: { error: { code: 2007, label: 'Facade already initialized' } } })
  t.match(await initialize(started, configuration, 'another'), { status: 200 })
})

t.test('/admin/sdk-config points at the sandbox that it is asked in', async (t) => {
  const { call } = await start(t)
  t.match((await call({ url: '/sandbox/mine/admin/sdk-config', headers: { host: '10.0.2.2:3000' } })).body, { credential: { inWeboURL: 'http://10.0.2.2:3000/sandbox/mine' } })
})

t.test('checks every field of the vendor’s table', async (t) => {
  const started = await start(t)
  const good = await offered(started)
  const { clientID, ...credential } = good.credential
  const fine = [
    { ...good, monitoring: undefined },
    { ...good, monitoring: { newLogFile: 'duration', newLogTimeDuration: 5 } },
    { ...good, monitoring: { newLogFile: 'day', newLogTimeDuration: 1 } },
    { ...good, credential: { ...credential, clientId: clientID } },
    { ...good, profile: { brand: 'VAUXHALL' } }
  ]
  for (const [index, configuration] of fine.entries()) t.match(await initialize(started, configuration, `fine-${index}`), { status: 200 }, JSON.stringify(configuration))

  const bad = [
    {},
    { ...good, environnement: 'production' },
    { ...good, mode: undefined },
    { ...good, monitoring: 'low' },
    { ...good, monitoring: { logLevel: 'loud' } },
    { ...good, monitoring: { newLogFile: 'duration' } },
    { ...good, monitoring: { newLogFile: 'duration', newLogTimeDuration: 4 } },
    { ...good, monitoring: { newLogFile: 'duration', newLogTimeDuration: 1441 } },
    { ...good, credential },
    { ...good, credential: { ...good.credential, clientSecret: ' ' } },
    { ...good, credential: { ...good.credential, macID: 7 } },
    { ...good, credential: { ...good.credential, inWeboURL: 'otp' } },
    { ...good, profile: { brand: 'Fiat' } },
    { ...good, profile: { brand: 7 } }
  ]
  for (const configuration of bad) {
    t.match(await initialize(started, configuration), { status: 503, body: { error: { code: 2004, label: 'Configuration file invalid' } } }, JSON.stringify(configuration))
  }
})

t.test('without macID or inWeboURL strong authentication is not configured', async (t) => {
  const started = await start(t)
  const good = await offered(started)
  for (const missing of ['macID', 'inWeboURL']) {
    await initialize(started, { ...good, credential: { ...good.credential, [missing]: undefined } }, missing)
    const headers = { 'x-device-id': missing }
    t.match(await started.get('account', { type: 'isDeviceActivated', actionType: 'strong' }, { headers }), { body: { error: { code: 2344, label: 'StrongAuthentication not configured' } } })
    t.match(await started.get('trustedphonenumber', {}, { headers }), { body: { error: { code: 2006 } } }, '2344 is not documented there')
    t.match(await started.get('account', { type: 'username', actionType: 'basic' }, { headers }), { status: 200 })
  }
})

t.test('REQUIRE_INITIALIZE refuses every operation before it, faults included', async (t) => {
  const started = await start(t, { REQUIRE_INITIALIZE: 'true' })
  const refused = { status: 503, body: { error: { code: 2001, label: 'Facade not initialized' } } }
  t.match(await started.get('trustedphonenumber', {}, { headers: { 'x-fault': '2307' } }), refused)
  t.match(await started.call({ method: 'POST', url: '/pims.release' }), refused)
  await initialize(started, await offered(started))
  t.match(await started.get('trustedphonenumber'), { status: 200 })
  t.match(await started.get('trustedphonenumber', {}, { headers: { 'x-device-id': 'another' } }), refused)
})
