import t from 'tap'
import { certify, start, type Started } from '../../../support/start.ts'

const NUMBER = '0612345678'

const entries = async ({ admin }: Pick<Started, 'admin'>, query = '') => {
  const { body } = await admin('GET', `requests${query}`)
  return body?.requests as Array<Record<string, unknown>>
}
const ids = async (kit: Pick<Started, 'admin'>, query = '') => (await entries(kit, query)).map(({ id }) => id)

t.test('an entry says who asked for what, what came of it, and what changed; no secret is in it', async (t) => {
  const kit = await start(t)
  const smsCode = await certify(kit, NUMBER)
  const { headers } = await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: NUMBER, smsCod: smsCode, colour: 'red' })

  const [entry, first] = await entries(kit)
  t.ok(Number(entry?.arrival) > Number(first?.arrival), 'the order in which requests came')
  t.strictSame({ ...entry, arrival: 0, duration: 0, end: { ...entry?.end as object, after: 0 } }, {
    id: headers['x-transaction-id'],
    at: '2026-01-01T12:00:00.000Z',
    arrival: 0,
    face: 'pims',
    channel: 'http',
    direction: 'in',
    method: 'POST',
    path: '/pims.authentication.smscode',
    query: '',
    userAgent: 'lightMyRequest',
    operation: 'set.smscode.modifyPhoneNumber',
    account: 'alice',
    device: 'device-1',
    phoneNumber: '+33612345678',
    parameters: { type: 'modifyPhoneNumber', smsCode: '***', phoneNumber: NUMBER, smsCod: '***', colour: 'red' },
    status: 'SUCCEEDED',
    answered: true,
    httpStatus: 200,
    code: null,
    fault: null,
    changes: [{ account: 'alice', field: 'trustedPhoneNumber', from: '+33639980001', to: '+33612345678' }],
    violations: ['smsCod', 'colour'],
    sms: null,
    reason: null,
    duration: 0,
    end: { how: 'answered', by: 'server', after: 0 }
  })
  t.match(first, { operation: 'get.smscode.phoneNumberCertification', changes: [], violations: [] })
  t.notMatch(JSON.stringify(await entries(kit)), smsCode)
  t.match(await kit.admin('GET', `requests/${String(headers['x-transaction-id'])}`), { status: 200, body: { violations: ['smsCod', 'colour'] } })
  t.match(await kit.admin('GET', 'requests/00000000-0000'), { status: 404 })
})

t.test('an entry names the fault that hit, and a 2316 what it changed all the same', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'faults', { id: 'unsynced', effect: { error: 2316 }, match: { account: 'alice' } })
  const smsCode = await certify(kit, NUMBER)
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: NUMBER })
  await kit.get('trustedphonenumber', {}, { headers: { 'x-fault': '{"http":{"status":503}}' } })
  await kit.get('trustedphonenumber', {}, { headers: { 'x-fault': '{"nonsense":1}' } })

  t.match(await entries(kit), [
    { status: 'FAILED', httpStatus: 400, code: null, reason: /X-Fault takes a code/ },
    { status: null, httpStatus: 503, code: null, fault: { rule: null, effect: { http: { status: 503 } } } },
    { status: 'FAILED', httpStatus: 502, code: 2316, fault: { rule: 'unsynced', effect: { error: 2316 } }, changes: [{ field: 'trustedPhoneNumber' }] },
    { fault: null }
  ])
})

t.test('messages that no operation could be found for are there too', async (t) => {
  const kit = await start(t)
  await kit.set('smscode', { type: 'nonsense', smsCode: '123456' })
  await kit.get('nonsense')
  t.match(await entries(kit), [
    { operation: null, code: 2002, httpStatus: 404 },
    { operation: null, code: 2102, parameters: { type: 'nonsense', smsCode: '***' } }
  ])
})

t.test('a count says how many more may match that the journal has forgotten', async (t) => {
  const kit = await start(t, { JOURNAL_SIZE: '1' })
  await certify(kit, NUMBER)
  for (let asked = 0; asked < 2; asked++) await kit.get('trustedphonenumber')
  const count = async (query: string) => (await kit.admin('GET', `requests/count?${query}`)).body
  t.strictSame(await count(''), { count: 1, forgotten: 2 })
  t.strictSame(await count('operation=phoneNumberCertification'), { count: 0, forgotten: 1 })
  t.strictSame(await count('operation=modifyPhoneNumber'), { count: 0, forgotten: 0 })
  await kit.admin('DELETE', 'requests')
  t.strictSame(await count(''), { count: 0, forgotten: 0 })
})

