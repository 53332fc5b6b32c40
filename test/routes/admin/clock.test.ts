import t from 'tap'
import { Tokens } from '../../../src/oauth/tokens.ts'
import { certify, start } from '../../support/start.ts'

t.test('shows the time of the sandbox', async (t) => {
  const { admin } = await start(t)
  t.strictSame((await admin('GET', 'clock')).body, { now: '2026-01-01T12:00:00.000Z', offset: 0, frozen: false })
})

t.test('advances by milliseconds or an ISO 8601 duration, months by the calendar', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PUT', 'clock', { advance: 1500 }), { status: 200, body: { now: '2026-01-01T12:00:01.500Z', offset: 1500 } })
  t.match(await admin('PUT', 'clock', { advance: 'P1M1DT1H0.5S' }), { body: { now: '2026-02-02T13:00:02.000Z' } })
  t.match(await admin('PUT', 'clock', { advance: -2000 }), { body: { now: '2026-02-02T13:00:00.000Z' } })
  t.match(await admin('PUT', 'clock', { advance: '-P1MT5M' }), { body: { now: '2026-01-02T12:55:00.000Z' } })
  t.match(await admin('PUT', 'clock', { advance: 0.4 }), { body: { now: '2026-01-02T12:55:00.000Z', offset: 89_700_000 } }, 'to the millisecond')
})

t.test('is set, stopped and started', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PUT', 'clock', { now: '2030-05-06T07:08:09Z', frozen: true }), { body: { now: '2030-05-06T07:08:09.000Z', frozen: true } })
  t.match(await admin('PUT', 'clock', { advance: 1000 }), { body: { now: '2030-05-06T07:08:10.000Z', frozen: true } })
  t.match(await admin('PUT', 'clock', { frozen: false }), { body: { now: '2030-05-06T07:08:10.000Z', frozen: false } })
  t.match(await admin('PUT', 'clock', { now: '2030-05-06T07:08:09+02:00' }), { body: { now: '2030-05-06T05:08:09.000Z' } })
  t.match(await admin('PUT', 'clock', { now: '2030-05-06' }), { body: { now: '2030-05-06T00:00:00.000Z' } })
})

t.test('refuses what is no time, and stays where it is', async (t) => {
  const { admin } = await start(t)
  for (const now of ['tomorrow', '2026-01-01 (x', '2026-02-31T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-01 12:00 PST', '2026-01-01T12:00:00', '2026-01-01T25:00:00Z']) {
    t.match(await admin('PUT', 'clock', { now, frozen: true }), { status: 422, body: { message: `now "${now}" is not an ISO 8601 time with a zone. Send one such as 2026-01-31T12:00:00Z.` } }, now)
  }
  for (const advance of ['soon', 'xxPT5M', 'PT5Mxyz', 'P1YP1Y', 'P', 'PT', '5M', 'P-1D']) {
    t.match(await admin('PUT', 'clock', { advance, frozen: true }), { status: 422, body: { message: /Send 300000, "PT5M", or "-PT5M" to go back/ } }, advance)
  }
  for (const advance of [1e18, 'P99999Y', '-P9999Y']) t.match(await admin('PUT', 'clock', { advance }), { status: 422, body: { message: /would leave the years 0000 to 9999/ } }, String(advance))
  t.match(await admin('PUT', 'clock', {}), { status: 400 })
  t.match(await admin('GET', 'clock'), { body: { now: '2026-01-01T12:00:00.000Z', frozen: false } })
})

t.test('a reset takes the sandbox back to the fixtures, the time and the seed it began with', async (t) => {
  const kit = await start(t)
  const { admin, get, set } = kit
  const device = { headers: { 'x-device-id': 'phone' } }
  const run = async () => {
    await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
    return (await admin('GET', 'sms')).body
  }
  const first = await run()
  await set('user', { action: 'login' }, { ...device, as: 'bob' })
  const issued = kit.sandbox().part(Tokens).issue('access', { id: 'alice' }, 'openid')
  await admin('PUT', 'clock', { advance: 'P1D', frozen: true })
  await admin('DELETE', 'accounts/bob')
  await admin('PUT', 'accounts/eve', {})
  await admin('PUT', 'faults/2204')
  await admin('PUT', 'scenarios/sms-late/active')

  t.match(await admin('POST', 'reset'), { status: 204, text: '' })
  t.match(await admin('GET', 'clock'), { body: { offset: 0, frozen: false } })
  t.match(await admin('GET', 'accounts/bob'), { status: 200 })
  t.match(await admin('GET', 'accounts/eve'), { status: 404 })
  t.match((await admin('GET', 'sms')).body, { messages: [], total: 0, late: [] })
  t.strictSame((await admin('GET', 'requests')).body, { requests: [], total: 0 })
  t.strictSame((await admin('GET', 'faults')).body, { faults: [] })
  t.strictSame([...kit.sandbox().codes.values()], [])
  t.equal(kit.sandbox().part(Tokens).find('access', issued.value), undefined)
  t.strictSame(await run(), first)
})

t.test('every part that a snapshot holds is as new after a reset', async (t) => {
  const kit = await start(t)
  const before = (await kit.admin('GET', 'state')).body
  await certify(kit, '0612345678')
  await kit.set('user', { action: 'login' }, { headers: { 'x-device-id': 'phone' } })
  await kit.get('token', { type: 'customerAT', action: 'get' })
  await kit.admin('PUT', 'faults/2204')
  kit.sandbox().part(Tokens).issue('access', { id: 'alice' }, 'openid')
  t.notSame((await kit.admin('GET', 'state')).body, before)
  await kit.admin('POST', 'reset')
  t.strictSame((await kit.admin('GET', 'state')).body, before)
})

t.test('a message that was still on its way before a reset never arrives', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'clock', { advance: '-P1D', frozen: true })
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' }, { headers: { 'x-fault': '{"sms":{"delay":60000}}' } })
  const arrived: unknown[] = []
  kit.sandbox().events.on('sms', (sms) => arrived.push(sms))
  await kit.admin('POST', 'reset')
  t.strictSame(arrived, [])
})
