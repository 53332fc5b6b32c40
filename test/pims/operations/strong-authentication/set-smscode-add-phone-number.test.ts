import t from 'tap'
import { certify, start } from '../../../support/start.ts'

const phoneNumber = '0639980077'

t.test('gives a number to an account without one, by type as by action', async (t) => {
  for (const selector of ['type', 'action']) {
    const started = await start(t)
    const smsCode = await certify(started, phoneNumber, 'bob')
    t.match(await started.set('smscode', { [selector]: 'addPhoneNumber', smsCode, phoneNumber }, { as: 'bob' }), { status: 200, body: { result: null } })
    t.match(await started.get('trustedphonenumber', {}, { as: 'bob' }), { body: { result: { phoneNumber } } })
  }
})

t.test('a number that there is already is 2102 for phoneNumber', async (t) => {
  const started = await start(t)
  const refused = { status: 400, body: { error: { code: 2102, label: 'Invalid phoneNumber parameter' } } }
  t.match(await started.set('smscode', { action: 'addPhoneNumber', smsCode: await certify(started, phoneNumber), phoneNumber }), refused, 'the account has one')
  const taken = { phoneNumber: '0639980001', smsCode: await certify(started, '0639980001', 'bob') }
  t.match(await started.set('smscode', { action: 'addPhoneNumber', ...taken }, { as: 'bob' }), refused, 'another account has it')
})

t.test('a wrong code is 2102 for smsCode', async (t) => {
  const { set } = await start(t)
  t.match(await set('smscode', { action: 'addPhoneNumber', smsCode: '000000', phoneNumber }, { as: 'bob' }), { body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } })
})
