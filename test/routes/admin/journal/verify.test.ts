import t from 'tap'
import { Journal } from '../../../../src/journal/journal.ts'
import { start, type Started } from '../../../support/start.ts'

const ask = ({ get }: Started, phoneNumber = '0612345678') => get('smscode', { type: 'phoneNumberCertification', phoneNumber })
const verify = ({ admin }: Started, expectation: object) => admin('POST', 'verify', expectation)
const operation = 'phoneNumberCertification'

t.test('exactly, at least and at most so many', async (t) => {
  const kit = await start(t)
  await ask(kit)
  await ask(kit)

  for (const bounds of [{ times: 2 }, { atLeast: 2 }, { atLeast: 1, atMost: 2 }, { atMost: 3 }, {}]) {
    t.match(await verify(kit, { operation, account: 'alice', status: 'SUCCEEDED', ...bounds }), { status: 200, body: { count: 2, requests: [{}, {}] } }, JSON.stringify(bounds))
  }
  for (const bounds of [{ times: 1 }, { times: 3 }, { atLeast: 3 }, { atMost: 1 }, { times: 0 }]) {
    t.match(await verify(kit, { operation, ...bounds }), { status: 422, body: { count: 2, expected: { operation, ...bounds } } }, JSON.stringify(bounds))
  }
  t.match(await verify(kit, { operation, code: 2310, times: 0 }), { status: 200, body: { count: 0 } })
})

t.test('a mismatch says what was expected, what came, and the nearest entries with the fields in which they differ', async (t) => {
  const kit = await start(t)
  await ask(kit)
  const { headers } = await ask(kit, '')
  await kit.get('trustedphonenumber', {}, { as: 'bob' })

  const { status, body } = await verify(kit, { operation, account: 'alice', code: 2102 })
  t.equal(status, 422)
  t.match(body?.message, `Expected at least 1 request with operation phoneNumberCertification, account alice, code 2102; none came. Nearest: ${String(headers['x-transaction-id'])} differs in code (2101, not 2102);`)
  t.match(body?.nearest, [
    { request: { id: headers['x-transaction-id'] }, differences: [{ field: 'code', expected: 2102, actual: 2101 }] },
    { differences: [{ field: 'code', actual: null }] },
    { differences: [{ field: 'operation' }, { field: 'account', expected: 'alice', actual: 'bob' }, { field: 'code' }] }
  ])
  t.match((await verify(kit, { times: 0 })).body?.message, /^Expected no request with anything at all; 3 came: [0-9a-f-]+ \(get\.trustedphonenumber of bob, \w+\), .* \(get\.smscode\.phoneNumberCertification of alice, 2101\), [0-9a-f-]+ \(\S+ of alice, SUCCEEDED\)\.$/)
  t.match((await verify(kit, { account: 'zoe', atLeast: 2, atMost: 4 })).body?.message, /^Expected 2 to 4 requests with account zoe; none came\. Nearest/)
  t.match((await verify(kit, { face: 'pims', atMost: 1 })).body?.message, /^Expected at most 1 request with face pims; 3 came: /)
  t.match((await verify(kit, { face: 'pims', since: String(headers['x-transaction-id']), times: 2 })).body?.message, /^Expected exactly 2 requests with face pims; 1 came\.$/)
})

t.test('within waits for what has not come yet', async (t) => {
  const kit = await start(t)
  await ask(kit)
  const waiting = verify(kit, { operation, times: 2, within: 5000 })
  await kit.get('trustedphonenumber')
  await ask(kit)
  t.match(await waiting, { status: 200, body: { count: 2 } })

  const tooMany = verify(kit, { operation, atMost: 2, within: 5000 })
  await ask(kit)
  t.match(await tooMany, { status: 422, body: { message: /at most 2 .* 3 came within 5000 ms/ } })

  t.match(await verify(kit, { operation: 'otp', within: 20 }), { status: 422, body: { message: /none came within 20 ms/ } })
})

