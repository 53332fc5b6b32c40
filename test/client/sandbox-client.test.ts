import t from 'tap'
import { connect, MockError, startMock } from '../../src/library/index.ts'
import { started } from '../library/support.ts'
import { subscribe } from '../support/event-source.ts'

const phoneNumber = '0612345678'

t.test('a code is waited for', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const code = sandbox.sms({ to: phoneNumber, account: 'alice', purpose: 'phoneNumberCertification' })
  t.match(await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber }), { status: 'SUCCEEDED' })
  t.match(await code, /^\d{6}$/)
  t.match(await sandbox.call('set.smscode.modifyPhoneNumber', { smsCode: await code, phoneNumber }), { status: 'SUCCEEDED' })
  t.match(await sandbox.messages({ limit: 1 }), [{ code: await code, to: '+33612345678' }])
  await sandbox.clearSms()
  await t.rejects(sandbox.sms({ to: phoneNumber, timeout: 0 }), { name: 'MockError', status: 404, message: /No SMS to \S+ has been sent/ })
})

t.test('a code that is sent again is the one after the first', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const send = () => sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber })
  await send()
  const first = await sandbox.message({ to: phoneNumber })
  const second = sandbox.sms({ to: phoneNumber, after: first.id })
  await send()
  t.not(await second, first.code)
  t.equal(await sandbox.sms({ to: phoneNumber, after: first.id, timeout: 0 }), await second)
  t.match(await sandbox.call('set.smscode.modifyPhoneNumber', { smsCode: await second, phoneNumber }), { status: 'SUCCEEDED' })
  await t.rejects(sandbox.sms({ timeout: 1 }), { status: 404, message: /is used\./ }, 'none that can be used is left')
  t.equal(await sandbox.sms({ timeout: 0 }), await second, 'without a wait the newest of any state is answered')
  await t.rejects(sandbox.sms({ after: 'sms-0' }), { status: 400, message: /^after "sms-0" is not the id of an SMS that this sandbox remembers/ })
})

t.test('an upper bound is no proof while a request is held back, or after requests were forgotten', async (t) => {
  const sandbox = (await started(t, { journalSize: 2 })).sandbox()
  await sandbox.fail(2310, { operation: 'modifyPhoneNumber', delay: 600_000 })
  const client = new AbortController()
  const request = fetch(`${sandbox.url}/pims.authentication.smscode`, {
    method: 'POST',
    headers: { authorization: 'Bearer alice', 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber }),
    signal: client.signal
  })
  while ((await sandbox.faults())[0]?.hits === 0) await new Promise(setImmediate)
  await t.rejects(sandbox.verify('modifyPhoneNumber', { times: 0 }), { status: 422, message: 'Expected no request with operation modifyPhoneNumber; none came. 1 that may match is on the way: send within to wait for the answer.' })
  await sandbox.verify('trustedphonenumber', { times: 0 })
  const verified = sandbox.verify('modifyPhoneNumber', { times: 1, within: 30_000 })
  client.abort()
  await t.rejects(request)
  t.match(await verified, { count: 1 })
  for (let asked = 0; asked < 2; asked++) await sandbox.call('get.trustedphonenumber')
  await t.rejects(sandbox.verify('modifyPhoneNumber', { times: 0 }), { status: 422, body: { forgotten: 1 }, message: 'Expected no request with operation modifyPhoneNumber; none came. The journal has forgotten 1 that may match (JOURNAL_SIZE=2), so more may have come: ask since a later moment, or clear the journal before (DELETE /admin/requests).' })
  await sandbox.verify('trustedphonenumber', { times: 2 })
})

t.test('a call of an operation that there is not says which ids may be meant', async (t) => {
  const box = connect('http://127.0.0.1:1').sandbox('mine')
  const refusal = async (id: string) => await box.call(id as 'get.vin').then(() => 'none', ({ name, message }: Error) => `${name}: ${message}`)
  t.equal(await refusal('modifyPhoneNumber'), 'TypeError: There is no call "modifyPhoneNumber". Did you mean set.smscode.modifyPhoneNumber?')
  t.equal(await refusal('modifyPhoneNumer'), 'TypeError: There is no call "modifyPhoneNumer". Did you mean set.smscode.modifyPhoneNumber?')
  t.equal(await refusal('smscode.modifyPhoneNumber'), 'TypeError: There is no call "smscode.modifyPhoneNumber". Did you mean set.smscode.modifyPhoneNumber?')
  t.equal(await refusal('enrollment'), 'TypeError: There is no call "enrollment". Did you mean get.smscode.enrollment or set.smscode.enrollment?')
  for (const id of ['constructor', 'xyz', '']) t.equal(await refusal(id), `TypeError: There is no call "${id}". Give the whole id of an operation, such as set.smscode.modifyPhoneNumber; GET /admin/contract lists them.`)
})

