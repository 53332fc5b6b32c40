import t from 'tap'
import { consoleOperations } from '../../../src/inwebo/service/provisioning/operations.ts'
import { advance, enrolled } from '../../support/clients.ts'
import { startConsole } from '../../support/console.ts'

const PAGE = { offset: 0, nmax: 0, sort: 0 }

t.test('a login is made, a device enrols with its code, its one-time password is checked, and it is gone again', async (t) => {
  const service = await startConsole(t)
  const { ask, create, device, err, admin, get } = service
  const made = await create()
  t.match(made.xml, /<loginCreateResponse xmlns="http:\/\/console\.inwebo\.com"><loginCreateReturn><err>OK<\/err><code>\d{9}<\/code><id>10001<\/id><\/loginCreateReturn><\/loginCreateResponse>/)
  t.match((await admin('GET', 'accounts/ann@example.org')).body, { login: 'ann@example.org', trustedPhoneNumber: '+33639980042', hasPin: false, devices: [], pending: [{ purpose: 'enrollment' }] }, 'it is an account')
  t.match(await get('trustedphonenumber', {}, { as: 'ann@example.org' }), { status: 200 }, 'of every face')

  const phone = device()
  await phone.enrol(made.one('code') ?? '', '2468')
  t.equal(await err('authenticateExtended', { userId: 'ann@example.org', token: await phone.otp() }), 'OK')
  const login = await ask('loginQuery', { loginid: 10001 })
  t.match({ ...Object.fromEntries(['err', 'login', 'code', 'status', 'role', 'firstname', 'name', 'mail', 'phone', 'createdby', 'lastauthdate', 'nca', 'nma', 'nmac', 'macid', 'macstate', 'macname', 'macpushenabled', 'nva'].map((name) => [name, login.one(name)])) }, {
    err: 'OK', login: 'ann@example.org', code: 'ok', status: '0', role: '0', firstname: 'Ann', name: 'Lee', mail: 'ann@example.org', phone: '+33639980042', createdby: '1', lastauthdate: String(Date.UTC(2026, 0, 1, 12) / 1000), nca: '0', nma: '0', nmac: '1', macid: /^\d{9}$/, macstate: '0', macname: /Android/, macpushenabled: '1', nva: '0'
  })
  t.equal(login.one('macalias'), (await service.fs('pushAuthenticate', { userId: 'ann@example.org' })).body?.alias, 'a device has one alias everywhere')

  t.equal((await ask('loginDelete', { loginid: 10001 })).err, 'OK')
  t.equal((await admin('GET', 'accounts/ann@example.org')).status, 404)
  t.equal((await ask('loginQuery', { loginid: 10001 })).err, 'NOK:account unknown')
  t.equal(await err('authenticateExtended', { userId: 'ann@example.org', token: 'x' }), 'NOK:account unknown')
  t.equal((await create()).one('id'), '10002', 'an id is of one login for ever')
})

t.test('an account of the fixtures is a login too, with the state that every face sees', async (t) => {
  const { ask, idOf, admin } = await startConsole(t)
  const id = await idOf('alice@example.com')
  await admin('PATCH', 'accounts/alice', { devices: [{ id: 'a', name: 'A & B' }, { id: 'b', enabled: false, push: false }] })
  const login = await ask('loginQuery', { loginid: id })
  t.strictSame([login.all('macid').map((tool) => tool.startsWith(id)), login.all('macstate'), login.all('macname'), login.all('macpushenabled')], [[true, true], ['0', '1'], ['A &amp; B', 'b'], ['1', '0']])
  await admin('PATCH', 'accounts/alice', { blocked: 'PinBlocked' })
  t.strictSame((await ask('loginQuery', { loginid: id })).all('macstate'), ['2', '1'])
  await admin('PATCH', 'accounts/alice', { blocked: 'AccountBlocked' })
  t.equal((await ask('loginQuery', { loginid: id })).one('status'), '1')

  t.equal((await ask('loginDeleteTool', { toolid: login.all('macid')[1] ?? '', tooltype: 'mac' })).err, 'OK')
  t.match((await admin('GET', 'accounts/alice')).body, { devices: { length: 1 }, inwebo: { activated: true } })
  t.equal((await ask('loginDeleteTool', { toolid: login.all('macid')[1] ?? '', tooltype: 'mac' })).err, 'NOK:tool unknown')
  t.equal((await ask('loginDeleteTool', { toolid: login.all('macid')[0] ?? '', tooltype: 'ca' })).err, 'NOK:SN')
  t.equal((await ask('loginDeleteTool', { toolid: login.all('macid')[0] ?? '', tooltype: 'mac' })).err, 'OK')
  t.match((await admin('GET', 'accounts/alice')).body, { devices: [], inwebo: { activated: false } }, 'with the last one goes the inWebo client')
})

