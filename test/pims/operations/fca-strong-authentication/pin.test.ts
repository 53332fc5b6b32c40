import t, { type Test } from 'tap'
import { start } from '../../../support/start.ts'

const as = { as: 'fab' }

async function fca (t: Test, account: object = {}) {
  const started = await start(t)
  await started.admin('PUT', 'accounts/fab', { family: 'fca', ...account })
  return {
    ...started,
    pincode: (parameters: object) => started.set('pincode', { ...parameters }, as),
    open: (pinCode: string) => started.set('session', { action: 'open', pinCode }, as),
    token: (type: string, action = 'get') => started.get('token', { type, action }, as)
  }
}

t.test('isDeviceActivated needs no actionType, and says whether the device is enrolled', async (t) => {
  const { get, admin } = await fca(t)
  const ask = async (device: string) => (await get('account', { type: 'isDeviceActivated' }, { as: 'fab', headers: { 'x-device-id': device } })).body?.result
  t.strictSame(await ask('phone'), { isDeviceActivated: false })
  await admin('PATCH', 'accounts/fab', { devices: [{ id: 'phone' }] })
  t.strictSame(await ask('phone'), { isDeviceActivated: true })
  t.strictSame(await ask('other'), { isDeviceActivated: false })
})

t.test('create sets the first PIN and no second one; update changes it, and refuses a wrong and the same one', async (t) => {
  const { pincode, open } = await fca(t)
  t.match(await open('1234'), { body: { error: { code: 2102, label: 'Invalid pinCode parameter' } } })
  t.match(await pincode({ action: 'create', pinCode: '1234' }), { status: 200 })
  t.match(await pincode({ action: 'create', pinCode: '9999' }), { body: { error: { code: 2102, label: 'Invalid pinCode parameter' } } })
  t.match(await pincode({ action: 'update', oldPIN: '9999', newPIN: '4321' }), { body: { error: { code: 2102, label: 'Invalid oldPIN parameter' } } })
  t.match(await pincode({ action: 'update', oldPIN: '1234', newPIN: '1234' }), { body: { error: { code: 2102, label: 'Invalid newPIN parameter' } } })
  t.match(await pincode({ action: 'update', oldPIN: '1234', newPIN: '4321' }), { status: 200 })
  t.match(await open('1234'), { body: { error: { code: 2102 } } })
  t.match(await open('4321'), { status: 200 })
})

t.test('wrong PINs count, and the last one allowed blocks the PIN, the right one too', async (t) => {
  const { open, admin } = await fca(t, { pin: '1234', limits: { maxPinErrors: 2 } })
  t.match(await open('0000'), { body: { error: { code: 2102 } } })
  t.match((await admin('GET', 'accounts/fab')).body, { pinErrors: 1 })
  t.match(await open('0000'), { body: { error: { code: 2310 } } })
  t.match(await open('1234'), { body: { error: { code: 2310 } } })
  t.match((await admin('GET', 'accounts/fab')).body, { blocked: 'PinBlocked' })
})

t.test('the session token is there while a session is open on the device; the Cognito token for whoever is signed in', async (t) => {
  const { open, token, set, admin } = await fca(t, { pin: '1234' })
  t.match(await token('cognito'), { status: 200, body: { result: { type: 'cognito' } } })
  t.match(await token('session'), { body: { error: { code: 2102, label: 'Invalid type parameter' } } })
  await open('1234')
  const { body } = await token('session')
  t.match(body, { result: { type: 'session' } })
  t.strictSame((await token('session')).body?.result, body?.result)
  t.notSame((await token('session', 'refresh')).body?.result, body?.result)
  t.notSame((await token('cognito')).body?.result, (await token('session')).body?.result)
  await admin('PUT', 'clock', { advance: 'PT1H' })
  t.match(await token('session'), { body: { error: { code: 2102 } } })
  await open('1234')
  t.match(await token('session'), { status: 200 })
  await set('user', { action: 'logout' }, as)
  t.match(await token('session'), { body: { error: { code: 2102 } } })
})

t.test('the key stays until it is refreshed, and its identity is the account\'s', async (t) => {
  const { get } = await fca(t)
  const key = async (action: string) => (await get('key', { action, type: ['identityId', 'accessKeyId', 'secretKey'] }, as)).body?.result as Record<string, string>
  const first = await key('get')
  t.strictSame(await key('get'), first)
  const next = await key('refresh')
  t.equal(next.identityId, first.identityId)
  t.not(next.accessKeyId, first.accessKeyId)
  t.not(next.secretKey, first.secretKey)
})
