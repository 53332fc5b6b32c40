import t from 'tap'
import { NOON, start } from '../../../support/start.ts'

const certification = { type: 'phoneNumberCertification', phoneNumber: '0612345678' }

t.test('sends a code that the inbox shows', async (t) => {
  const { get, admin } = await start(t)

  t.match(await get('smscode', certification), { status: 200, body: { status: 'SUCCEEDED', result: null } })
  t.match((await admin('GET', 'sms')).body, {
    messages: [{
      id: /^sms-[0-9a-f]{8}$/,
      to: '+33612345678',
      code: /^\d{6}$/,
      purpose: 'phoneNumberCertification',
      account: 'alice',
      text: /\b\d{6}\b/,
      sentAt: new Date(NOON).toISOString()
    }]
  })
})

t.test('an account without number, device or PIN may certify a number', async (t) => {
  const { get } = await start(t)
  t.match(await get('smscode', certification, { as: 'bob' }), { status: 200 })
})

t.test('SMS_CODE_LENGTH and SMS_CODE decide what the code looks like', async (t) => {
  for (const [environment, code] of [[{ SMS_CODE_LENGTH: '8' }, /^\d{8}$/], [{ SMS_CODE: '0000' }, /^0000$/]] as const) {
    const { get, admin } = await start(t, environment)
    await get('smscode', certification)
    t.match((await admin('GET', 'sms/latest')).body, { code })
  }
})

t.test('a fault can lose the message or double it, and the answer is SUCCEEDED all the same', async (t) => {
  const { get, admin } = await start(t)
  const sent = async (sms: string) => {
    await admin('DELETE', 'sms')
    t.match(await get('smscode', certification, { headers: { 'x-fault': JSON.stringify({ sms }) } }), { status: 200 })
    return ((await admin('GET', 'sms')).body?.messages as Array<{ code: string }>).map(({ code }) => code)
  }
  t.strictSame(await sent('drop'), [])
  const [first, second, ...more] = await sent('duplicate')
  t.ok(first !== undefined && first === second && more.length === 0)
})

t.test('a core that is not well configured is 2006', async (t) => {
  const { get } = await start(t)
  t.match(await get('smscode', certification, { as: 'corrupt' }), { status: 503, body: { error: { code: 2006, label: 'Core not well configured' } } })
})

t.test('the same seed sends the same codes under the same ids', async (t) => {
  const run = async (SEED: string) => {
    const { get, admin } = await start(t, { SEED })
    const ids = [await get('smscode', certification), await get('smscode', certification)].map(({ body }) => body?.transactionId)
    return { ids, ...(await admin('GET', 'sms')).body }
  }
  t.strictSame(await run('7'), await run('7'))
  t.notSame(await run('7'), await run('8'))
})
