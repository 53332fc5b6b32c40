import t from 'tap'
import { certify, start, type Started } from '../../../support/start.ts'

const NUMBER = '0612345678'

const modify = ({ set }: Pick<Started, 'set'>, smsCode: unknown, { as = 'alice', phoneNumber = NUMBER as unknown, headers = {} } = {}) =>
  set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber }, { as, headers })

const trusted = async ({ get }: Pick<Started, 'get'>, as = 'alice') => (await get('trustedphonenumber', {}, { as })).body?.result

t.test('a code that was sent to the number changes the trusted number', async (t) => {
  const mock = await start(t)
  const { status, text, headers } = await modify(mock, await certify(mock, NUMBER))

  t.equal(status, 200)
  t.match(text, /^\{"transactionId":"[0-9a-f]{8}-[0-9a-f]{4}","status":"SUCCEEDED","result":null\}$/)
  t.match(headers, { 'cache-control': 'no-store', 'x-transaction-id': /^[0-9a-f]{8}-[0-9a-f]{4}$/ })
  t.strictSame(await trusted(mock), { phoneNumber: NUMBER })
})

t.test('every spelling of a number is that number, and a code is digits as a string or an integer', async (t) => {
  const mock = await start(t, { SMS_CODE: '0042' })
  const numbers = ['0612345678', 612345678, '+33612345678', '06 12 34 56 78', '0033612345678', '+33 (0)6-12-34-56-78']
  for (const phoneNumber of numbers) {
    await certify(mock, NUMBER)
    t.match(await modify(mock, 42, { phoneNumber }), { status: 200 }, `${phoneNumber}`)
  }
})

t.test('a code works once', async (t) => {
  const mock = await start(t)
  const code = await certify(mock, NUMBER)

  t.match(await modify(mock, code), { status: 200 })
  t.match(await modify(mock, code), { status: 409, body: { error: { code: 2311 } } })
})

t.test('of 200 simultaneous requests with one code exactly one succeeds', async (t) => {
  const mock = await start(t)
  const code = await certify(mock, NUMBER)
  const answers = await Promise.all(Array.from({ length: 200 }, () => modify(mock, code)))

  t.equal(answers.filter(({ status }) => status === 200).length, 1)
  t.equal(answers.filter(({ body }) => (body?.error as { code: number } | undefined)?.code === 2311).length, 199)
})

t.test('without a pending code it is 2311', async (t) => {
  t.match(await modify(await start(t), '123456'), { status: 409, body: { status: 'FAILED', error: { code: 2311 } } })
})

t.test('a wrong code, or one for another number, is 2102 for smsCode, and changes nothing', async (t) => {
  const mock = await start(t, { SMS_CODE: '123456' })
  await certify(mock, NUMBER)

  t.match(await modify(mock, '654321'), { status: 400, body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } })
  t.match(await modify(mock, '123456', { phoneNumber: '0687654321' }), { body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } })
  t.strictSame(await trusted(mock), { phoneNumber: '0639980001' })
  t.match(await modify(mock, '123456'), { status: 200 }, 'the code still works')
})

t.test('after SMS_MAX_ATTEMPTS wrong tries the code is void', async (t) => {
  const mock = await start(t, { SMS_MAX_ATTEMPTS: '2' })
  const code = await certify(mock, NUMBER)

  t.match(await modify(mock, '1'), { body: { error: { code: 2102 } } })
  t.match(await modify(mock, '2'), { body: { error: { code: 2102 } } })
  t.match(await modify(mock, code), { body: { error: { code: 2311 } } })
})

t.test('a code expires after SMS_CODE_TTL seconds of the sandbox clock', async (t) => {
  const mock = await start(t, { SMS_CODE_TTL: '60' })
  const code = await certify(mock, NUMBER)
  await mock.admin('PUT', 'clock', { advance: 59_999 })
  const second = await certify(mock, '0687654321')

  await mock.admin('PUT', 'clock', { advance: 1 })
  t.match(await modify(mock, code), { body: { error: { code: 2102 } } }, 'a new code replaced the first')
  t.match(await modify(mock, second, { phoneNumber: '0687654321' }), { status: 200 })

  const late = await certify(mock, NUMBER)
  await mock.admin('PUT', 'clock', { advance: 'PT1M' })
  t.match(await modify(mock, late), { status: 400, body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } })
})

t.test('every state of an account has its code', async (t) => {
  const mock = await start(t)
  const states = {
    refused: 2308,
    outdated: 2309,
    blocked: 2310,
    desynchronised: 2311,
    disabled: 2312,
    unactivated: 2313,
    unserviced: 2314,
    upgradable: 2317,
    misconfigured: 2344,
    corrupt: 2006,
    bob: 2313
  }
  for (const [as, code] of Object.entries(states)) {
    t.match(await modify(mock, '123456', { as }), { body: { error: { code } } }, `${as} is ${code}`)
  }
})

t.test('an account put into the same state under another name meets the same code', async (t) => {
  const mock = await start(t)
  const states = [
    [2006, { application: { core: 'misconfigured' } }],
    [2308, { inwebo: { access: 'refused' } }],
    [2309, { inwebo: { libraryVersion: '1.9', minLibraryVersion: '1.10' } }],
    [2310, { blocked: 'AccountBlocked' }],
    [2317, { blocked: 'PinBlocked' }],
    [2311, { inwebo: { synchronised: false } }],
    [2312, { devices: [{ id: 'another' }] }],
    [2313, { inwebo: { activated: false } }],
    [2314, { inwebo: { services: 0 } }],
    [2317, { inwebo: { upgradable: true } }],
    [2317, { trustedPhoneNumber: null }],
    [2344, { application: { strongAuthentication: 'misconfigured' } }]
  ] as const
  for (const [code, state] of states) {
    await mock.admin('PUT', 'accounts/somebody', { trustedPhoneNumber: '0639980099', devices: [{ id: 'device-1' }], ...state })
    t.match(await modify(mock, '123456', { as: 'somebody' }), { body: { error: { code } } }, `${code}`)
  }
})

t.test('the device is the one that X-Device-Id names', async (t) => {
  const mock = await start(t)
  const code = await certify(mock, NUMBER)
  t.match(await modify(mock, code, { headers: { 'x-device-id': 'unknown' } }), { status: 403, body: { error: { code: 2312 } } })
})

t.test('a failed post-synchronisation is 2316, with the number changed', async (t) => {
  const mock = await start(t)
  const code = await certify(mock, NUMBER, 'unsynced')

  t.match(await modify(mock, code, { as: 'unsynced' }), { status: 502, body: { status: 'FAILED', error: { code: 2316 } } })
  t.strictSame(await trusted(mock, 'unsynced'), { phoneNumber: NUMBER })
})