t.test('requests fail on demand until all is well again', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const modify = () => sandbox.call('set.smscode.modifyPhoneNumber', { smsCode: '123456', phoneNumber })
  await sandbox.fail(2310, { operation: 'modifyPhoneNumber', account: 'alice', times: 1 })
  t.match(await modify(), { error: { code: 2310 } })
  t.match(await modify(), { error: { code: 2311 } })

  await sandbox.fail('reset', { operation: 'set.smscode.modifyPhoneNumber', id: 'network' })
  await t.rejects(modify(), { name: 'MockError', status: 0, message: /ECONNRESET|closed/ })
  await sandbox.fail('malformed', { id: 'network' })
  await t.rejects(modify(), /is no message/)
  t.match(await sandbox.faults(), [{ id: 'network', hits: 1, effect: { transport: 'malformed' } }, { hits: 1, remaining: 0 }])

  await sandbox.ok()
  await sandbox.fail([2202, { error: 2101, parameter: 'smsCode' }], { operation: ['modifyPhoneNumber', 'addPhoneNumber'], skip: 1 })
  t.match([await modify(), await modify(), await modify(), await modify()].map(({ error }) => error?.code), [2311, 2202, 2101, 2311])
  await sandbox.fail(2390, { operation: 'modifyPhoneNumber', force: true })
  t.match(await modify(), { error: { code: 2390 } })
})

t.test('some faults are switched off, by their code, what they do to the connection, or their id', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const on = async () => (await sandbox.faults()).map(({ id }) => id).sort()
  await sandbox.fail(2310, { id: 'a' })
  await sandbox.fail([2202, 'reset'], { id: 'b' })
  await sandbox.fail('hang', { id: 'c' })
  await sandbox.slow(20, { id: 'd' })
  await t.rejects(sandbox.ok(2310, 2311), { name: 'MockError', status: 404, message: 'No fault of 2311 is on. There are d, hang, 2202, 2310.' })
  t.strictSame(await on(), ['a', 'b', 'c', 'd'], 'all or none of them')
  await sandbox.ok('reset', 2310, 2202)
  t.strictSame(await on(), ['c', 'd'])
  await sandbox.ok('d', 'hang')
  t.strictSame(await on(), [])
  await t.rejects(sandbox.ok(2310), { message: 'No fault of 2310 is on. None is.' })
})

t.test('faults are put aside, and put back as they were', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.fail(2310, { id: 'twice', operation: 'modifyPhoneNumber', times: 2 })
  await sandbox.call('set.smscode.modifyPhoneNumber', { smsCode: '123456', phoneNumber })
  const before = await sandbox.faults()
  t.match(await sandbox.replaceFaults([{ effect: { transport: 'reset' } }]), [{ effect: { transport: 'reset' } }])
  t.strictSame(await sandbox.replaceFaults(before), before)
  t.match(before, [{ id: 'twice', hits: 1, remaining: 1, targets: ['set.smscode.modifyPhoneNumber'] }])
})

t.test('answers come late', async (t) => {
  const sandbox = (await started(t)).sandbox()
  t.match(await sandbox.slow(20, { operation: 'trustedphonenumber' }), { delay: 20, effect: null })
  await sandbox.call('get.trustedphonenumber')
  t.match(await sandbox.requests(), [{ fault: { delay: 20 } }])
})

t.test('requests are taken along, masked or not', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.call('set.smscode.modifyPhoneNumber', { smsCode: '123456', phoneNumber })
  t.match((await sandbox.exportRequests('har')).log.entries, [{ _code: 2311, request: { postData: { text: /"smsCode":"\*\*\*"/ } } }])
  t.match(await sandbox.exportRequests('curl', { secrets: true, operation: 'modifyPhoneNumber' }), '"smsCode":"123456"')
  t.match(await sandbox.exportRequests('markdown'), /409 2311/)
})

