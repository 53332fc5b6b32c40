import t from 'tap'
import fc from 'fast-check'
import { REASON_HEADER } from '../../src/http/face/reason-header.ts'
import { targets } from '../../src/app.ts'
import { allOperations, calls } from '../../src/pims/registry.ts'
import { start, type Started } from '../support/start.ts'

const operations = allOperations()

type Entry = { status: string | null, reason: string | null, operation: string | null, code: unknown }
const ACCOUNTS = ['alice', 'bob', 'carol', 'nobody', '']
const accountIds = async ({ admin }: Pick<Started, 'admin'>) => [...((await admin('GET', 'accounts')).body?.accounts as Array<{ id: string }>).map(({ id }) => id), ...ACCOUNTS]

/** Every FAILED answer in the journal has a reason, and it is a sentence or two rather than a code. */
async function checkJournal (t: import('tap').Test, { admin }: Pick<Started, 'admin'>, name: string) {
  const { body } = await admin('GET', 'requests?status=FAILED&limit=5000')
  const entries = body?.requests as Entry[]
  const mute = entries.filter(({ reason }) => reason === null || !/\w \w/.test(reason))
  t.strictSame(mute, [], name)
  return entries.length
}

t.test('no code that a fault asks for comes without a reason, on any operation of any face', async (t) => {
  const kit = await start(t, { JOURNAL_SIZE: '5000' })
  const codes = new Set(targets.all.flatMap(({ errors }) => errors))
  for (const { verb, api, selector } of operations) {
    for (const code of codes) {
      const parameters = selector === undefined ? {} : { [selector.parameter]: selector.value }
      const url = `/${api}`
      const headers = { authorization: 'Bearer alice', 'x-fault': String(code) }
      const { headers: sent, json } = await kit.app.inject(verb === 'get' ? { method: 'GET', url, query: parameters, headers } : { method: 'POST', url, payload: parameters, headers })
      if (json().status === 'FAILED' && !/\w \w/.test(String(sent[REASON_HEADER]))) t.fail(`${api} ${String(code)}`)
    }
  }
  for (const code of codes) {
    if (code >= 2201 && code <= 2204) continue // a broken connection on these faces, which has no answer
    const headers = { authorization: 'Bearer alice', 'x-fault': String(code) }
    for (const url of ['/iwws/MAC?action=ActionSetup&mode=otp', '/applications/cvs/v4/mauv/car-associations', '/am/oauth2/authorize?response_type=code&client_id=a&redirect_uri=app://x']) await kit.app.inject({ method: 'GET', url, headers })
    for (const url of ['/applications/cvs/v4/mobile/smsCode', '/connectedcar/v4/virtualkey/remoteaccess/token', '/am/oauth2/access_token', '/am/oauth2/token/revoke']) await kit.app.inject({ method: 'POST', url, headers })
  }
  t.ok(await checkJournal(t, kit, 'faults') > 500)
})

const word = fc.oneof(fc.constantFrom('', '1234', '123456', '0612345678', '+33639980001', 'alice', 'ActionSetup', 'ActionFinalize', 'otp', 'activate', 'reset', 'ms', 'refresh_token', 'password', 'authorization_code', 'code', 'token'), fc.string({ maxLength: 12 }), fc.integer().map(String))
const parameterNames = [...new Set(operations.flatMap(({ reads }) => reads.map(([name]) => name)))]
const selectors = operations.flatMap(({ api, verb, selector }) => selector === undefined ? [] : [{ api, verb, selector }])

t.test('no message of PIMS is refused without a reason, whoever sends it and whatever is in it', async (t) => {
  const kit = await start(t)
  const accounts = await accountIds(kit)
  const value = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer(), { maxLength: 2 }), fc.dictionary(fc.string({ maxLength: 3 }), fc.integer(), { maxKeys: 2, noNullPrototype: true }))
  const message = fc.record({
    call: fc.oneof(fc.constantFrom(...calls), fc.constantFrom(...selectors)),
    parameters: fc.dictionary(fc.oneof(fc.constantFrom(...parameterNames, 'type', 'action'), fc.string({ maxLength: 5 })), value, { maxKeys: 5, noNullPrototype: true }),
    token: fc.constantFrom(...accounts),
    isSelected: fc.boolean()
  })
  await fc.assert(fc.asyncProperty(message, async ({ call, parameters: any, token, isSelected }) => {
    const parameters = { ...any, ...isSelected && 'selector' in call && { [call.selector.parameter]: call.selector.value } }
    const headers = { ...token !== '' && { authorization: `Bearer ${token}` }, 'content-type': 'application/json' }
    const query = new URLSearchParams(Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)])).toString()
    const { headers: sent, json } = await kit.app.inject(call.verb === 'get'
      ? { method: 'GET', url: `/${call.api}?${query}`, headers }
      : { method: 'POST', url: `/${call.api}`, payload: JSON.stringify(parameters), headers })
    return json().status !== 'FAILED' || /^[\x20-\x7e]{3,500}$/.test(String(sent[REASON_HEADER]))
  }), { numRuns: 200 })
  t.ok(await checkJournal(t, kit, 'messages') > 100)
})