t.test('a device that enrolled is removed by the id that inWebo gave it, and can make no one-time password any more', async (t) => {
  const service = await startConsole(t)
  const device = await enrolled(service, 'carol')
  const login = await service.ask('loginQuery', { loginid: await service.idOf('carol@example.com') })
  t.equal((await service.ask('loginDeleteTool', { toolid: login.one('macid') ?? '', tooltype: 'mac' })).err, 'OK')
  await t.rejects(device.otp(), /NOK:NODEVICE/)
})

t.test('logins are listed in pages and in any order, each field a list of its own', async (t) => {
  const { ask, create, admin } = await startConsole(t)
  const total = Number((await admin('GET', 'accounts')).body?.total)
  const all = await ask('loginsQuery', PAGE)
  t.match([all.err, all.one('count'), all.one('n'), all.all('id').length, all.all('lastauthdate').length], ['OK', String(total), String(total), total, total])
  for (const [login, name] of [['zed@example.org', 'Adam'], ['abe@example.org', 'Zorn']] as const) await create({ login, name, mail: login })
  const firsts = async (sort: number, field: string) => (await ask('loginsQuery', { offset: 0, nmax: 1, sort })).one(field)
  t.strictSame(await Promise.all([1, 2].map((sort) => firsts(sort, 'login'))), ['abe@example.org', 'zed@example.org'])
  t.equal(await firsts(4, 'name'), 'Zorn')
  t.equal(await firsts(6, 'mail'), 'zed@example.org')
  const sorted = (await ask('loginsQuery', { ...PAGE, sort: 1 })).all('login')
  t.strictSame(sorted, [...sorted].sort())
  t.strictSame((await ask('loginsQuery', { ...PAGE, sort: 2 })).all('login'), sorted.toReversed())
  t.strictSame((await ask('loginsQuery', { offset: 2, nmax: 3, sort: 1 })).all('login'), sorted.slice(2, 5))
  const beyond = await ask('loginsQuery', { offset: 5000, nmax: 10, sort: 0 })
  t.equal(beyond.xml.match(/<id|<login>/), null, 'an empty list is absent')
  t.match([beyond.one('count'), beyond.one('n')], [String(total + 2), '0'])
  t.match(all.xml, /<phone><\/phone>/, 'an unknown text is empty, never nil')
  t.notMatch(all.xml, 'xsi:nil="true"')
})

t.test('a search finds a part of a login in any case, or the login itself', async (t) => {
  const { ask, admin } = await startConsole(t)
  const search = async (loginname: string, exactmatch: number, nmax = 0) => await ask('loginSearch', { loginname, exactmatch, ...PAGE, nmax })
  const exact = await search('alice@example.com', 1, 1)
  t.match([exact.err, exact.one('count'), exact.one('n'), exact.all('login'), exact.one('activation_status')], ['OK', '1', '1', ['alice@example.com'], '1'])
  t.match(exact.xml, /<n>1<\/n><id>\d+<\/id><login>.*<createdby>0<\/createdby><activation_status>1<\/activation_status><count>1<\/count><\/loginSearchReturn>/)
  t.equal((await search('alice', 1)).one('count'), '0', 'the id of an account is no login')
  t.equal((await search('ALICE', 1)).one('count'), '0')
  t.strictSame((await search('ALICE@', 0)).all('login'), ['alice@example.com'])
  const many = await search('example.com', 0, 2)
  t.match([many.one('n'), many.one('count')], ['2', (await admin('GET', 'accounts')).body?.total?.toString()])
  t.equal((await ask('loginSearch', { login: 'bob@example.com', exactmatch: 1, ...PAGE })).one('activation_status'), '0', 'login stands for loginname')
})