t.test('with no minimum, the whole time is waited, and one more request within it is a mismatch at once', async (t) => {
  const kit = await start(t)
  const started = performance.now()
  t.match(await verify(kit, { operation: 'otp', times: 0, within: 60 }), { status: 200 })
  t.ok(performance.now() - started >= 55, 'the whole time')

  const waiting = verify(kit, { operation, times: 0, within: 30_000 })
  while (kit.sandbox().events.listenerCount('request') === 0) await new Promise(setImmediate)
  const { headers } = await ask(kit)
  t.match(await waiting, { status: 422, body: { message: `Expected no request with operation phoneNumberCertification; 1 came within 30000 ms: ${String(headers['x-transaction-id'])} (get.smscode.phoneNumberCertification of alice, SUCCEEDED).` } })
})

t.test('a client that disconnects ends the wait', async (t) => {
  const kit = await start(t)
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const { events } = kit.sandbox()
  const client = new AbortController()
  const waiting = fetch(`${kit.app.listeningOrigin}/admin/verify`, { method: 'POST', body: '{"within":30000}', headers: { 'content-type': 'application/json' }, signal: client.signal }).catch(() => {})
  while (events.listenerCount('request') === 0) await new Promise(setImmediate)
  client.abort()
  await waiting
  while (events.listenerCount('request') > 0) await new Promise(setImmediate)
})

t.test('entries that are emptied away while somebody waits do not count', async (t) => {
  for (const path of ['requests', 'reset'] as const) {
    const kit = await start(t)
    await ask(kit)
    const waiting = verify(kit, { operation, times: 2, within: 30_000 })
    while (kit.sandbox().events.listenerCount('request') === 0) await new Promise(setImmediate)
    await kit.admin(path === 'reset' ? 'POST' : 'DELETE', path)
    await kit.admin('DELETE', 'sms')
    await ask(kit)
    await ask(kit)
    t.match(await waiting, { status: 200, body: { count: 2 } }, path)
  }
})

t.test('a wait looks at new entries only: its cost does not grow with the journal', async (t) => {
  const kit = await start(t)
  let read = 0
  const journal = kit.sandbox().part(Journal)
  t.intercept(journal, 'newestFirst', { value: () => { read++; return Journal.prototype.newestFirst.call(journal) } })
  const waiting = verify(kit, { operation, times: 20, within: 30_000 })
  for (let asked = 0; asked < 20; asked++) await ask(kit)
  t.match(await waiting, { status: 200, body: { count: 20 } })
  t.equal(read, 1)
})

t.test('an answer that a fault put in place of the message has the status of HTTP', async (t) => {
  const kit = await start(t)
  await kit.get('trustedphonenumber', {}, { headers: { 'x-fault': '{"http":{"status":503}}' } })
  t.match((await verify(kit, { status: 'SUCCEEDED' })).body?.message, /differs in status \(503, not SUCCEEDED\)/)
})

t.test('an expectation that makes no sense is refused', async (t) => {
  const kit = await start(t)
  t.match(await verify(kit, { times: 1, atLeast: 1 }), { status: 400, body: { message: /not both/ } })
  t.match(await verify(kit, { atLeast: 3, atMost: 2 }), { status: 400, body: { message: /atLeast 3 is more than atMost 2/ } })
  t.match(await verify(kit, { operations: 'x' }), { status: 400, body: { message: /operations is not known here/ } })
  t.match(await verify(await start(t, { JOURNAL_SIZE: '0' }), {}), { status: 409, body: { message: /JOURNAL_SIZE=0/ } })
})

t.test('no more than a thousand may wait at once', async (t) => {
  const kit = await start(t)
  const waiting = Array.from({ length: 1001 }, () => verify(kit, { within: 30_000 }))
  t.match(await Promise.race(waiting), { status: 503 })
  await ask(kit)
  t.equal((await Promise.all(waiting)).filter(({ status }) => status === 200).length, 1000)
})

