import t from 'tap'
import { AdminCalls } from '../../src/journal/admin-calls.ts'
import { NOON, start } from '../support/start.ts'
import type { Har } from '../../src/wire/request.ts'

const exported = async ({ app }: Awaited<ReturnType<typeof start>>, query = '&secrets=true') =>
  (JSON.parse((await app.inject(`/admin/requests?format=har${query}`)).body) as Har).log

t.test('what changed the sandbox is noted in order, with its time; what only looked, was refused, or speaks of the journal is not', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'clock', { frozen: true, now: '2026-01-01T12:05:00Z' })
  await kit.admin('PUT', 'faults/2310')
  await kit.admin('PUT', 'faults/9999')
  await kit.admin('GET', 'accounts')
  await kit.admin('DELETE', 'requests')
  await kit.admin('PATCH', 'accounts/alice', { pin: '4711' })
  await kit.admin('PUT', 'sandboxes/default', { seed: 7 })
  await kit.call({ method: 'PUT', url: '/sandbox/other/admin/faults/2310' })
  const log = await exported(kit)
  t.match(log._admin, [
    { startedDateTime: '2026-01-01T12:05:00.000Z', method: 'PUT', path: '/admin/clock', body: { frozen: true } },
    { method: 'PUT', path: '/admin/faults/2310', body: undefined },
    { method: 'PATCH', path: '/admin/accounts/alice', body: { pin: '4711' } },
    { method: 'PUT', path: '/admin/sandboxes/default', body: { seed: 7 } }
  ])
  t.equal(log._admin.length, 4)
  t.equal(log._seed, 42, 'what it began with')
  await kit.admin('POST', 'reset')
  t.match(await exported(kit), { _admin: { length: 0 }, _seed: 7, _missing: { requests: 0, admin: 0 } })
})

t.test('secrets of changes are masked like those of requests; what a fault does is not', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'accounts/zoe', { trustedPhoneNumber: '0639981234', pin: '4711' })
  await kit.admin('POST', 'faults', { effect: { otp: 'extras' }, delay: 1500 })
  await kit.admin('PUT', 'faults', { faults: [{ id: 'a', effect: [{ http: { status: 503, body: { token: 'secret-token' } } }, { error: 2310 }] }] })
  const { _admin } = await exported(kit, '')
  t.match(_admin[0]?.body, { pin: '***', trustedPhoneNumber: '0639981234' })
  t.strictSame(_admin[1]?.body, { delay: 1500, effect: { otp: 'extras' } })
  t.match(_admin[2]?.body, { faults: [{ id: 'a', effect: [{ http: { status: 503, body: { token: '***' } } }, { error: 2310 }] }] })
  t.match((await exported(kit))._admin[2]?.body, { faults: [{ effect: [{ http: { body: { token: 'secret-token' } } }] }] })
})

t.test('they are bounded: what there is no room for is counted, and memory is given back', async (t) => {
  const { sandbox } = await start(t)
  const { memory } = sandbox()
  const before = memory.used
  const calls = sandbox().part(AdminCalls)
  const body = JSON.stringify('x'.repeat(100_000))
  for (let call = 0; call < 4; call++) calls.add('PUT', '/admin/x', body)
  t.match({ kept: calls.all.length, forgotten: calls.forgotten, at: calls.all[0]?.at }, { kept: 2, forgotten: 2, at: NOON })
  t.ok(memory.used - before > 200_000 && memory.used - before < 256 * 1024)
  calls.add('PUT', '/admin/x', undefined)
  t.equal(calls.forgotten, 3, 'after a gap nothing more is of use')
  sandbox().forgetHistory()
  t.match({ kept: calls.all.length, forgotten: calls.forgotten }, { kept: 0, forgotten: 5 })
  calls.reset()
  calls.add('PUT', '/admin/x', null)
  t.match({ kept: calls.all.length, forgotten: calls.forgotten }, { kept: 0, forgotten: 1 }, 'one that was too large to look at')
})

t.test('a snapshot that comes without its length is taken like any, and one too large is counted alone', async (t) => {
  const { app, sandbox } = await start(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const snapshot = (await app.inject('/admin/state')).body
  const put = (text: string) => fetch(`${app.listeningOrigin}/admin/state`, {
    method: 'PUT', headers: { 'content-type': 'application/json' }, duplex: 'half', body: new Blob([text]).stream()
  } as RequestInit)
  t.equal((await put(snapshot)).status, 204)
  t.match(sandbox().part(AdminCalls), { all: [{ path: '/admin/state' }], forgotten: 0 })
  t.equal((await put(snapshot + ' '.repeat(256 * 1024))).status, 204)
  t.match(sandbox().part(AdminCalls), { all: { length: 0 }, forgotten: 1 })
})
