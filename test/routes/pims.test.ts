import { readFileSync } from 'node:fs'
import pino from 'pino'
import t from 'tap'
import { certify, start } from '../support/start.ts'

interface Message { transactionId: string, status: string, error?: { code: number, label: string } }

const seed = JSON.parse(readFileSync(new URL('../fixtures/seed-messages.json', import.meta.url), 'utf8')) as Message[]
const failures = seed.filter(({ status }) => status === 'FAILED')
const certification = { type: 'phoneNumberCertification', phoneNumber: '0612345678' }
const modification = { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' }

/** The JSON of a message as the seed has it, with the transaction id of an answer. */
const expected = (message: Message, text: string) =>
  JSON.stringify({ ...message, transactionId: (JSON.parse(text) as Message).transactionId })

t.test('every message of the seed is answered byte for byte, apart from the transaction id', async (t) => {
  const mock = await start(t)
  t.equal(failures.length, 17)
  for (const message of failures) {
    const code = message.error?.code ?? 0
    await mock.admin('PUT', `faults/${code}`)
    const { text } = await mock.set('smscode', modification)
    t.equal(text, expected(message, text), `${code} by switch`)
    await mock.admin('DELETE', `faults/${code}`)

    const magic = await mock.set('smscode', { ...modification, phoneNumber: `063998${code}` })
    t.equal(magic.text, expected(message, magic.text), `${code} by magic number`)
  }

  const { text } = await mock.set('smscode', { ...modification, smsCode: await certify(mock, '0612345678') })
  t.equal(text, expected(seed[0] as Message, text))
})

t.test('SDK 2.0 to 2.3 have the result {} and their own label for 2201', async (t) => {
  for (const SDK_VERSION of ['2.0', '2.3']) {
    const { get } = await start(t, { SDK_VERSION })
    t.match((await get('smscode', certification)).text, /"status":"SUCCEEDED","result":\{\}\}$/)
    t.match(await get('smscode', { ...certification, phoneNumber: '0639982201' }), { body: { error: { code: 2201, label: 'Timeout' } } })
  }
})

t.test('the first check that fails answers', async (t) => {
  const { get, set, call, admin } = await start(t)
  await admin('PUT', 'faults/2204')
  const nobody = { as: 'nobody' }

  t.match(await call({ method: 'GET', url: '/pims.authentication.unknown' }), { status: 404, body: { error: { code: 2002 } } }, '1: an unknown api')
  t.match(await call({ method: 'POST', url: '/pims.authentication.trustedphonenumber', payload: '[' }), { status: 404, body: { error: { code: 2002 } } }, '1: a verb that the api does not know')
  t.match(await set('smscode', [], nobody), { status: 400, body: { error: { code: 2102, label: 'Invalid parameters parameter' } } }, '2: a body that is no object')
  t.match(await get('smscode', {}, nobody), { status: 400, body: { error: { code: 2101, label: 'Missing type parameter' } } }, '3: no selector')
  t.match(await get('smscode', { type: 'unknown' }, nobody), { status: 400, body: { error: { code: 2102, label: 'Invalid type parameter' } } }, '3: an unknown selector')
  t.match(await get('smscode', certification, nobody), { status: 500, body: { error: { code: 2204 } } }, '5: a fault')
  await admin('DELETE', 'faults')
  t.match(await get('smscode', { type: 'phoneNumberCertification' }, nobody), { status: 401, body: { error: { code: 2301 } } }, '6: identity')
  t.match(await get('smscode', { type: 'phoneNumberCertification' }, { as: 'corrupt' }), { body: { error: { code: 2101, label: 'Missing phoneNumber parameter' } } }, '7: parameters')
  t.match(await set('smscode', modification, { as: 'misconfigured' }), { body: { error: { code: 2344, label: 'StrongAuthentication not configured' } } }, '8: configuration')
})

t.test('identity is a bearer token; AUTH=optional takes none for alice', async (t) => {
  const url = '/pims.authentication.trustedphonenumber'
  const { call } = await start(t)
  t.match(await call({ method: 'GET', url }), { status: 401, body: { error: { code: 2301, label: 'Need Basic Authentication (to get CVS token)' } } })
  t.match(await call({ method: 'GET', url, headers: { authorization: 'Basic alice' } }), { status: 401 })
  t.match(await call({ method: 'GET', url, headers: { authorization: 'bearer  carol ' } }), { body: { result: { phoneNumber: '0639980003' } } })

  const lenient = await start(t, { AUTH: 'optional' })
  t.match(await lenient.call({ method: 'GET', url }), { body: { result: { phoneNumber: '0639980001' } } })
  t.match(await lenient.get('trustedphonenumber', {}, { as: 'nobody' }), { status: 401 })
})

