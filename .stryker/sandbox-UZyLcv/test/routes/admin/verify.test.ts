// @ts-nocheck
import t from 'tap'
import { start, type Started } from '../../support/start.ts'

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
  t.match((await verify(kit, { times: 0 })).body?.message, 'Expected no request with anything at all; 3 came.')
  t.match((await verify(kit, { account: 'zoe', atLeast: 2, atMost: 4 })).body?.message, /^Expected 2 to 4 requests with account zoe; none came\. Nearest/)
  t.match((await verify(kit, { face: 'pims', atMost: 1 })).body?.message, /^Expected at most 1 request with face pims; 3 came\.$/)
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

  t.match(await verify(kit, { operation: 'otp', times: 0, within: 20 }), { status: 200 })
  t.match(await verify(kit, { operation: 'otp', within: 20 }), { status: 422, body: { message: /none came within 20 ms/ } })
})

t.test('a client that leaves ends the wait', async (t) => {
  const { withPatience } = await import('../../../src/lib/with-timeout.ts')
  const seen = await withPatience(60_000, AbortSignal.abort(), async (signal) => signal.aborted)
  t.equal(seen, true)

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
  const waiting = Array.from({ length: 1001 }, () => verify(kit, { within: 1000 }))
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
  await kit.admin('POST', 'reset')
  await kit.admin('DELETE', 'requests')

  const { body } = await kit.admin('GET', 'coverage')
  const operations = body?.operations as Array<{ operation: string, codes: Array<{ code: number, answered: number }> }>
  t.equal(body?.answered, 2)
  t.ok(Number(body?.documented) > 150)
  const found = operations.find((one) => one.operation === 'get.smscode.phoneNumberCertification')
  t.match(found, { face: 'pims', succeeded: 2, other: [{ code: 2301, answered: 1 }] })
  t.strictSame(found?.codes.filter(({ answered }) => answered > 0).map(({ code }) => code), [2101, 2202])
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
  const [, tests, skipped] = /tests="(\d+)" failures="0" skipped="(\d+)"/.exec(junit.body) ?? []
  t.equal(Number(tests), junit.body.match(/<testcase /g)?.length)
  t.equal(Number(skipped), junit.body.match(/<skipped /g)?.length)
  t.equal(Number(tests) - Number(skipped), 1)
})