t.test('an update changes what it gives, on every face', async (t) => {
  const { ask, create, admin, err } = await startConsole(t)
  await create()
  const update = async (fields: Record<string, string | number>) => (await ask('loginUpdate', { loginid: 10001, ...fields })).err
  t.equal(await update({ login: 'lee@example.org', firstname: 'Anna', phone: '06 39 98 00 77', status: 1, role: 2, extrafields: '[]' }), 'OK')
  const login = await ask('loginQuery', { loginid: 10001 })
  t.strictSame(['login', 'firstname', 'name', 'phone', 'status', 'role', 'extrafields'].map(login.one), ['lee@example.org', 'Anna', 'Lee', '+33639980077', '1', '2', '[]'])
  t.match((await admin('GET', 'accounts/ann@example.org')).body, { login: 'lee@example.org', blocked: 'AccountBlocked', trustedPhoneNumber: '+33639980077' })
  t.equal(await err('pushAuthenticate', { userId: 'lee@example.org' }), 'NOK:account blocked')
  t.equal(await update({ status: 0 }), 'OK')
  t.match((await admin('GET', 'accounts/ann@example.org')).body, { blocked: 'NotBlocked' })
  await admin('PATCH', 'accounts/ann@example.org', { blocked: 'PinBlocked' })
  t.equal(await update({ status: 0, phone: 'ext. 12' }), 'OK')
  t.match((await admin('GET', 'accounts/ann@example.org')).body, { blocked: 'PinBlocked', trustedPhoneNumber: null }, 'a PIN stays blocked')
  t.equal((await ask('loginQuery', { loginid: 10001 })).one('phone'), 'ext. 12', 'what is no number is kept as it was written')
  t.equal(await update({ login: 'alice@example.com' }), 'NOK:login already used')
  t.equal(await update({ login: 'lee@example.org' }), 'OK', 'its own is not taken')
})

t.test('a code works now, or after it was activated, or comes by a link', async (t) => {
  const service = await startConsole(t)
  const { ask, create, device } = service
  const stateOf = async (id = 10001) => (await ask('loginQuery', { loginid: id })).one('code')

  const inactive = (await create({ codetype: 1 })).one('code') ?? ''
  t.match(inactive, /^\d{9}$/)
  t.equal(await stateOf(), `in:${inactive}`)
  await t.rejects(device().enrol(inactive, '1234'), /NOK:CODE/, 'it does nothing yet')
  t.equal((await ask('loginActivateCode', { loginid: 10001 })).err, 'OK')
  t.equal(await stateOf(), inactive)
  await device().enrol(inactive, '1234')
  t.equal(await stateOf(), 'ok')
  t.equal((await ask('loginActivateCode', { loginid: 10001 })).err, 'NOK:code unknown')

  const link = (await create({ login: 'by-link', codetype: 2 })).one('code') ?? ''
  t.match(link, /^[0-9a-f]{32}$/)
  t.equal(await stateOf(10002), 'link')
  t.equal((await ask('loginQuery', { loginid: 10002 })).one('longcode'), link)
  const code = (await ask('loginGetCodeFromLink', { code: link })).err ?? ''
  t.match(code, /^\d{9}$/)
  t.equal((await ask('loginGetInfoFromLink', { code: link })).one('code'), code, 'the same as long as it lives')
  t.equal(await stateOf(10002), code)
  await advance(service, 'PT15M')
  const fresh = (await ask('loginGetCodeFromLink', { code: link })).err ?? ''
  t.not(fresh, code, 'and another after it')
  await device('other').enrol(fresh, '1234')
  t.equal(await stateOf(10002), 'ok')
  t.equal((await ask('loginGetCodeFromLink', { code: link })).err, 'NOK:code unknown', 'until a device has enrolled')
  t.equal((await ask('loginQuery', { loginid: 10002 })).one('longcode'), '', 'a link that leads nowhere is none')

  const another = (await ask('loginAddDevice', { loginid: 10002, codetype: 2 })).err ?? ''
  const info = await ask('loginGetInfoFromLink', { code: another })
  t.match([info.err, info.one('code'), info.one('id')], ['OK', /^\d{9}$/, '10002'])

  await create({ login: 'late', codetype: 1 })
  await advance(service, 'P21D')
  t.equal(await stateOf(10003), 'expired')
  t.equal((await ask('loginActivateCode', { loginid: 10003 })).err, 'NOK:code expired')
  await create({ login: 'later' })
  await advance(service, 'PT15M')
  t.equal(await stateOf(10004), 'expired')
})