t.test('the selector may go by its other name, where no parameter of the api has that name', async (t) => {
  const { get, set } = await start(t)
  t.match(await get('smscode', { action: 'phoneNumberCertification', phoneNumber: '0612345678' }), { status: 200 })
  t.match(await set('smscode', { ...modification, type: undefined, action: 'modifyPhoneNumber' }), { body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } })
  t.match(await get('token', { action: 'get' }), { body: { error: { code: 2101, label: 'Missing type parameter' } } })
})

t.test('HTTP_STATUS=always-200 sends 200 with every message', async (t) => {
  const { get, call } = await start(t, { HTTP_STATUS: 'always-200' })
  t.match(await get('smscode', {}), { status: 200, body: { error: { code: 2101 } } })
  t.match(await call({ method: 'GET', url: '/pims.unknown' }), { status: 200, body: { error: { code: 2002 } } })
  t.match(await call({ method: 'POST', url: '/pims.authentication.smscode', payload: '{', headers: { 'content-type': 'application/json' } }), { status: 200, body: { error: { code: 2102 } } })
})

t.test('a body that cannot be read is 2102 for parameters, with the fitting status', async (t) => {
  const { call } = await start(t)
  const post = (payload: string, type = 'application/json') =>
    call({ method: 'POST', url: '/pims.authentication.smscode', payload, headers: { 'content-type': type, authorization: 'Bearer alice' } })
  const refused = { status: 'FAILED', error: { code: 2102, label: 'Invalid parameters parameter' } }

  t.match(await post('{'), { status: 400, body: refused }, 'not JSON')
  t.match(await post(''), { status: 400, body: refused }, 'empty')
  t.match(await post('"text"'), { status: 400, body: refused }, 'a string')
  t.match(await post('null'), { status: 400, body: refused }, 'null')
  t.match(await post('{"__proto__":{}}'), { status: 400, body: refused }, 'a poisoned prototype')
  t.match(await post('type=modifyPhoneNumber', 'application/x-www-form-urlencoded'), { status: 415, body: refused, headers: { 'x-mock-reason': "The body came as application/x-www-form-urlencoded. Send it as JSON, with content-type: application/json (curl: -H 'content-type: application/json')." } }, 'a form')
  t.match(await post('', 'application/x-www-form-urlencoded'), { status: 400, body: refused }, 'an empty form is no body')
  t.match(await post('{}', 'text/plain'), { status: 415, body: refused }, 'text')
  t.match(await post(JSON.stringify({ type: 'x'.repeat(65_536) })), { status: 413, body: refused }, 'over 64 KiB')
  t.match(await call({ method: 'POST', url: '/pims.authentication.smscode' }), { status: 400, body: refused }, 'no body')
})

t.test('a value of the wrong form is 2102 for its parameter; one that is absent, null or empty is 2101', async (t) => {
  const { set, get } = await start(t)
  for (const value of [[], {}, true, 2 ** 53, -5, 1.5, 'abc', ' ', '\ud800', '1\u0000', '1'.repeat(10_000), '12 34']) {
    t.match(await set('smscode', { ...modification, smsCode: value }), { status: 400, body: { error: { code: 2102, label: 'Invalid smsCode parameter' } } }, JSON.stringify(value).slice(0, 20))
  }
  for (const value of [[], {}, true, 2 ** 53, 'abc', '1', '06123', '\ud800', '0612345678\u0000', '0'.repeat(10_000), '0612345678 ext. 5']) {
    t.match(await set('smscode', { ...modification, phoneNumber: value }), { status: 400, body: { error: { code: 2102, label: 'Invalid phoneNumber parameter' } } }, JSON.stringify(value).slice(0, 20))
  }
  for (const value of [null, '', undefined]) {
    t.match(await set('smscode', { ...modification, smsCode: value }), { status: 400, body: { error: { code: 2101, label: 'Missing smsCode parameter' } } })
  }
  t.match(await get('smscode', { type: 'phoneNumberCertification', phoneNumber: ['0612345678', '0612345678'] }), { body: { error: { code: 2102, label: 'Invalid phoneNumber parameter' } } }, 'a repeated key')
  t.match(await get('smscode', { type: ['phoneNumberCertification', 'enrollment'] }), { body: { error: { code: 2102, label: 'Invalid type parameter' } } }, 'a repeated selector')
  t.match(await set('smscode', { type: { toString: 'x' } }), { body: { error: { code: 2102, label: 'Invalid type parameter' } } })
})

