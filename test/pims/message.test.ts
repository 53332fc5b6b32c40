import t from 'tap'
import { sendCode } from '../support/codes.ts'
import { start } from '../support/start.ts'

const ask = { type: 'phoneNumberCertification', phoneNumber: '0612345678' }

t.test('an operation without output data answers null, {} or no result: by SDK_VERSION, or as EMPTY_RESULT says', async (t) => {
  const without = { status: 'SUCCEEDED' }
  const cases = [
    [{}, { ...without, result: null }],
    [{ SDK_VERSION: '2.1' }, { ...without, result: {} }],
    [{ SDK_VERSION: '2.1', EMPTY_RESULT: 'null' }, { ...without, result: null }],
    [{ EMPTY_RESULT: 'object' }, { ...without, result: {} }],
    [{ EMPTY_RESULT: 'absent' }, without]
  ] as const
  for (const [environment, message] of cases) {
    const { get } = await start(t, environment)
    const { transactionId, ...rest } = (await get('smscode', ask)).body ?? {}
    t.strictSame(rest, message, JSON.stringify(environment))
    t.match((await get('trustedphonenumber')).body, { result: { phoneNumber: '0639980001' } }, 'output data is there in any case')
  }
})

t.test('a fault gives 2204 the subCode of another system; codes without suberrors take none', async (t) => {
  const { get, admin } = await start(t)
  const subCode = { code: 40410, label: 'CVS: unknown user' }
  await admin('PUT', 'faults/sub', { effect: { error: 2204, subCode } })
  t.match(await get('smscode', ask), { status: 500, body: { error: { code: 2204, label: 'Server Error', subCode } } })
  t.match(await admin('PUT', 'faults/sub', { effect: { error: 2310, subCode } }), { status: 422, body: { message: '2310 has no subCode. It goes with 2204, 2205, 2209.' } })
})

t.test('without a fault that gives one, the subCode of 2204 is 500 from SDK 2.0 on, and there is none in 2.0.X or of a code without suberrors', async (t) => {
  const subCode = { code: 500, label: 'Internal Server Error' }
  for (const [SDK_VERSION, expected] of [['2.0.X', undefined], ['2.0', subCode], ['2.3', subCode]] as const) {
    const { get, admin } = await start(t, { SDK_VERSION })
    await admin('PUT', 'faults/2204')
    t.strictSame((await get('smscode', ask)).body?.error, { code: 2204, label: 'Server Error', ...expected && { subCode: expected } }, SDK_VERSION)
    await admin('DELETE', 'faults')
    await admin('PUT', 'faults/2201')
    t.notOk('subCode' in ((await get('smscode', ask)).body?.error as object), SDK_VERSION)
  }
})

t.test('activation codes have ACTIVATION_CODE_LENGTH digits, on both faces', async (t) => {
  const started = await start(t, { ACTIVATION_CODE_LENGTH: '6' })
  const smsCode = await sendCode(started, 'enrollment', 'carol')
  t.match(smsCode, /^\d{6}$/)
  const device = (code: string) => started.app.inject(`/iwws/MAC?action=ActionSetup&mode=activate&code=${code}&macid=bb8e981582b0f31353108fb020bead1c&serial=x/_/${'0'.repeat(32)}`)
  t.match((await device(smsCode)).body, /<err>OK<\/err>/)
  t.match((await device('123456789')).body, /<err>NOK:SN<\/err>/)
  t.match(await started.set('enrollment', { action: 'enroll', pinCode: '2468', smsCode: Number(smsCode) }, { as: 'carol' }), { status: 200 })
})
