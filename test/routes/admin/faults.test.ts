import t from 'tap'
import { MAX_FAULTS } from '../../../src/wire/fault.ts'
import { start, type Started } from '../../support/start.ts'

const codeOf = async (answer: Promise<{ body: Record<string, unknown> | undefined }>) =>
  ((await answer).body?.error as { code: number } | undefined)?.code
const certify = ({ get }: Pick<Started, 'get'>, { as = 'alice', phoneNumber = '0612345678', headers = {} } = {}) =>
  codeOf(get('smscode', { type: 'phoneNumberCertification', phoneNumber }, { as, headers }))
const modify = ({ set }: Pick<Started, 'set'>, as = 'alice') =>
  codeOf(set('smscode', { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' }, { as }))

t.test('a switch makes every operation that documents the code fail with it, until it is deleted', async (t) => {
  const mock = await start(t)
  t.match(await mock.admin('PUT', 'faults/2202'), { status: 201, body: { id: '2202', match: {}, effect: { error: 2202 }, hits: 0, remaining: null } })
  t.match(await mock.admin('PUT', 'faults/2202'), { status: 200 })
  t.equal(await certify(mock), 2202)
  t.equal(await modify(mock), 2202)
  t.match(await mock.admin('GET', 'faults/2202'), { body: { hits: 2, explanation: 'fails every operation it can with 2202; hit twice' } })

  t.match(await mock.admin('DELETE', 'faults/2202'), { status: 204 })
  t.equal(await certify(mock), undefined)
  t.match(await mock.admin('DELETE', 'faults/2202'), { status: 404, body: { message: /There is no fault "2202"/ } })
})

t.test('a switch leaves operations alone that do not document the code, and may be narrowed like any rule', async (t) => {
  const mock = await start(t)
  await mock.admin('PUT', 'faults/2310', { match: { account: 'carol' }, times: 1 })
  t.equal(await certify(mock, { as: 'carol' }), undefined)
  t.equal(await modify(mock), 2311)
  t.equal(await modify(mock, 'carol'), 2310)
  t.equal(await modify(mock, 'carol'), 2313)
})

t.test('a rule matches by operation, account, device, number and face', async (t) => {
  const mock = await start(t)
  const only = async (match: object) => {
    await mock.admin('PUT', 'faults/rule', { match, effect: { error: 2204 } })
    return certify(mock)
  }
  t.equal(await only({ operation: 'get.smscode.phoneNumberCertification' }), 2204)
  t.equal(await only({ operation: ['modifyPhoneNumber', 'phoneNumberCertification'] }), 2204)
  t.equal(await only({ operation: 'modifyPhoneNumber' }), undefined)
  t.equal(await only({ account: 'alice' }), 2204)
  t.equal(await only({ account: 'bob' }), undefined)
  t.equal(await only({ device: 'device-1' }), 2204)
  t.equal(await only({ device: 'device-2' }), undefined)
  t.equal(await only({ phoneNumber: '+33 6 12 34 56 78' }), 2204)
  t.equal(await only({ phoneNumber: '0687654321' }), undefined)
  t.equal(await only({ face: 'pims' }), 2204)
  t.equal(await only({ account: 'alice', device: 'device-2', phoneNumber: '0612345678' }), undefined)
})

t.test('the second call fails: skip and times', async (t) => {
  const mock = await start(t)
  await mock.admin('POST', 'faults', { match: { operation: 'phoneNumberCertification' }, effect: { error: 2201 }, skip: 1, times: 1 })
  t.strictSame([await certify(mock), await certify(mock), await certify(mock)], [undefined, 2201, undefined])
})

t.test('a list of effects is taken one per hit', async (t) => {
  const mock = await start(t)
  await mock.admin('POST', 'faults', { id: 'flaky', effect: [{ error: 2202 }, { error: 2201 }] })
  t.strictSame([await certify(mock), await certify(mock), await certify(mock)], [2202, 2201, undefined])
  t.match(await mock.admin('GET', 'faults/flaky'), { body: { hits: 2, remaining: 0 } })
})

t.test('the newest matching rule wins', async (t) => {
  const mock = await start(t)
  await mock.admin('POST', 'faults', { id: 'old', effect: { error: 2202 } })
  await mock.admin('POST', 'faults', { id: 'new', match: { account: 'alice' }, effect: { error: 2201 }, times: 1 })
  t.strictSame([await certify(mock), await certify(mock)], [2201, 2202])
})

t.test('a label keeps its placeholder unless the rule fills it', async (t) => {
  const mock = await start(t)
  const label = async (effect: object) => {
    await mock.admin('PUT', 'faults/rule', { effect })
    const { body } = await mock.set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' })
    return (body?.error as { label: string }).label
  }
  t.equal(await label({ error: 2101 }), 'Missing [PARAMETER] parameter')
  t.equal(await label({ error: 2101, parameter: 'smsCode' }), 'Missing smsCode parameter')
  t.equal(await label({ error: 2344, component: 'BasicAuthentication' }), 'BasicAuthentication not configured')
})

t.test('a code that is not documented is a 422 that lists those that are; force raises it all the same', async (t) => {
  const mock = await start(t)
  t.match(await mock.admin('PUT', 'faults/9999'), { status: 422, body: { message: 'There is no code 9999. GET /admin/contract lists the codes of each operation.' } })
  t.match(await mock.admin('PUT', 'faults/9999', { force: true }), { status: 422 })
  t.match(await mock.admin('POST', 'faults', { match: { operation: 'phoneNumberCertification' }, effect: { error: 2310 } }), {
    status: 422,
    body: { message: '2310 is not documented for any operation that the rule matches. Documented: 2001, 2006, 2101, 2102, 2201, 2202, 2204, 2301. 2310 reaches 10 of pims, 6 of inwebo, 7 of service, token of cvs. "force": true raises it all the same.' }
  })
  t.strictSame((await mock.admin('GET', 'faults')).body, { faults: [] })

  await mock.admin('POST', 'faults', { match: { operation: 'phoneNumberCertification' }, effect: { error: 2310 }, force: true })
  t.equal(await certify(mock), 2310)
})

t.test('a rule that could never hit is refused, naming the field and what it takes', async (t) => {
  const { admin } = await start(t)
  const refusals = [
    [{}, 422, /^A fault needs an effect/],
    [{ error: 2310 }, 400, '{"error":2310} is an effect, not a rule: did you mean {"effect":{"error":2310}}?'],
    [{ transport: 'reset' }, 400, /did you mean \{"effect":\{"transport":"reset"\}\}\?/],
    [{ error: 2310, times: 1 }, 400, /error is not known here/],
    [{ effect: null }, 422, /add "delay"/],
    [{ effect: { error: 2310, colour: 'red' } }, 400, /effect.colour is not known here/],
    [{ effect: { transport: 'hng' } }, 400, /effect.transport must be one of hang, reset, [a-z, ]+, not "hng"/],
    [{ effect: { http: { status: 99 } } }, 400, /effect.http.status must be an integer from 200 to 599, not 99/],
    [{ effect: { sms: 'lose' } }, 400, /effect.sms must be/],
    [{ effect: [] }, 400, /^effect must be/],
    [{ effect: { error: 2310 }, match: { operation: 'fly' } }, 422, /match.operation "fly" is not an operation. Use one of \w/],
    [{ effect: { error: 2310 }, match: { operation: 'modifyPhoneNumer' } }, 422, /is not an operation. Did you mean modifyPhoneNumber\?$/],
    [{ effect: { error: 2310 }, match: { face: 'moon' } }, 400, /match.face must be one of pims, inwebo, service, cvs, oauth, mqtt, not "moon"/],
    [{ effect: { error: 2310 }, match: { phoneNumber: '12' } }, 422, /match.phoneNumber "12" is not a possible phone number/],
    [{ effect: { sms: 'drop' }, match: { operation: 'modifyPhoneNumber' } }, 422, /fits none of the operations/],
    [{ effect: { error: 2310 }, times: 0 }, 400, /^times must be an integer from 1 to/],
    [{ effect: { error: 2310 }, probability: 1.5 }, 400, /^probability must be a number from 0 to 1, not 1.5/],
    [{ effect: null, delay: { min: 2, max: 1 } }, 422, /delay.min is greater than delay.max/],
    [{ effect: { http: { status: 200, headers: { Trailer: 'x' } } } }, 422, /http.headers must not have "Trailer": the server sets it/],
    [{ effect: { error: 2310 }, id: 'a b' }, 400, /^id must be a string that matches/]
  ] as const
  for (const [rule, status, message] of refusals) t.match(await admin('POST', 'faults', rule), { status, body: { message } }, JSON.stringify(rule))
  t.match(await admin('PUT', 'faults/a', { id: 'b', effect: { error: 2310 } }), { status: 422, body: { message: /The path says fault "a"/ } })
  t.match(await admin('PUT', 'faults/2310', { as: 'transport' }), { status: 422, body: { message: /2310 is not a code of the network; 2201, 2202, 2203, 2204 are/ } })
})

t.test('a client that sends a content type with no body is understood', async (t) => {
  const { call } = await start(t)
  for (const type of ['application/json', 'application/octet-stream']) {
    const headers = { 'content-type': type, 'content-length': '0' }
    t.match(await call({ method: 'PUT', url: '/admin/faults/2310', headers }), { status: 201 })
    t.match(await call({ method: 'DELETE', url: '/admin/faults/2310', headers }), { status: 204 })
    t.match(await call({ method: 'POST', url: '/admin/faults', headers }), { status: 400 })
  }
})

t.test('a body that is not JSON is refused with what to send instead', async (t) => {
  const { call, admin } = await start(t)
  const post = (payload: string, type: string) => call({ method: 'POST', url: '/admin/faults', payload, headers: { 'content-type': type } })
  t.match(await post('effect=2310', 'application/x-www-form-urlencoded'), { status: 415, body: { message: "The body came as application/x-www-form-urlencoded. Send it as JSON, with content-type: application/json (curl: -H 'content-type: application/json')." } })
  t.match(await post('{}', 'text/plain'), { status: 415 })
  t.match(await post('{', 'application/json'), { status: 400, body: { statusCode: 400, error: 'Bad Request', message: 'The body is not JSON.' } })
  t.match(await admin('GET', 'nothing'), { status: 404, body: { message: /^There is nothing at GET \/admin\/nothing\. There are \/admin\/sandboxes, .*\. The admin API is documented at \/docs\.$/ } })
  t.match(await call({ method: 'GET', url: '/admin' }), { status: 404, body: { message: /GET \/admin\. / } })
})

t.test('rules are made, listed newest first, replaced and emptied', async (t) => {
  const { admin } = await start(t)
  const effect = { error: 2204 }
  const { body } = await admin('POST', 'faults', { effect })
  t.match(body, { id: /^fault-[0-9a-f]{8}$/, effect })
  t.match(await admin('PUT', 'faults', { effect }), { status: 201 })
  t.match(await admin('PUT', 'faults', { id: 'mine', effect }), { status: 201 })
  t.match(await admin('PUT', 'faults', { id: 'mine', effect, times: 2 }), { status: 200, body: { remaining: 2 } })
  t.match(await admin('POST', 'faults', { id: 'mine', effect }), { status: 409 })
  t.match((await admin('GET', 'faults')).body, { faults: [{ id: 'mine' }, {}, { id: body?.id }] })
  t.match(await admin('DELETE', 'faults'), { status: 204 })
  t.strictSame((await admin('GET', 'faults')).body, { faults: [] })
})

t.test('a fault says which operations it can hit, and which newer one leaves it nothing', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('PUT', 'faults/2307'), { body: { targets: ['get.trustedphonenumber', 'cvs.smsCode'], shadowedBy: null } })
  await admin('POST', 'faults', { id: 'phone', match: { operation: 'trustedphonenumber' }, effect: { transport: 'reset' } })
  t.match(await admin('GET', 'faults/2307'), { body: { shadowedBy: null } }, 'cvs.smsCode is left to it')
  await admin('POST', 'faults', { id: 'cvs', match: { face: 'cvs' }, effect: { transport: 'reset' } })
  t.match(await admin('GET', 'faults/2307'), { body: { shadowedBy: /^(phone|cvs)$/ } })
  t.match((await admin('GET', 'faults')).body, { faults: [{ id: 'cvs', shadowedBy: null }, { id: 'phone', shadowedBy: null }, { id: '2307', shadowedBy: /phone|cvs/ }] })
  await admin('DELETE', 'faults/cvs')
  t.match(await admin('GET', 'faults/2307'), { body: { shadowedBy: null } })
})

t.test('a switch that reaches no operation of a face says which faces and operations it reaches', async (t) => {
  const { admin } = await start(t)
  const explanationOf = async (code: number, rule?: object) => (await admin('PUT', `faults/${code}`, rule)).body?.explanation
  t.equal(await explanationOf(2302), 'fails every operation it can (9 of pims, smsCode, token and carAssociations of cvs, token of oauth, 8 of mqtt; none of inwebo or service) with 2302; not hit yet')
  t.equal(await explanationOf(2307), 'fails every operation it can (trustedphonenumber of pims, smsCode of cvs; none of inwebo, service, oauth or mqtt) with 2307; not hit yet')
  t.match(await explanationOf(2310), /^fails every operation it can \(10 of pims, 6 of inwebo, 7 of service, token of cvs; none of oauth or mqtt\) with 2310/)
  t.equal(await explanationOf(2202), 'fails every operation it can with 2202; not hit yet', 'it reaches every face')
  t.equal(await explanationOf(2310, { match: { face: 'cvs' } }), 'fails every cvs operation it can with 2310; not hit yet', 'no other face is meant')
  t.match(await admin('PUT', 'faults/2307', { match: { face: 'inwebo' } }), { status: 422, body: { message: /2307 is not documented for any .* 2307 reaches trustedphonenumber of pims, smsCode of cvs\. "force"/ } })
})

t.test('a list replaces all faults, with the hits that they had, or none when one is wrong', async (t) => {
  const mock = await start(t)
  const { admin } = mock
  await admin('POST', 'faults', { id: 'old', effect: { error: 2204 } })
  await admin('POST', 'faults', { id: 'twice', match: { operation: 'phoneNumberCertification' }, effect: { error: 2202 }, skip: 1, times: 2 })
  t.equal(await certify(mock), 2204)
  t.equal(await certify(mock), 2202)
  const before = (await admin('GET', 'faults')).body ?? {}
  await admin('DELETE', 'faults')
  t.strictSame((await admin('PUT', 'faults', before)).body, before, 'what GET showed may be sent back')
  t.strictSame([await certify(mock), await certify(mock)], [2202, 2204], 'the limit goes on where it was')

  const refused = async (faults: object[], status: number, message: RegExp) => t.match(await admin('PUT', 'faults', { faults }), { status, body: { message } })
  await refused([{ id: 'a', effect: { error: 2204 } }, { id: 'a', effect: { error: 2204 } }], 422, /faults\.1\.id "a" comes twice/)
  await refused([{ effect: { error: 2204 } }, { effect: { error: 9999 } }], 422, /^faults\.1: There is no code 9999/)
  await refused([{ effect: { transport: 'hng' } }], 400, /effect.transport must be one of hang/)
  await refused([{ effect: { error: 2204 }, hit: 1 }], 400, /hit is not known here/)
  t.match((await admin('GET', 'faults')).body, { faults: [{ id: 'twice', hits: 2, remaining: 0 }, { id: 'old', hits: 2 }] }, 'a refused list changes nothing')

  t.match((await admin('PUT', 'faults', { faults: [{ id: 'new', effect: { error: 2202 } }, { effect: { error: 2204 }, match: { account: 'alice' } }] })).body, { faults: [{ id: 'new' }, { id: /^fault-/, shadowedBy: 'new' }] })
  t.equal(await certify(mock), 2202, 'the first of the list is the newest, and wins')
  t.strictSame((await admin('PUT', 'faults', { faults: [] })).body, { faults: [] })
})

t.test('a sandbox takes so many rules', async (t) => {
  const { admin } = await start(t)
  for (let made = 0; made < MAX_FAULTS; made++) await admin('POST', 'faults', { effect: { error: 2204 } })
  t.match(await admin('POST', 'faults', { effect: { error: 2204 } }), { status: 507 })
})

t.test('X-Fault breaks one request and leaves nothing behind', async (t) => {
  const mock = await start(t)
  t.equal(await certify(mock, { headers: { 'x-fault': '2202' } }), 2202)
  t.equal(await certify(mock, { headers: { 'x-fault': '{"error":2201}' } }), 2201)
  t.equal(await certify(mock), undefined)
  t.strictSame((await mock.admin('GET', 'faults')).body, { faults: [] })

  const refused = (fault: string) => mock.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' }, { headers: { 'x-fault': fault } })
  t.match(await refused('boom'), { status: 400, body: { message: /^X-Fault takes a code such as 2310, or an effect/ } })
  t.match(await refused('2310'), { status: 422, body: { message: /^X-Fault 2310 does not go with get.smscode.phoneNumberCertification, which documents 2001/ } })
})

t.test('a rule for an account that there is not says so, and names the nearest where it is put; not once the account is made', async (t) => {
  const { admin } = await start(t)
  const nobody = 'fails modifyPhoneNumber with 2310, for alcie; not hit yet; hits nobody: there is no account "alcie"'
  const put = await admin('POST', 'faults', { id: 'a', match: { operation: 'modifyPhoneNumber', account: 'alcie' }, effect: { error: 2310 } })
  t.match(put, { status: 201, body: { explanation: `${nobody}. Did you mean alice?` } })
  t.equal((await admin('GET', 'faults/a')).body?.explanation, nobody)
  await admin('PUT', 'accounts/alcie', {})
  t.equal((await admin('GET', 'faults/a')).body?.explanation, 'fails modifyPhoneNumber with 2310, for alcie; not hit yet')
})
