import t from 'tap'
import { start, type Started } from '../../support/start.ts'

const MB = 1024 * 1024

/** A server that has little memory for sandboxes. */
const small = (t: Parameters<typeof start>[0]) => start(t, { MAX_MEMORY_MB: '160', JOURNAL_SIZE: '100000' })
const memoryOf = async ({ admin }: Started, id = 'default') => Number((await admin('GET', `sandboxes/${id}`)).body?.memory)

t.test('everything that is put is counted, and everything that is deleted or reset given back', async (t) => {
  const kit = await start(t)
  const { admin, get, set, call } = kit
  const empty = await memoryOf(kit)
  const grows = async (what: string, run: () => Promise<unknown>) => {
    const before = await memoryOf(kit)
    await run()
    t.ok(await memoryOf(kit) > before, what)
  }
  await grows('accounts', () => admin('PUT', 'accounts/own', {}))
  await grows('devices', () => admin('PATCH', 'accounts/own', { devices: [{ id: 'd1' }] }))
  await grows('faults', () => admin('PUT', 'faults/2310'))
  await grows('codes, messages, requests', () => get('smscode', { type: 'enrollment' }, { as: 'unenrolled' }))
  await grows('late messages', async () => {
    await admin('POST', 'faults', { effect: { sms: { delay: 60_000 } } })
    await get('smscode', { type: 'enrollment' }, { as: 'unenrolled' })
  })
  await grows('tokens', () => call({ url: '/am/oauth2/authorize?client_id=c&response_type=code&redirect_uri=mymap://oauth2redirect/fr&scope=openid&login=alice' }))
  await grows('sessions', () => set('user', { action: 'createAccount' }))
  t.match(await admin('GET', 'overview'), { status: 200 }, 'from here on events are kept')
  await grows('events', () => admin('DELETE', 'sms'))
  const before = await memoryOf(kit)
  t.match(await admin('POST', 'reset'), { status: 204 })
  const after = await memoryOf(kit)
  t.ok(after < before)
  t.ok(after - empty < 20_000, 'but for the few events that are kept')

  await call({ url: '/sandbox/other/admin/clock' })
  t.ok(await memoryOf(kit, 'other') <= empty)
})

t.test('a journal that has no room forgets its older half, and goes on', async (t) => {
  const kit = await small(t)
  const long = 'x'.repeat(8000)
  for (let count = 0; count < 4000; count++) {
    await kit.get('account', { type: 'username', more: long })
    if (count % 100 === 99) await new Promise(setImmediate)
  }
  const { body } = await kit.admin('GET', 'requests?limit=100000')
  const kept = (body?.requests as unknown[]).length
  t.ok(kept < 4000 && kept > 500, `${kept} kept`)
  t.ok(await memoryOf(kit) <= 32 * MB)
})

t.test('rules and snapshots for which there is no memory are 507, and nothing has changed', async (t) => {
  const kit = await small(t)
  const rule = { match: { account: 'nobody' }, effect: { http: { status: 200, body: 'x'.repeat(60_000) } } }
  let answer = await kit.admin('PUT', 'faults/r0', rule)
  for (let index = 1; answer.status === 201; index++) answer = await kit.admin('PUT', `faults/r${index}`, rule)
  t.match(answer, { status: 507, body: { message: /no memory for it: .* of the 32 MB .*MAX_MEMORY_MB/ } })
  const { body } = await kit.admin('GET', 'faults')
  t.ok((body?.faults as unknown[]).length < 1000)
  const { memory } = kit.sandbox()
  const rest = 32 * MB - memory.used + 1
  memory.add(rest)
  t.match(await kit.admin('PUT', 'accounts/own', {}), { status: 507 })
  t.match(await kit.set('user', { action: 'createAccount' }), { body: { error: { code: 2368 } } })
  t.match(await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' }), { body: { status: 'SUCCEEDED' } }, 'the main job goes on')

  t.match(await kit.admin('PUT', 'state', { version: 1, filler: 'x'.repeat(12 * MB) }), { status: 507 }, 'before it is parsed')
  await kit.admin('DELETE', 'faults')
  memory.add(-rest)
  t.match(await kit.admin('PUT', 'accounts/own', {}), { status: 201 }, 'there is room again')
})

t.test('an account that is deleted gives back all that was kept for it; a reset, what was remembered of it', async (t) => {
  const { app, sandbox, admin, get, set, call } = await start(t)
  const { memory: pool } = app.sandboxes
  const empty = pool.used
  const round = async () => {
    await admin('PUT', 'accounts/own', { trustedPhoneNumber: '+33612345699', devices: [{ id: 'device-1' }] })
    const as = { as: 'own' }
    await get('token', { type: 'cvs', action: 'get' }, as)
    await get('otp', { action: 'withoutPIN' }, as)
    await set('user', { action: 'logout' }, as)
    await call({ url: '/am/oauth2/authorize?client_id=c&response_type=code&redirect_uri=mymap://oauth2redirect/fr&scope=openid&login=own' })
    await admin('DELETE', 'accounts/own')
    await admin('DELETE', 'requests')
    await admin('DELETE', 'sms')
    sandbox().forgetHistory() // of the calls of the admin API themselves
    return pool.used
  }
  const first = await round()
  for (let again = 0; again < 3; again++) t.equal(await round(), first)
  await admin('POST', 'reset')
  t.equal(pool.used, empty)
})
