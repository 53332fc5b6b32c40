import t from 'tap'
import { start } from '../../../support/start.ts'

const update = (oldPIN: string, newPIN: string) => ({ action: 'update', oldPIN, newPIN })

t.test('changes the PIN, for a device that has made one-time passwords too', async (t) => {
  const { get, set } = await start(t)
  t.match(await set('pincode', update('1234', '567890')), { status: 200, body: { result: null } })
  t.match(await get('otp', { action: 'withPIN', pinCode: '567890' }), { status: 200 })
  t.match(await set('pincode', update('567890', '1234')), { status: 200 })
  t.match(await get('otp', { action: 'withPIN', pinCode: '1234' }), { status: 200 })
})

t.test('a wrong old PIN is 2308 and counts; the same PIN is 2315, and as it was right, it clears the count', async (t) => {
  const { set, admin } = await start(t)
  t.match(await set('pincode', update('0000', '4321')), { body: { error: { code: 2308 } } })
  t.match(await set('pincode', update('1234', '1234')), { status: 409, body: { error: { code: 2315 } } })
  t.match((await admin('GET', 'accounts/alice')).body, { pinErrors: 0 })
  t.match(await set('pincode', update('1234', '4321')), { status: 200 })
})

t.test('PINs are numbers too, with their leading zeros', async (t) => {
  const { set } = await start(t)
  t.match(await set('pincode', { action: 'update', oldPIN: 1234, newPIN: 7 }), { status: 200 })
  t.match(await set('pincode', update('0007', '123')), { body: { error: { code: 2102, label: 'Invalid newPIN parameter' } } })
  t.match(await set('pincode', update('0007', '1234')), { status: 200 })
})