t.test('the coverage counts answers since the sandbox began, through rotation and reset', async (t) => {
  const kit = await start(t, { JOURNAL_SIZE: '1' })
  await ask(kit)
  await ask(kit)
  await ask(kit, '')
  await kit.get('smscode', { type: operation, phoneNumber: '0612345678' }, { headers: { 'x-fault': '2202' } })
  await kit.get('smscode', { type: operation, phoneNumber: '0612345678' }, { headers: { 'x-fault': '{"http":{"status":503}}' } })
  await kit.get('smscode', { type: operation, phoneNumber: '0612345678' }, { as: 'nobody' })
  await kit.admin('PUT', 'faults/forced', { effect: { error: 2310 }, force: true })
  await kit.get('smscode', { type: operation, phoneNumber: '0612345678' })
  await kit.admin('POST', 'reset')
  await kit.admin('DELETE', 'requests')

  const { body } = await kit.admin('GET', 'coverage')
  const operations = body?.operations as Array<{ operation: string, codes: Array<{ code: number, answered: number }> }>
  t.equal(body?.answered, 3)
  t.ok(Number(body?.documented) > 150)
  const found = operations.find((one) => one.operation === 'get.smscode.phoneNumberCertification')
  t.match(found, { face: 'pims', succeeded: 2, other: [{ code: 2310, answered: 1 }] })
  t.strictSame(found?.codes.filter(({ answered }) => answered > 0).map(({ code }) => code), [2101, 2202, 2301])
})

t.test('the coverage as Markdown and as JUnit XML', async (t) => {
  const { app, ...kit } = await start(t)
  await kit.get('smscode', { type: operation }, {})
  const markdown = await app.inject({ url: '/admin/coverage?format=markdown' })
  t.match(markdown.headers['content-type'], 'text/markdown')
  t.match(markdown.body, /^1 of \d+ documented codes/m)
  t.match(markdown.body, /^\| get\.smscode\.phoneNumberCertification \| 0 \| 2101 \(1\) \| [\d, ]+ \|/m)

  const junit = await app.inject({ url: '/admin/coverage?format=junit' })
  t.match(junit.headers['content-type'], 'application/xml')
  t.match(junit.body, '<testcase classname="get.smscode.phoneNumberCertification" name="2101 Missing [PARAMETER] parameter"/>')
  t.match(junit.body, '<testcase classname="get.smscode.phoneNumberCertification" name="SUCCEEDED"><skipped message="not answered yet"/></testcase>')
  const [, tests, skipped] = /tests="(\d+)" failures="0" errors="0" skipped="(\d+)"/.exec(junit.body) ?? []
  t.equal(Number(tests), junit.body.match(/<testcase /g)?.length)
  t.equal(Number(skipped), junit.body.match(/<skipped /g)?.length)
  t.equal(Number(tests) - Number(skipped), 1)
})

t.test('an operation or a code that no request can have is refused: that there was none would be true whatever the client did', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('POST', 'verify', { operation: 'modifyPhoneNumbr', times: 0 }), { status: 400, body: { message: 'operation "modifyPhoneNumbr" is none that is known. Did you mean modifyPhoneNumber?' } })
  t.match(await admin('GET', 'requests?operation=nothing.like.it'), { status: 400, body: { message: 'operation "nothing.like.it" is none that is known. GET /admin/contract lists them.' } })
  t.match(await admin('POST', 'verify', { code: 9999, atMost: 0 }), { status: 400, body: { message: 'There is no code 9999. GET /admin/contract lists the codes of each operation.' } })
  for (const known of [{ operation: 'set.smscode.modifyPhoneNumber' }, { operation: 'modifyPhoneNumber' }, { operation: 'smscode.modifyPhoneNumber' }, { code: 2310 }, { code: 'invalid_grant' }]) {
    t.equal((await admin('POST', 'verify', { ...known, times: 0 })).status, 200, JSON.stringify(known))
  }
})
