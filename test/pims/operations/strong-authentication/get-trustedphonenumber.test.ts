import t from 'tap'
import { start } from '../../../support/start.ts'

t.test('shows the number as a national number of the default region', async (t) => {
  const { get } = await start(t)
  t.match(await get('trustedphonenumber'), { status: 200, body: { status: 'SUCCEEDED', result: { phoneNumber: '0639980001' } } })
})

t.test('shows a number of another region as E.164', async (t) => {
  const { get } = await start(t, { PHONE_REGION: 'GB' })
  t.match(await get('trustedphonenumber'), { body: { result: { phoneNumber: '+33639980001' } } })
})

t.test('an account without a number is 2307', async (t) => {
  const { get } = await start(t)
  t.match(await get('trustedphonenumber', {}, { as: 'bob' }), { status: 404, body: { error: { code: 2307, label: 'User dont have a phone number' } } })
})