t.test('a user gets more devices, another PIN, or all devices replaced by one', async (t) => {
  const service = await startConsole(t)
  const { ask, idOf, admin } = service
  const id = await idOf('carol@example.com')
  t.equal((await ask('loginAddDevice', { loginid: id, codetype: 0 })).err, 'NOK:NoPassword', 'the first device is not one more')
  await enrolled(service, 'carol')
  const code = async (operation: string, fields: Record<string, number> = {}) => (await ask(operation, { loginid: id, ...fields })).err ?? ''
  const second = service.device('second')
  await second.enrol(await code('loginAddDevice', { codetype: 0 }), '1234')
  t.match((await admin('GET', 'accounts/carol')).body, { devices: { length: 2 } })

  const last = service.device('last')
  await last.enrol(await code('loginRestore'), '1234')
  t.match((await admin('GET', 'accounts/carol')).body, { devices: [{ id: 'last' }] }, 'the code that restores removes the others')
  await t.rejects(second.otp(), /NOK:NODEVICE/)
  t.ok(await last.otp())

  t.equal(await code('loginResetPwd'), 'OK')
  t.match(await code('loginResetPwdExtended', { codetype: 0 }), /^\d{9}$/)
  const reset = (await ask('loginQuery', { loginid: id })).one('code') ?? ''
  for (let wrong = 0; wrong < 3; wrong++) await t.rejects(last.otp('0000'))
  t.match((await admin('GET', 'accounts/carol')).body, { blocked: 'PinBlocked' })
  t.match(await service.set('pincode', { action: 'reset', smsCode: reset, pinCode: '9876' }, { as: 'carol', headers: { 'x-device-id': 'last' } }), { status: 200 })
  t.match((await admin('GET', 'accounts/carol')).body, { blocked: 'NotBlocked' })
})

t.test('a code that does nothing yet takes the place of the one before it, which works no more', async (t) => {
  const service = await startConsole(t)
  const { ask, create, device } = service
  for (const [index, codetype] of [1, 2].entries()) {
    const loginid = 10001 + index
    const login = `login-${codetype}`
    const first = (await create({ login })).one('code') ?? ''
    await device(login).enrol(first, '1234')
    const active = (await ask('loginAddDevice', { loginid, codetype: 0 })).err ?? ''
    t.match(active, /^\d{9}$/)
    await ask('loginAddDevice', { loginid, codetype })
    await t.rejects(device(`${login}-more`).enrol(active, '1234'), /NOK:CODE/, String(codetype))
  }
})

t.test('wrong PINs are cleared once until the next login', async (t) => {
  const service = await startConsole(t)
  const { ask, idOf, admin, err } = service
  const device = await enrolled(service, 'carol')
  const id = await idOf('carol@example.com')
  const clear = async () => (await ask('loginResetPINErrorCounter', { loginid: id })).err
  for (let wrong = 0; wrong < 3; wrong++) await t.rejects(device.otp('0000'))
  t.equal(await clear(), 'OK')
  t.match((await admin('GET', 'accounts/carol')).body, { blocked: 'NotBlocked', pinErrors: 0 })
  t.equal(await clear(), 'NOK:MULTI')
  t.equal(await err('authenticateExtended', { token: await device.otp() }), 'OK')
  t.equal(await clear(), 'OK')
})

t.test('a code is sent by mail to who has an address', async (t) => {
  const { ask, create } = await startConsole(t)
  await create()
  t.equal((await ask('loginSendByMail', { loginid: 10001 })).err, 'OK')
  await create({ login: 'nobody', mail: '' })
  t.equal((await ask('loginSendByMail', { loginid: 10002 })).err, 'NOK:no mail')
})

