// @ts-nocheck
import t from 'tap'
import { start } from '../../support/start.ts'

t.test('shows the time of the sandbox', async (t) => {
  const { admin } = await start(t)
  t.strictSame((await admin('GET', 'clock')).body, { now: '2026-01-01T12:00:00.000Z', offset: 0, frozen: false })
})

t.test('advances by milliseconds or an ISO 8601 duration, months by the calendar', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PUT', 'clock', { advance: 1500 }), { status: 200, body: { now: '2026-01-01T12:00:01.500Z', offset: 1500 } })
  t.match(await admin('PUT', 'clock', { advance: 'P1M1DT1H0.5S' }), { body: { now: '2026-02-02T13:00:02.000Z' } })
  t.match(await admin('PUT', 'clock', { advance: -2000 }), { body: { now: '2026-02-02T13:00:00.000Z' } })
})

t.test('is set, stopped and started', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PUT', 'clock', { now: '2030-05-06T07:08:09Z', frozen: true }), { body: { now: '2030-05-06T07:08:09.000Z', frozen: true } })
  t.match(await admin('PUT', 'clock', { advance: 1000 }), { body: { now: '2030-05-06T07:08:10.000Z', frozen: true } })
  t.match(await admin('PUT', 'clock', { frozen: false }), { body: { now: '2030-05-06T07:08:10.000Z', frozen: false } })
})

t.test('refuses what is no time, and stays where it is', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PUT', 'clock', { now: 'tomorrow', frozen: true }), { status: 422, body: { message: /now "tomorrow" is no ISO 8601 time/ } })
  t.match(await admin('PUT', 'clock', { advance: 'soon' }), { status: 422, body: { message: /Send 300000 or "PT5M"/ } })
  t.match(await admin('PUT', 'clock', { advance: 1e18 }), { status: 422, body: { message: /years that ISO 8601/ } })
  t.match(await admin('PUT', 'clock', {}), { status: 400 })
  t.match(await admin('GET', 'clock'), { body: { now: '2026-01-01T12:00:00.000Z', frozen: false } })
})

t.test('a reset takes the sandbox back to the fixtures, the time and the seed it began with', async (t) => {
  const mock = await start(t)
  const run = async () => {
    await mock.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
    return (await mock.admin('GET', 'sms')).body
  }
  const first = await run()
  await mock.admin('PUT', 'clock', { advance: 'P1D', frozen: true })
  await mock.admin('DELETE', 'accounts/bob')
  await mock.admin('PUT', 'accounts/eve', {})
  await mock.admin('PUT', 'faults/2204')

  t.match(await mock.admin('POST', 'reset'), { status: 204, text: '' })
  t.match(await mock.admin('GET', 'clock'), { body: { offset: 0, frozen: false } })
  t.match(await mock.admin('GET', 'accounts/bob'), { status: 200 })
  t.match(await mock.admin('GET', 'accounts/eve'), { status: 404 })
  t.strictSame((await mock.admin('GET', 'sms')).body, { messages: [] })
  t.strictSame(await run(), first)
})