t.test('entries are filtered, counted and emptied', async (t) => {
  const kit = await start(t)
  await certify(kit, NUMBER)
  await certify(kit, '0639980101', 'bob')
  await kit.get('smscode', { type: 'phoneNumberCertification' })
  await kit.get('trustedphonenumber', {}, { as: 'bob' })

  const count = async (query: string) => (await kit.admin('GET', `requests/count?${query}`)).body?.count
  t.equal(await count(''), 4)
  t.equal(await count('operation=phoneNumberCertification'), 3)
  t.equal(await count('operation=get.smscode.phoneNumberCertification&account=alice'), 2)
  t.equal(await count('phoneNumber=0612345678'), 1)
  t.equal(await count('status=SUCCEEDED'), 2)
  t.equal(await count('status=FAILED'), 2)
  t.equal(await count('status=404&code=2307'), 1)
  t.equal(await count('face=inwebo'), 0)
  t.equal(await count('device=device-1&since=2026-01-01T12:00:00Z'), 4)
  t.equal(await count('since=2026-01-01T12:00:01Z'), 0)
  t.match(await kit.admin('GET', 'requests?status=fine'), { status: 400, body: { message: /neither SUCCEEDED nor FAILED/ } })
  t.match(await kit.admin('GET', 'requests?phoneNumber=x'), { status: 400, body: { message: /not a possible phone number/ } })
  t.match(await kit.admin('GET', 'requests?account='), { status: 400, body: { message: 'account must be a string of 1 to 200 characters, not "".' } })
  for (const since of ['2026-02-31T00:00:00Z', '2026-01-01T12:00:00']) t.match(await kit.admin('GET', `requests?since=${since}`), { status: 400 }, since)
  t.match(await kit.admin('GET', 'requests?since=yesterday'), { status: 400, body: { message: /neither an ISO 8601 time/ } })

  t.match(await kit.admin('DELETE', 'requests'), { status: 204 })
  t.equal(await count(''), 0)
})

t.test('words find entries in any field, all of them in each; nobody finds a secret', async (t) => {
  const kit = await start(t)
  const code = await certify(kit, NUMBER)
  await kit.admin('PUT', 'faults/2310')
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: code, phoneNumber: NUMBER })
  await kit.get('account', { type: 'isAccountBlocked' }, { as: 'bob' })
  await kit.call({ url: '/no/such/path?secret=hidden' })

  const [unrouted, bob, modify, sms] = await ids(kit)
  const found = async (q: string) => await ids(kit, `?q=${encodeURIComponent(q)}`)
  t.strictSame(await found('ALICE  2310 modify fault'), [modify])
  t.strictSame(await found('0612345678'), [modify, sms], 'a number as it is shown')
  t.strictSame(await found('+33612345678 post'), [modify])
  t.strictSame(await found('unrouted such/path'), [unrouted])
  t.strictSame(await found(String(bob)), [bob])
  t.strictSame(await found('alice 2311'), [])
  t.strictSame(await found(' '), await ids(kit))
  for (const secret of [code, 'hidden']) t.strictSame(await found(secret), [], secret)
  t.match(await kit.admin('GET', `requests?q=${'x'.repeat(201)}`), { status: 400 })
})

t.test('entries are told apart by how they came out', async (t) => {
  const kit = await start(t)
  await kit.get('trustedphonenumber')
  await kit.get('trustedphonenumber', {}, { as: 'bob' })
  await kit.get('trustedphonenumber', {}, { headers: { 'x-fault': '{"http":{"status":204}}' } })
  await kit.admin('PUT', 'faults/late', { effect: null, delay: 1 })
  await kit.get('trustedphonenumber')
  await kit.call({ url: '/no/such/path' })
  await kit.call({ url: '/am/oauth2/authorize' })

  const [authorize, unrouted, late, byFault, refused, fine] = await ids(kit)
  t.strictSame(await ids(kit, '?outcome=fine'), [late, fine], 'a delay alone breaks nothing')
  t.strictSame(await ids(kit, '?outcome=failed'), [authorize, unrouted, byFault, refused])
  t.strictSame(await ids(kit, '?outcome=fault'), [byFault])
  t.match(await kit.admin('GET', 'requests?outcome=bad'), { status: 400, body: { message: /outcome must be one of/ } })
})