t.test('logins are in groups, each with a role', async (t) => {
  const { ask, create } = await startConsole(t)
  await create()
  const groups = await ask('serviceGroupsQuery', { offset: 0, nmax: 0 })
  t.strictSame([groups.one('count'), groups.all('id'), groups.all('name'), groups.all('num')], ['2', ['501', '502'], ['Drivers', 'Staff'], ['0', '0']])
  const member = { groupid: 501, loginid: 10001 }
  t.equal((await ask('groupAccountQuery', member)).err, 'NOK:group account unknown')
  t.equal((await ask('groupAccountCreate', { ...member, role: 1 })).err, 'OK')
  t.equal((await ask('groupAccountCreate', { ...member, role: 1 })).err, 'NOK:group account exists')
  const found = await ask('groupAccountQuery', member)
  t.strictSame(['err', 'roleid', 'loginid', 'groupid'].map(found.one), ['OK', '1', '10001', '501'])
  t.equal((await ask('groupAccountUpdate', { ...member, role: 2 })).err, 'OK')
  const mine = await ask('loginGetGroups', { loginid: 10001, offset: 0, nmax: 0 })
  t.strictSame([mine.one('n'), mine.all('groupid'), mine.all('role'), mine.all('num')], ['1', ['501'], ['2'], ['1']])
  t.strictSame((await ask('loginsQueryByGroup', { groupid: 501, ...PAGE })).all('login'), ['ann@example.org'])
  t.strictSame((await ask('loginsQueryByGroup', { groupid: 502, ...PAGE })).all('login'), [])
  t.equal((await ask('groupAccountDelete', member)).err, 'OK')
  t.equal((await ask('groupAccountDelete', member)).err, 'NOK:group account unknown')
  t.equal((await ask('groupAccountQuery', { ...member, groupid: 1 })).err, 'NOK:group unknown')
  t.equal((await ask('IWDS_check')).err, 'OK')
})

t.test('what is wrong with a request is said, and changes nothing', async (t) => {
  const { ask, create, admin, newest } = await startConsole(t)
  const before = (await admin('GET', 'accounts')).body?.total
  const cases: ReadonlyArray<readonly [Record<string, string | number>, string, RegExp]> = [
    [{ userid: 1 }, 'NOK:access forbidden', /userid is not 0/],
    [{ serviceid: 1 }, 'NOK:srv unknown', /the one service of the mock is 1201/],
    [{ login: '' }, 'NOK:SN', /login is missing/],
    [{ login: 'x'.repeat(201) }, 'NOK:SN', /at most 200 characters/],
    [{ login: 'alice@example.com' }, 'NOK:loginexists', /has the login/],
    [{ login: 'alice' }, 'NOK:loginexists', /or the id/],
    [{ status: 2 }, 'NOK:SN', /status is 2: it should be from 0 to 1/],
    [{ role: 3 }, 'NOK:SN', /role is 3/],
    [{ codetype: 3 }, 'NOK:SN', /codetype is 3/],
    [{ codetype: '' }, 'NOK:SN', /codetype is missing/],
    [{ access: 9 }, 'NOK:SN', /access is 9/],
    [{ name: 'x'.repeat(300) }, 'NOK:SN', /name should be a line of at most 200/],
    [{ extrafields: 'a\nb' }, 'NOK:SN', /extrafields should be a line/]
  ]
  for (const [fields, err, reason] of cases) {
    t.equal((await create(fields)).err, err, JSON.stringify(fields).slice(0, 60))
    t.match(await newest(), { operation: 'service.loginCreate', status: 'FAILED', code: err, reason })
  }
  for (const [fields, reason] of [[{ role: 'abc' }, /role is "abc": it should be a whole number/], [{ role: '1.5' }, /whole number/], [{ role: '9223372036854775808' }, /64 bits/]] as const) {
    const answer = await create(fields)
    t.match(answer, { status: 500, xml: /<faultcode>soapenv:Client<\/faultcode>/ })
    t.match(await newest(), { code: 'soapenv:Client', reason })
  }
  t.equal((await ask('loginQuery', { loginid: 5 })).err, 'NOK:account unknown')
  t.equal((await ask('loginQuery', { loginid: '9007199254740993' })).err, 'NOK:SN')
  t.equal((await ask('loginsQuery', { ...PAGE, offset: -1 })).err, 'NOK:SN')
  t.equal((await ask('loginsQuery', { ...PAGE, sort: 7 })).err, 'NOK:SN')
  t.equal((await admin('GET', 'accounts')).body?.total, before)
  t.equal((await create({ role: ' +0001 ' })).err, 'OK', 'a number as XML Schema takes it')
  t.equal((await create({ login: 'other' })).err, 'OK')
  t.equal((await ask('loginQuery', { loginid: 10001 }, { 'x-fault': '{"error":2308,"wire":"NOK:full"}' })).err, 'NOK:full')
})