t.test('a scenario goes on and off', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.scenario('maintenance')
  t.ok((await sandbox.scenarios()).find(({ name }) => name === 'maintenance')?.active)
  await sandbox.scenario(null)
  t.strictSame(await sandbox.faults(), [])
  await t.rejects(sandbox.scenario('maintenance2'), /There is no scenario "maintenance2"\. Did you mean maintenance\?$/)
})

t.test('what the server refuses is said in its own words', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const error: unknown = await sandbox.fail(2390, { operation: 'modifyPhoneNumber' as 'enrollWithPhoneNumber' }).catch((error: unknown) => error)
  t.ok(error instanceof MockError)
  t.match(error, { status: 422, message: /2390 is not documented/ })
  await t.rejects(sandbox.account('dora').get(), { status: 404, message: /There is no account "dora"/ })
  const gone = await startMock()
  await gone.stop()
  await t.rejects(gone.sandbox('x').messages(), { status: 0, message: `No pims-mock answers at ${gone.url}: ECONNREFUSED.` })
  t.throws(() => connect('localhost'), /"localhost" is not the URL of a server/)
})

t.test('requests are verified, listed and counted', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const later = sandbox.verify('trustedphonenumber', { times: 1, account: 'bob', code: 2307, within: 5000 })
  await sandbox.call('get.trustedphonenumber', {}, { account: 'bob', device: 'phone-7' })
  t.match(await later, { count: 1, requests: [{ account: 'bob', device: 'phone-7' }] })
  t.match(await sandbox.verify('trustedphonenumber', { atLeast: 2, status: 'FAILED' }).catch((error: unknown) => error), { status: 422, body: { count: 1 } })
  t.match(await sandbox.requests({ operation: 'trustedphonenumber', code: 2307 }), [{ code: 2307 }])
  await fetch(`${sandbox.url}/pims.authentication.smscodes`)
  t.equal((await sandbox.unrouted()).length, 1)
  t.match(await sandbox.coverage('markdown'), /trustedphonenumber/)
  t.match(await sandbox.budget(), { spent: { sms: 0 } })
  t.equal((await sandbox.coverage()).answered, 1)
  await sandbox.clearRequests()
  t.strictSame(await sandbox.requests(), [])
})

t.test('the clock moves, stops and goes on', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.freeze('2026-01-01T12:00:00Z')
  t.equal((await sandbox.advance('PT5M')).now, '2026-01-01T12:05:00.000Z')
  t.equal((await sandbox.advance(1000)).now, '2026-01-01T12:05:01.000Z')
  t.match(await sandbox.freeze(new Date(0)), { now: '1970-01-01T00:00:00.000Z', frozen: true })
  t.match(await sandbox.unfreeze(), { frozen: false })
  t.ok((await sandbox.clock()).offset < 0)
  await sandbox.freeze()
  t.match(await sandbox.resetClock(), { offset: 0, frozen: false })
})

t.test('one call shows all of a sandbox; words and outcomes find requests in it', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber })
  await sandbox.call('get.trustedphonenumber', {}, { account: 'bob' })
  t.match(await sandbox.overview(1), { server: { addresses: [] }, sandbox: { id: sandbox.id }, requests: { length: 1 }, totals: { requests: 2, sms: 1 } })
  t.match(await sandbox.requests({ q: 'alice smscode' }), [{ operation: 'get.smscode.phoneNumberCertification' }])
  t.match(await sandbox.requests({ outcome: 'failed' }), [{ account: 'bob' }])
  t.match(await sandbox.sdkConfig('http://10.0.2.2:3000'), { credential: { inWeboURL: `http://10.0.2.2:3000/sandbox/${sandbox.id}` } })
})

t.test('a RESULT goes to those who are subscribed, a fault may hit it, and verify waits for it', async (t) => {
  const sandbox = (await started(t)).sandbox()
  t.match(await sandbox.publish('subscribe.signal', { result: { code: 200 } }), { count: 0 })
  const stream = await subscribe(t, `${sandbox.url}/pims.vehicle.signal`)
  await stream.next()
  const [{ id = '' } = {}, ...others] = await sandbox.subscriptions()
  t.strictSame(others, [])
  await sandbox.fail(2339, { operation: 'subscribe.signal', on: 'result', times: 1 })
  const seen = sandbox.verify('subscribe.signal', { status: 'RESULT', code: 2339, within: 20_000 })
  t.match(await sandbox.publish('subscribe.signal', { result: { code: 200 } }), { count: 1, subscriptions: [{ id, account: 'alice' }] })
  t.match(await sandbox.publish('subscribe.signal', { error: { code: 2330 }, account: 'alice' }), { count: 1 })
  t.match([await stream.next(), await stream.next()], [{ status: 'RESULT', error: { code: 2339 } }, { error: { code: 2330 } }])
  t.match(await seen, { requests: [{ direction: 'out', account: 'alice' }] })
  await sandbox.endSubscriptions(id)
  t.equal(await stream.next(), 'end')
  await t.rejects(sandbox.endSubscriptions(id), { name: 'MockError', status: 404 })
  await sandbox.endSubscriptions()
  t.strictSame(await sandbox.subscriptions(), [])
})

