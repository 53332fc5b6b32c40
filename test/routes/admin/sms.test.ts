import { setMaxListeners } from 'node:events'
import t from 'tap'
import { MAX_WAITING } from '../../../src/sandbox/inbox.ts'
import { start, type Started } from '../../support/start.ts'

const certify = ({ get }: Pick<Started, 'get'>, phoneNumber: string, as = 'alice', headers = {}) =>
  get('smscode', { type: 'phoneNumberCertification', phoneNumber }, { as, headers })

/** Sends the request once somebody waits. */
async function onceSomebodyWaits (mock: Started, request: () => Promise<unknown>): Promise<void> {
  while (mock.sandbox().inbox.waiting === 0) await new Promise(setImmediate)
  await request()
}

t.test('lists the newest message first, filtered by number, account and purpose', async (t) => {
  const mock = await start(t)
  await certify(mock, '0612345678')
  await certify(mock, '0687654321', 'bob')

  const to = async (query: string) => ((await mock.admin('GET', `sms${query}`)).body?.messages as Array<{ to: string }>).map(({ to }) => to)
  t.strictSame(await to(''), ['+33687654321', '+33612345678'])
  t.strictSame(await to('?limit=1'), ['+33687654321'])
  t.strictSame(await to('?to=06%2012%2034%2056%2078'), ['+33612345678'])
  t.strictSame(await to('?account=bob'), ['+33687654321'])
  t.strictSame(await to('?purpose=enrollment'), [])
})

t.test('DELETE empties the inbox, and the code in it still works', async (t) => {
  const mock = await start(t, { SMS_CODE: '1234' })
  await certify(mock, '0612345678')

  t.match(await mock.admin('DELETE', 'sms'), { status: 204, text: '' })
  t.strictSame((await mock.admin('GET', 'sms')).body, { messages: [] })
  t.match(await mock.set('smscode', { type: 'modifyPhoneNumber', smsCode: '1234', phoneNumber: '0612345678' }), { status: 200 })
})

t.test('the latest message is the newest that matches; none is a 404 that says how to wait', async (t) => {
  const mock = await start(t)
  t.match(await mock.admin('GET', 'sms/latest?account=bob'), { status: 404, body: { statusCode: 404, error: 'Not Found', message: 'No SMS for account bob has been sent. Add wait=5000 to wait for one.' } })
  await certify(mock, '0612345678')
  await certify(mock, '0687654321')
  t.match(await mock.admin('GET', 'sms/latest?account=alice'), { status: 200, body: { to: '+33687654321' } })
})

t.test('wait answers with the message that comes', async (t) => {
  const mock = await start(t)
  const [answer] = await Promise.all([
    mock.admin('GET', 'sms/latest?to=0612345678&wait=30000'),
    onceSomebodyWaits(mock, async () => {
      await certify(mock, '0687654321')
      await certify(mock, '0612345678')
    })
  ])
  t.match(answer, { status: 200, body: { to: '+33612345678' } })
  t.equal(mock.sandbox().inbox.waiting, 0)
})

t.test('wait ends with a 404 when nothing comes, and is refused beyond its bounds', async (t) => {
  const mock = await start(t)
  t.match(await mock.admin('GET', 'sms/latest?wait=1'), { status: 404, body: { message: 'No SMS has been sent, nor came within 1 ms.' } })
  t.match(await mock.admin('GET', 'sms/latest?wait=30001'), { status: 400, body: { message: 'wait must be an integer from 0 to 30000, not 30001 (Milliseconds).' } })
})

t.test('only so many may wait at once', async (t) => {
  const mock = await start(t)
  const gone = new AbortController()
  setMaxListeners(MAX_WAITING, gone.signal)
  const crowd = Array.from({ length: MAX_WAITING }, () => mock.sandbox().inbox.wait({}, gone.signal))
  t.match(await mock.admin('GET', 'sms/latest?wait=10'), { status: 503 })
  gone.abort()
  t.strictSame(new Set(await Promise.all(crowd)), new Set([undefined]))
})

t.test('a late message comes when the clock of the sandbox shows its time', async (t) => {
  const mock = await start(t)
  await mock.admin('PUT', 'clock', { frozen: true })
  await certify(mock, '0612345678', 'alice', { 'x-fault': '{"sms":{"delay":60000}}' })
  t.match(await mock.admin('GET', 'sms/latest'), { status: 404 })

  const [answer] = await Promise.all([
    mock.admin('GET', 'sms/latest?wait=30000'),
    onceSomebodyWaits(mock, () => mock.admin('PUT', 'clock', { advance: 60_000 }))
  ])
  t.match(answer, { status: 200, body: { to: '+33612345678', sentAt: '2026-01-01T12:00:00.000Z' } })
})

t.test('a number or purpose that is none is refused with what to send instead', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('GET', 'sms?to=12'), { status: 400, body: { message: /not a possible phone number. Send one such as 0639980001/ } })
  t.match(await admin('GET', 'sms?purpose=fun'), { status: 400, body: { message: 'purpose must be one of phoneNumberCertification, enrollment, resetPIN, not "fun".' } })
  t.match(await admin('GET', 'sms?from=me'), { status: 400, body: { message: 'from is not known here.' } })
})
