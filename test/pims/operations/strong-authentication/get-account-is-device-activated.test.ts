import t from 'tap'
import { on } from '../../../support/codes.ts'
import { start } from '../../../support/start.ts'

const question = { type: 'isDeviceActivated', actionType: 'strong' }

t.test('is about the device that asks', async (t) => {
  const { get } = await start(t)
  t.match(await get('account', question), { status: 200, body: { result: { isDeviceActivated: true } } })
  t.match(await get('account', question, on('another')), { body: { result: { isDeviceActivated: false } } })
  t.match(await get('account', question, { as: 'carol' }), { body: { result: { isDeviceActivated: false } } })
})

t.test('a disabled device is not activated', async (t) => {
  const { get } = await start(t)
  t.match(await get('account', question, { as: 'disabled' }), { body: { result: { isDeviceActivated: false } } })
})

t.test('what a device calls itself is checked', async (t) => {
  const { get } = await start(t)
  for (const device of ['with a blank', 'x'.repeat(65)]) {
    t.match(await get('account', question, on(device)), { body: { error: { code: 2102, label: 'Invalid X-Device-Id parameter' } } })
  }
})
