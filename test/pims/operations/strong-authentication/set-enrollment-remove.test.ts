import t from 'tap'
import { sendCode } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const remove = { action: 'remove' }

t.test('removes all devices, clears the counters, unblocks, and lets the user choose a new PIN', async (t) => {
  const started = await start(t)
  const { set, admin } = started
  await admin('PATCH', 'accounts/alice', { blocked: 'PinBlocked', pinErrors: 3, enrollments: 20 })
  t.match(await set('enrollment', remove), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match((await admin('GET', 'accounts/alice')).body, { blocked: 'NotBlocked', pinErrors: 0, enrollments: 0, devices: [], hasPin: false })
  t.match(await set('enrollment', { action: 'enroll', pinCode: '9753', smsCode: await sendCode(started, 'enrollment') }), { status: 200 })
})

t.test('heals whatever is wrong with the devices, from any device', async (t) => {
  const { set } = await start(t)
  for (const as of ['blocked', 'desynchronised', 'disabled', 'unactivated', 'upgradable', 'carol']) {
    t.match(await set('enrollment', remove, { as, headers: { 'x-device-id': 'another' } }), { status: 200 }, as)
  }
})

t.test('does not heal what lies with the service', async (t) => {
  const { set, admin } = await start(t)
  for (const [as, code] of [['refused', 2308], ['outdated', 2309], ['unserviced', 2314]] as const) {
    t.match(await set('enrollment', remove, { as }), { body: { error: { code } } })
    t.match((await admin('GET', `accounts/${as}`)).body, { devices: [{ id: 'device-1' }] }, 'and changes nothing')
  }
  t.match(await set('enrollment', remove, { as: 'unsynced' }), { body: { error: { code: 2316 } } })
  t.match((await admin('GET', 'accounts/unsynced')).body, { devices: [] }, 'done, but…')
})