t.test('a page says how many match on all pages', async (t) => {
  const kit = await start(t)
  for (let index = 0; index < 5; index++) await kit.get('trustedphonenumber', {}, { as: index < 3 ? 'alice' : 'bob' })
  const all = await ids(kit)
  const total = async (query: string) => (await kit.admin('GET', `requests?${query}`)).body?.total
  t.equal(await total('limit=1'), 5)
  t.equal(await total(`limit=1&account=alice&before=${String(all[3])}`), 3)
  t.equal(await total('limit=0&q=bob&outcome=failed'), 2)
  t.equal(await total(`since=${String(all[2])}`), 2)
  t.match(await kit.admin('GET', 'requests/count?q=bob'), { body: { count: 2 } })
})

t.test('pages go back by before, and on by since', async (t) => {
  const kit = await start(t)
  for (let index = 0; index < 5; index++) await kit.get('trustedphonenumber')
  const all = await ids(kit)
  t.strictSame(await ids(kit, '?limit=2'), all.slice(0, 2))
  t.strictSame(await ids(kit, `?limit=2&before=${String(all[1])}`), all.slice(2, 4))
  t.strictSame(await ids(kit, `?since=${String(all[1])}`), all.slice(0, 1))
  t.match(await kit.admin('GET', 'requests?before=00000000-0000'), { status: 404, body: { message: /The journal has no request "00000000-0000"/ } })
  t.strictSame(await ids(kit, '?since=00000000-0000'), all, 'an entry that is forgotten is older than all')
})

t.test('the journal is bounded, may be off, and begins anew with a reset', async (t) => {
  const small = await start(t, { JOURNAL_SIZE: '2' })
  for (let index = 0; index < 3; index++) await small.get('trustedphonenumber')
  t.equal((await entries(small)).length, 2)
  await small.admin('POST', 'reset')
  t.strictSame(await entries(small), [])

  const off = await start(t, { JOURNAL_SIZE: '0' })
  await off.get('trustedphonenumber')
  t.strictSame(await entries(off), [])
})

t.test('of a large request 50 parameters are kept, 200 characters of each name and value', async (t) => {
  const kit = await start(t)
  const post = (payload: object) => kit.set('smscode', payload)
  const kept = async () => (await entries(kit))[0]?.parameters as Record<string, unknown>
  await post({ type: 'modifyPhoneNumber', phoneNumber: 'x'.repeat(9000), list: Array(3000).fill(1), n: 1, b: true, nothing: null, exact: 'y'.repeat(200), over: 'y'.repeat(201) })
  t.match(await kept(), { type: 'modifyPhoneNumber', phoneNumber: /^x{200}… \(9000 characters\)$/, n: 1, b: true, nothing: null, exact: /^y{200}$/, over: /^y{200}… \(201 characters\)$/ })

  await post(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p${index}`, 'z'.repeat(100)])))
  t.strictSame(Object.keys(await kept()), Array.from({ length: 50 }, (_, index) => `p${index}`))
  await post({ [`${'n'.repeat(200)}-and-more`]: 1, pad: 'z'.repeat(5000) })
  t.strictSame(Object.keys(await kept()), ['n'.repeat(200), 'pad'])
})

t.test('a chunked request is kept in part too, though it does not say how large it is', async (t) => {
  const kit = await start(t)
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode(JSON.stringify({ phoneNumber: 'x'.repeat(9000) })))
      controller.close()
    }
  })
  await fetch(`${kit.app.listeningOrigin}/pims.authentication.smscode`, { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } })
  t.match((await entries(kit))[0]?.parameters, { phoneNumber: /^x{200}… \(9000 characters\)$/ })
})

t.test('what may be a secret is masked also where nobody knows the operation, and on the other faces', async (t) => {
  const kit = await start(t)
  await kit.set('smscode', { smsCod: '014028', note: 'hello' })
  await kit.app.inject({ url: '/iwws/MAC?action=Finalize&mode=nonsense&id=123456789&R0=abc&serial=d%2F_%2Fx&ms_val0=ff&pincod=1234&x=654321' })
  t.match(await entries(kit), [
    { face: 'inwebo', parameters: { mode: 'nonsense', id: '123456789', R0: '***', serial: '***', ms_val0: '***', pincod: '***', x: '***' }, violations: [] },
    { face: 'pims', parameters: { smsCod: '***', note: 'hello' }, violations: [] }
  ])
})

t.test('secrets are masked wherever they are', async (t) => {
  const kit = await start(t)
  const credential = { clientID: 'app', clientSecret: 's3cret', macID: 'mac-1' }
  await kit.call({ method: 'POST', url: '/pims.initialize', payload: { credential, list: [1], nested: { note: '1234' }, number: 123456 } })
  const [entry] = await entries(kit)
  t.match(entry?.parameters, { credential: { clientID: 'app', clientSecret: '***', macID: 'mac-1' }, list: '***', nested: '***', number: '***' })
})
