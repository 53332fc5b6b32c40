import t from 'tap'
import { certify, start } from '../../../support/start.ts'

const phoneNumber = '0639980077'
const message = { action: 'enrollWithPhoneNumber', pinCode: '1234', phoneNumber }

t.test('registers number, PIN and device in one, once', async (t) => {
  const started = await start(t)
  const smsCode = await certify(started, phoneNumber, 'bob')
  t.match(await started.set('enrollment', { ...message, smsCode }, { as: 'bob' }), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match((await started.admin('GET', 'accounts/bob')).body, { trustedPhoneNumber: '+33639980077', hasPin: true, enrollments: 1, devices: [{ id: 'device-1' }] })
  t.match(await started.set('enrollment', { ...message, smsCode }, { as: 'bob' }), { status: 409, body: { error: { code: 2390, label: 'Phone number allready registered' } } })
})

t.test('the older name works too', async (t) => {
  const started = await start(t)
  const smsCode = await certify(started, phoneNumber, 'bob')
  t.match(await started.set('enrollment', { ...message, action: 'enrollmentWithPhoneNumber', smsCode }, { as: 'bob' }), { status: 200 })
})

t.test('a number that an account has is 2390, and so is an account that has a number', async (t) => {
  const started = await start(t)
  t.match(await started.set('enrollment', { ...message, phoneNumber: '0639980003', smsCode: '123456' }, { as: 'bob' }), { body: { error: { code: 2390 } } })
  t.match(await started.set('enrollment', { ...message, smsCode: '123456' }), { body: { error: { code: 2390 } } })
})

t.test('a wrong code, or one for another number, is 2305 and changes nothing', async (t) => {
  const started = await start(t)
  t.match(await started.set('enrollment', { ...message, smsCode: '000000' }, { as: 'bob' }), { status: 422, body: { error: { code: 2305 } } })
  const smsCode = await certify(started, '0639980078', 'bob')
  t.match(await started.set('enrollment', { ...message, smsCode }, { as: 'bob' }), { body: { error: { code: 2305 } } })
  t.match((await started.admin('GET', 'accounts/bob')).body, { trustedPhoneNumber: null, devices: [] })
})