t.test('nor is a request of the device protocol, of CVS or of OAuth', async (t) => {
  const kit = await start(t)
  const accounts = await accountIds(kit)
  const names = ['action', 'mode', 'id', 'code', 'keytype', 'version', 'mac', 'macid', 'alias', 'grant_type', 'client_id', 'redirect_uri', 'response_type', 'username', 'login', 'refresh_token', 'password', 'token', 'otp']
  const paths = ['GET /iwws/MAC', 'GET /iwcxf/MAC', 'POST /iwws/MAC', 'POST /applications/cvs/v4/mobile/smsCode', 'GET /applications/cvs/v4/mauv/car-associations', 'POST /connectedcar/v4/virtualkey/remoteaccess/token', 'GET /am/oauth2/authorize', 'POST /am/oauth2/authorize', 'POST /am/oauth2/access_token', 'POST /am/oauth2/token/revoke', 'GET /applications/nothing', 'GET /nothing/at/all', 'POST /nothing']
  const message = fc.record({ target: fc.constantFrom(...paths), fields: fc.dictionary(fc.constantFrom(...names), word, { maxKeys: 6, noNullPrototype: true }), token: fc.constantFrom(...accounts), realm: fc.constantFrom(undefined, 'clientsB2CPeugeot', 'nonsense') })
  await fc.assert(fc.asyncProperty(message, async ({ target, fields, token, realm }) => {
    const [method = '', url = ''] = target.split(' ')
    const form = new URLSearchParams(fields).toString()
    const headers = { ...token !== '' && { authorization: `Bearer ${token}` }, ...realm !== undefined && { 'x-introspect-realm': realm }, ...method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' } }
    const { statusCode, headers: sent } = await kit.app.inject(method === 'GET' ? { method: 'GET', url: `${url}?${form}`, headers } : { method: 'POST', url, payload: form, headers })
    return statusCode < 400 || /^[\x20-\x7e]{3,500}$/.test(String(sent[REASON_HEADER]))
  }), { numRuns: 200 })
  t.ok(await checkJournal(t, kit, 'requests') > 50)
})

t.test('the reason is one line of ASCII in a header, which a setting switches off', async (t) => {
  const kit = await start(t)
  const ask = { method: 'GET', url: `/pims.authentication.smscode?type=${encodeURIComponent('é’…\n😀')}` } as const
  t.equal((await kit.call(ask)).headers[REASON_HEADER], 'type is one of enrollment, phoneNumberCertification, resetPIN')
  t.equal((await kit.call({ method: 'GET', url: '/pims.authentication.trustedphonenumber', headers: { authorization: 'Bearer alice' } })).headers[REASON_HEADER], undefined)
  t.match((await kit.call({ ...ask, headers: { 'x-sandbox': 'not ok' } })).headers[REASON_HEADER], /"not ok" is not a valid sandbox id/, 'nor where there is no journal')
  const quiet = await start(t, { REASON_HEADER: 'false' })
  t.equal((await quiet.call(ask)).headers[REASON_HEADER], undefined)
  const { toHeader } = await import('../../src/http/face/reason-header.ts')
  t.equal(toHeader('é ’…\r\nX: 😀'), "e '... X: ?")
  t.equal(toHeader('x'.repeat(9000)).length, 500)
})

t.test('JSON that nests too deep is refused in the language of the face before anything changes, on every way in', async (t) => {
  const { app, admin, get, set, sandbox } = await start(t)
  const deep = '['.repeat(20_000) + ']'.repeat(20_000)
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0698765432' })
  const code = sandbox().inbox.latest(() => true)?.code
  const parameters = `{"type":"modifyPhoneNumber","smsCode":"${code}","phoneNumber":"0698765432"`
  const json = { 'content-type': 'application/json', authorization: 'Bearer alice' }
  const response = await app.inject({ method: 'POST', url: '/pims.authentication.smscode', headers: json, payload: `${parameters},"x":${deep}}` })
  t.match(response, { statusCode: 400, headers: { 'x-mock-reason': 'The body nests lists and objects more than 64 deep.' } })
  t.match(response.json(), { status: 'FAILED', error: { code: 2102 } })
  t.match((await set('smscode', { type: 'modifyPhoneNumber', smsCode: code, phoneNumber: '0698765432' })).status, 200, 'the code is still good')

  const header = { authorization: 'Bearer alice', 'x-fault': `{"http":{"status":200,"body":${'['.repeat(3500)}${']'.repeat(3500)}}}` }
  t.match(await app.inject({ url: '/pims.authentication.trustedphonenumber', headers: header }), { statusCode: 400, payload: /X-Fault nests/ })
  t.equal((await app.inject({ method: 'POST', url: '/applications/cvs/v4/mobile/smsCode', headers: json, payload: `{"x":${deep}}` })).statusCode, 400)
  for (const [method, path] of [['PUT', 'faults/deep'], ['PUT', 'clock'], ['PATCH', 'accounts/alice'], ['POST', 'verify'], ['PUT', 'state']] as const) {
    t.match(await app.inject({ method, url: `/admin/${path}`, headers: json, payload: `{"x":${deep}}` }), { statusCode: 400, payload: /nests lists and objects more than 64 deep/ }, path)
  }
  t.match(await admin('GET', 'faults'), { status: 200, body: { faults: [] } })
  t.equal((await admin('GET', 'requests')).status, 200)
})