t.test('a login of any letters gets an account with an id that it can have', async (t) => {
  const { create, admin } = await startConsole(t)
  for (const [login, id] of [['plain', /^plain$/], ['demo+tag@example.org', /^demotag@example\.org$/], ['Zoé Ünal', /^ZoeUnal$/], ['日本', /^login-[0-9a-f]{8}$/], ['+demotag@example.org', /^demotag@example\.org-[0-9a-f]{8}$/]] as const) {
    t.equal((await create({ login })).err, 'OK', login)
    const accounts = (await admin('GET', 'accounts')).body?.accounts as Array<{ id: string, login: string }>
    t.match(accounts.find((account) => account.login === login)?.id, id)
  }
})

t.test('ids, codes and groups are in snapshots, and gone after a reset', async (t) => {
  const { ask, create, admin } = await startConsole(t)
  const link = (await create({ codetype: 2 })).one('code') ?? ''
  await ask('groupAccountCreate', { groupid: 501, loginid: 10001, role: 1 })
  const { body } = await admin('GET', 'state')
  await admin('POST', 'reset')
  t.equal((await ask('loginQuery', { loginid: 10001 })).err, 'NOK:account unknown')
  await admin('PUT', 'state', body)
  t.equal((await ask('loginQuery', { loginid: 10001 })).one('firstname'), 'Ann')
  t.strictSame((await ask('loginsQueryByGroup', { groupid: 501, ...PAGE })).all('id'), ['10001'])
  t.match((await ask('loginGetCodeFromLink', { code: link })).err, /^\d{9}$/)
  t.equal((await create({ login: 'next' })).one('id'), '10002')
  const code = (await ask('loginRestore', { loginid: 10001 })).err
  const restored = (await admin('GET', 'state')).body
  await admin('PUT', 'state', restored)
  t.match((await admin('GET', 'state')).body, { codes: [{ account: 'next' }, { account: 'ann@example.org', replacesDevices: true, code }] })
})

t.test('the journal shows no code that still works, or can be made to', async (t) => {
  const { create, ask, admin } = await startConsole(t)
  const secrets = [(await create({ codetype: 1 })).one('code'), (await create({ login: 'b', codetype: 2 })).one('code'), (await create({ login: 'c' })).one('code'), (await ask('loginResetPwdExtended', { loginid: 10001, codetype: 1 })).err]
  await ask('loginsQuery', PAGE)
  for (const { id } of (await admin('GET', 'requests')).body?.requests as Array<{ id: string }>) {
    const shown = JSON.stringify((await admin('GET', `requests/${id}`)).body)
    for (const secret of secrets.slice(1)) t.notMatch(shown, String(secret))
  }
})

t.test('a sandbox gives the memory of its directory back', async (t) => {
  const service = await startConsole(t)
  const sandbox = service.sandbox()
  const before = sandbox.memory.used
  for (let count = 0; count < 20; count++) await service.create({ login: `user-${count}` })
  await service.ask('loginsQuery', PAGE)
  t.ok(sandbox.memory.used > before + 20 * 1000)
  const { Directory } = await import('../../../src/inwebo/service/provisioning/directory.ts')
  const used = sandbox.memory.used
  sandbox.part(Directory).reset()
  t.ok(used - sandbox.memory.used >= 20 * 1200)
})

t.test('every operation is served by both versions', async (t) => {
  const { app } = await startConsole(t)
  t.equal(consoleOperations.length, 24)
  for (const path of ['/services/ConsoleAdmin', '/v2/services/ConsoleAdmin']) {
    const { payload } = await app.inject({ url: `${path}?wsdl` })
    for (const { name } of consoleOperations) t.match(payload, `<wsdl:operation name="${name}">`)
    t.match(payload, '<xsd:element name="id" type="xsd:long" minOccurs="0" maxOccurs="unbounded"/>')
  }
})