t.test('a plus that the query string turned into a blank is a plus', async (t) => {
  const { call, admin } = await start(t)
  await call({ method: 'GET', url: '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=+447400123456', headers: { authorization: 'Bearer alice' } })
  t.match(await admin('GET', 'sms/latest'), { body: { to: '+447400123456' } })
})

t.test('MAGIC_NUMBERS=false makes magic numbers ordinary ones; a code that is not documented never was magic', async (t) => {
  const ordinary = await start(t, { MAGIC_NUMBERS: 'false' })
  t.match(await ordinary.get('smscode', { ...certification, phoneNumber: '0639982201' }), { status: 200 })

  const { get } = await start(t)
  t.match(await get('smscode', { ...certification, phoneNumber: '0639982310' }), { status: 200 })
  t.match(await get('smscode', { ...certification, phoneNumber: '+33639982201' }), { status: 504, body: { error: { code: 2201 } } })
})

t.test('with NUMBERS=valid the codes 23nn have magic numbers that an app which checks numbers lets through, the others those of drama', async (t) => {
  const { get, admin } = await start(t, { NUMBERS: 'valid' })
  t.match(await get('smscode', { ...certification, phoneNumber: '+49 176 04069001' }), { status: 401, body: { error: { code: 2301 } } })
  t.match(await get('smscode', { ...certification, phoneNumber: '0639982201' }), { status: 504, body: { error: { code: 2201 } } })
  const { operations } = (await admin('GET', 'contract')).body as { operations: Array<{ id: string, errors: Array<{ code: number, reach: { number?: string } }> }> }
  const numbers = new Map(operations.find(({ id }) => id === 'set.smscode.modifyPhoneNumber')?.errors.map(({ code, reach: { number } }) => [code, number]))
  t.strictSame([2310, 2344, 2201].map((code) => numbers.get(code)), ['+4917604069010', '+4917604069044', '0639982201'])

  const usual = await start(t)
  t.match(await usual.get('smscode', { ...certification, phoneNumber: '+4917604069001' }), { status: 200 })
})

t.test('2316 by fault or magic number applies the change where the request would have succeeded', async (t) => {
  const mock = await start(t)
  const smsCode = await certify(mock, '0639982316')

  t.match(await mock.set('smscode', { type: 'modifyPhoneNumber', smsCode: '0', phoneNumber: '0639982316' }), { body: { error: { code: 2316 } } })
  t.match(await mock.get('trustedphonenumber'), { body: { result: { phoneNumber: '0639980001' } } }, 'a wrong code changes nothing')
  t.match(await mock.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0639982316' }), { body: { error: { code: 2316 } } })
  t.match(await mock.get('trustedphonenumber'), { body: { result: { phoneNumber: '0639982316' } } })
})

t.test('what no api knows is 2002, whatever its body', async (t) => {
  const { call } = await start(t)
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
    const bad = { method: 'POST' as const, payload: '{', headers: { 'content-type': type } }
    t.match(await call({ ...bad, url: '/pims.authentication.trustedphonenumber' }), { status: 404, body: { error: { code: 2002 } } })
    t.match(await call({ ...bad, url: '/pims.authentication.unknown' }), { status: 404, body: { error: { code: 2002 } } })
  }
})

t.test('a PIN may come as an integer, which has lost its leading zeros', async (t) => {
  const { set, get, admin } = await start(t)
  await admin('PATCH', 'accounts/alice', { pin: '0042' })
  t.match(await set('pincode', { action: 'update', oldPIN: 42, newPIN: 123456 }), { status: 200 })
  t.match(await get('otp', { action: 'withPIN', pinCode: '123456' }), { status: 200 })
})