t.test('accounts are made, changed and deleted', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const dora = sandbox.account('dora')
  t.match(await dora.put({ trustedPhoneNumber: phoneNumber }), { id: 'dora', trustedPhoneNumber: '+33612345678' })
  t.match(await dora.patch({ blocked: 'PinBlocked', inwebo: { activated: false } }), { blocked: 'PinBlocked', inwebo: { activated: false, access: 'granted' } })
  t.ok((await sandbox.accounts()).some(({ id }) => id === 'dora'))
  await dora.delete()
  await t.rejects(dora.get(), /There is no account "dora"/)
})

t.test('an account is helped out of what it got into, and one is made like another', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const alice = sandbox.account('alice')
  await alice.patch({ blocked: 'PinBlocked', pinErrors: 3 })
  t.match(await alice.removeDevices(), { devices: [], blocked: 'NotBlocked', pinErrors: 0 })
  t.match(await alice.reset(), { devices: [{ id: 'device-1' }], fixture: 'same' })
  t.match(await sandbox.account('twin').put({ like: 'alice' }), { id: 'twin', hasPin: true, fixture: 'none' })
})

t.test('the code of a message is ended', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber })
  t.match(await sandbox.expireSms({ to: phoneNumber }), { state: 'expired' })
  await t.rejects(sandbox.expireSms({ to: phoneNumber }), { name: 'MockError', status: 409 })
  await t.rejects(sandbox.expireSms({ account: 'bob' }), { name: 'MockError', status: 404 })
})

t.test('a scenario is ended, and no fault beside it', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.scenario('inwebo-outage')
  await sandbox.fail(2307, { id: 'own' })
  await sandbox.endScenario('inwebo-outage')
  t.match(await sandbox.faults(), [{ id: 'own' }])
  t.equal((await sandbox.faults()).length, 1)
})

t.test('a sandbox goes back to the fixtures or to a snapshot, and its codes are those of its seed', async (t) => {
  const mock = await started(t)
  const sandbox = mock.sandbox('one')
  const code = async () => {
    await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber })
    return await sandbox.sms()
  }
  await sandbox.account('alice').patch({ pinErrors: 2 })
  const snapshot = await sandbox.snapshot()
  await sandbox.reset()
  t.equal((await sandbox.account('alice').get()).pinErrors, 0)
  await mock.sandbox('two').restore(snapshot)
  t.equal((await mock.sandbox('two').account('alice').get()).pinErrors, 2)

  await sandbox.seed(7)
  const first = await code()
  await sandbox.seed(7)
  await sandbox.reset()
  t.equal(await code(), first)
  t.match(await sandbox.sdkConfig(), { credential: { inWeboURL: sandbox.url } })
  await sandbox.drop()
  t.strictSame((await mock.sandboxes()).map(({ id }) => id).filter((id) => id !== 'default'), ['two'])
})

t.test('sandboxes are apart, also in parallel; the URL of one stands for it', async (t) => {
  const mock = await started(t)
  const sandboxes = Array.from({ length: 20 }, () => mock.sandbox())
  t.equal(new Set(sandboxes.map(({ id }) => id)).size, 20)
  await Promise.all(sandboxes.map(async (sandbox, index) => {
    if (index % 2 === 0) await sandbox.fail(2307)
    t.equal((await sandbox.call('get.trustedphonenumber')).error?.code, index % 2 === 0 ? 2307 : undefined)
    await sandbox.verify('trustedphonenumber', { times: 1 })
  }))
  const there = connect(`${mock.url}/sandbox/there/`)
  t.equal(there.url, mock.url)
  t.equal(there.sandbox().id, 'there')
  t.equal(there.sandbox('elsewhere').url, `${mock.url}/sandbox/elsewhere`)
})