t.test('a message is logged once, and the "sms sent" line carries the code', async (t) => {
  const lines: unknown[] = []
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(JSON.parse(line)) })
  const { get } = await start(t, {}, () => {}, { logger })
  await get('smscode', certification)
  t.match(lines, [
    { msg: 'sms sent', sandbox: 'default', to: '+33612345678', account: 'alice', purpose: 'phoneNumberCertification', code: /^\d{6}$/ },
    { msg: 'message', operation: 'get.smscode.phoneNumberCertification', status: 'SUCCEEDED', httpStatus: 200, duration: Number }
  ])
  t.equal(lines.length, 2)
})

t.test('what the log says of a request has the names of the journal, and one type on every line', async (t) => {
  const lines: Array<Record<string, unknown>> = []
  const logger = pino({ base: null, timestamp: false }, { write: (line: string) => { lines.push(JSON.parse(line) as Record<string, unknown>) } })
  const { get, admin, call } = await start(t, {}, () => {}, { logger })
  await get('smscode', { ...certification, phoneNumber: '12' })
  await get('smscode', certification, { headers: { 'x-fault': '{"transport":"empty"}' } }).catch(() => {})
  await get('smscode', certification, { headers: { 'x-fault': '2310' } })
  await call({ method: 'GET', url: '/iwws/MAC?action=unknown' }).catch(() => {})
  await call({ method: 'GET', url: '/v1/wrong' })
  const entries = (await admin('GET', 'requests')).body?.requests as Array<Record<string, unknown>>
  const own = ['level', 'msg', 'sandbox']
  const types = new Map<string, string>()
  const said = lines.filter(({ id }) => id !== undefined)
  t.equal(said.length, entries.length)
  for (const line of said) {
    const entry = entries.find(({ id }) => id === line.id) ?? {}
    for (const [name, value] of Object.entries(line).filter(([name]) => !own.includes(name))) {
      t.ok(Object.hasOwn(entry, name), `${name} is a field of the journal`)
      if (name !== 'code' && name !== 'fault') t.equal(value, entry[name], name)
      if (value === null) continue
      t.equal(typeof value, types.get(name) ?? typeof value, `${name} of one type`)
      types.set(name, typeof value)
    }
  }
})

t.test('HEAD and other methods carry nothing out', async (t) => {
  const { call, app, admin } = await start(t)
  const url = '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678'
  t.match(await app.inject({ method: 'HEAD', url, headers: { authorization: 'Bearer alice' } }), { statusCode: 404 })
  t.match(await call({ method: 'PUT', url, payload: {}, headers: { authorization: 'Bearer alice' } }), { status: 404, body: { error: { code: 2002 } } })
  t.strictSame((await admin('GET', 'sms')).body?.messages, [])
})

t.test('what no face knows is a 404 that says where the faces are', async (t) => {
  const { call } = await start(t)
  t.match(await call({ method: 'GET', url: '/no/such/page' }), { status: 404, body: { statusCode: 404, error: 'Not Found', message: /\/pims\.authentication\.smscode/ } })
  t.match(await call({ method: 'GET', url: '/%' }), { status: 400, body: { statusCode: 400, error: 'Bad Request' } })
})

t.test('what nobody foresaw is 2204, and its detail stays in the log', async (t) => {
  const { get } = await start(t, {}, (app) => {
    app.addHook('preHandler', async ({ sandbox }) => {
      sandbox.codes.issue = () => { throw new Error('secret detail') }
    })
  })
  const { status, text } = await get('smscode', certification)
  t.equal(status, 500)
  t.match(text, '"code":2204,"label":"Server Error"')
  t.notMatch(text, 'secret')
})

t.test('a selector that is absent, null or empty is 2101, also beside its other name', async (t) => {
  const { get, set } = await start(t)
  const missing = (name: string) => ({ status: 400, body: { error: { code: 2101, label: `Missing ${name} parameter` } } })
  t.match(await get('smscode', { type: '' }), missing('type'))
  t.match(await get('smscode', { type: '', action: '' }), missing('type'))
  for (const action of ['', null, undefined]) t.match(await set('enrollment', { action, pinCode: '1234' }), missing('action'), String(action))
  t.match(await get('smscode', { type: '', action: 'resetPIN' }), { status: 200 }, 'an empty one does not hide the other')
})
