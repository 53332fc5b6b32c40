import fc from 'fast-check'
import t from 'tap'
import { savedParts } from '../../../src/app.ts'
import { Budget } from '../../../src/accounts/budget.ts'
import { Tokens } from '../../../src/oauth/tokens.ts'
import { allOperations } from '../../../src/pims/registry.ts'
import { type Part, Sandbox } from '../../../src/sandbox/sandbox.ts'
import { certify, NOON, start, type Started } from '../../support/start.ts'
import { type Step, step, walk } from '../../support/steps.ts'

type Snapshot = Record<string, unknown>

const snapshotOf = async ({ call }: Started, sandbox = 'default', query = '') => (await call({ url: `/sandbox/${sandbox}/admin/state${query}` })).body as Snapshot
const restore = ({ call }: Started, payload: object, sandbox = 'default') => call({ method: 'PUT', url: `/sandbox/${sandbox}/admin/state`, payload })

const put = (path: string, payload: object): Step => ({ method: 'PUT', url: `/admin/${path}`, payload })

t.test('a sandbox with the snapshot of the one of its name on another server gives the same answers', async (t) => {
  const walkable = fc.array(step, { maxLength: 10 })
  await fc.assert(fc.asyncProperty(walkable, walkable, fc.constantFrom('all', 'changed'), async (before, after, accounts) => {
    const [kit, other] = [await start(t), await start(t)]
    await walk(kit, 'mine', before)
    await walk(other, 'mine', after)
    const snapshot = await snapshotOf(kit, 'mine', `?accounts=${accounts}`)

    t.equal((await restore(other, snapshot, 'mine')).status, 204)
    t.strictSame(await snapshotOf(other, 'mine', `?accounts=${accounts}`), snapshot)
    t.equal(await walk(other, 'mine', after), await walk(kit, 'mine', after))
  }), {
    numRuns: 40,
    endOnFailure: true,
    examples: [
      [[put('clock', { now: '1950-01-01T00:00:00Z' }), { method: 'GET', url: '/pims.authentication.otp?action=withoutPIN' }], [], 'all'],
      [[put('clock', { advance: 0.5 }), { method: 'GET', url: '/pims.authentication.otp?action=withoutPIN' }, { method: 'GET', url: '/pims.authentication.token?type=customerAt&action=get' }], [], 'changed']
    ]
  })
})

t.test('a sandbox with the snapshot of another draws the same codes, and tokens of its own', async (t) => {
  const kit = await start(t)
  const snapshot = await snapshotOf(kit, 'original')
  t.equal((await restore(kit, snapshot, 'copy')).status, 204)
  t.strictSame(await snapshotOf(kit, 'copy'), snapshot)
  const drawn = async (sandbox: string) => {
    const headers = { 'x-sandbox': sandbox, authorization: 'Bearer alice' }
    const { body } = await kit.call({ url: '/pims.authentication.token?type=customerAt&action=get', headers })
    await kit.call({ url: '/pims.authentication.smscode?type=enrollment', headers })
    return { token: (body?.result as { token: string }).token, code: (await kit.call({ url: '/admin/sms/latest', headers })).body?.code }
  }
  const [original, copy] = [await drawn('original'), await drawn('copy')]
  t.equal(copy.code, original.code)
  t.not(copy.token, original.token)
})

t.test('a snapshot whose clock no clock can show is refused with the range, and nothing has changed', async (t) => {
  const kit = await start(t)
  await certify(kit, '0612345678')
  const before = await snapshotOf(kit)
  const [first, last] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')]
  const lastToRunOn = Date.parse('9999-12-31T00:00:00Z')
  const refused = [8.64e15, -8.64e15, 1e300, first - 1].flatMap((now) => [[now, true], [now, false]] as const)
  for (const [now, frozen] of [...refused, [last + 1, true], [lastToRunOn + 1, false]] as const) {
    t.match(await restore(kit, { ...before, clock: { now, frozen } }, 'default'), {
      status: 422,
      body: { message: `clock.now must be from ${first} to ${frozen ? last : lastToRunOn} (milliseconds since 1970: the years 0000 to 9999), not ${now}. Nothing was changed.` }
    })
    t.strictSame(await snapshotOf(kit), before)
  }
  for (const now of [first, last]) {
    t.match(await restore(kit, { ...before, clock: { now, frozen: true } }), { status: 204 })
    for (const path of ['clock', 'overview', 'requests', 'sms']) t.match(await kit.admin('GET', path), { status: 200 }, path)
    t.match(await restore(kit, await snapshotOf(kit)), { status: 204 }, 'and can be put back')
  }
})

t.test('a snapshot goes on from its moment, with its pending code, its late message and its counters', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'clock', { now: '2030-01-01T00:00:00Z', frozen: true })
  await kit.admin('PUT', 'faults', { id: 'twice', effect: { error: 2311 }, times: 2, match: { operation: 'trustedphonenumber' }, force: true })
  await kit.get('trustedphonenumber')
  const smsCode = await certify(kit, '0612345678')
  await kit.admin('PUT', 'scenarios/sms-late/active')
  await kit.admin('PUT', 'faults', { id: 'late', effect: { sms: { delay: 60_000 } } })
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0639980107' }, { as: 'bob' })
  const snapshot = await snapshotOf(kit)

  const other = await start(t, { SEED: '7' })
  await restore(other, snapshot)
  t.match(await other.admin('GET', 'clock'), { body: { now: '2030-01-01T00:00:00.000Z', frozen: true } })
  t.match(await other.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' }), { body: { status: 'SUCCEEDED' } })
  t.match(await other.admin('GET', 'sms/latest?to=0639980107'), { status: 404 })
  await other.admin('PUT', 'clock', { advance: 'PT1M' })
  t.match(await other.admin('GET', 'sms/latest?to=0639980107'), { status: 200 })
  await other.admin('POST', 'reset')
  t.match(await other.admin('GET', 'sandboxes/default'), { body: { seed: 42 } })
})

t.test('a snapshot of another server brings its accounts, and takes away the fixtures that it does not have', async (t) => {
  const kit = await start(t)
  const snapshot = await snapshotOf(kit)
  t.equal((await restore(kit, { ...snapshot, accounts: [{ id: 'zoe', trustedPhoneNumber: '+33639980111' }] })).status, 204)
  t.match((await kit.admin('GET', 'accounts')).body, { total: 1, accounts: [{ id: 'zoe', inwebo: { services: 1 } }] })
})

t.test('what is no snapshot is refused, and changes nothing', async (t) => {
  const kit = await start(t)
  await certify(kit, '0612345678')
  const snapshot = await snapshotOf(kit)
  const refusals: Array<[object, number, RegExp]> = [
    [{ ...snapshot, version: 2 }, 400, /version must be one of 1/],
    [{ ...snapshot, accounts: [{ id: 'a', blocked: 'maybe' }] }, 400, /accounts\.0\.blocked must be one of NotBlocked/],
    [{ ...snapshot, accounts: [{ id: 'a' }, { id: 'a' }] }, 422, /accounts\.1\.id repeats "a"/],
    [{ ...snapshot, accounts: [{ id: 'a', devices: [{ id: 'd' }, { id: 'd' }] }] }, 422, /accounts\.0\.devices\.1\.id repeats "d"/],
    [{ ...snapshot, random: { ...snapshot.random as object, codes: [0, 0, 0, 0] } }, 422, /^random\.codes is all zeros/],
    [{ ...snapshot, random: { ...snapshot.random as object, draws: [0, 0, 0, 0] } }, 422, /^random\.draws is all zeros/],
    [{ ...snapshot, faults: [{ rule: { id: 'x', match: {}, effect: null }, seen: -1, hits: 0 }] }, 400, /faults\.0\.seen/],
    [{ ...snapshot, tokens: [{ value: 'x', kind: 'access', account: 'alice', scope: '', issuedAt: 1e300 }] }, 400, /tokens\.0\.issuedAt/],
    [{ ...snapshot, pushes: { pushes: [{ sessionId: '0'.repeat(32), account: 'alice', device: 'd', state: 'waiting', sentAt: -1e300, expiresAt: 0, endedAt: null }], due: [] } }, 400, /pushes\.pushes\.0\.sentAt/],
    [{ ...snapshot, random: {} }, 400, /random\.seed is missing/],
    [{ ...snapshot, extra: 1 }, 400, /extra is not known here/],
    [[], 400, /the body must be/]
  ]
  for (const [payload, status, message] of refusals) t.match(await restore(kit, payload), { status, body: { message } }, String(message))
  t.strictSame(await snapshotOf(kit), snapshot)
  const core = Object.fromEntries(Object.entries(snapshot).filter(([key]) => !savedParts.some((part) => part.key === key)))
  t.match(await restore(kit, core), { status: 204 }, 'a part may be left out, and is empty then')
})

t.test('a sandbox without a seed of its own has none after a restore either', async (t) => {
  const kit = await start(t, { SEED: '' })
  const snapshot = await snapshotOf(kit)
  t.equal(snapshot.seed, null)
  await restore(kit, snapshot)
  t.strictSame(await snapshotOf(kit), snapshot)
  await kit.admin('POST', 'reset')
  t.notSame((await snapshotOf(kit)).random, snapshot.random)
})

t.test('a message that is due is delivered before a snapshot is taken', async (t) => {
  let machine = NOON
  const kit = await start(t, {}, () => {}, { machine: () => machine })
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' }, { headers: { 'x-fault': '{"sms":{"delay":60000}}' } })
  machine += 59_999
  t.match(await snapshotOf(kit), { inbox: { messages: [], late: [{ dueAt: NOON + 60_000 }] } })
  machine += 1
  t.match(await snapshotOf(kit), { inbox: { messages: [{ to: '+33612345678' }], late: [] } })
})

t.test('a scenario is active after a restore if it was before', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'scenarios/sms-late/active')
  await restore(kit, await snapshotOf(kit), 'copy')
  t.match((await kit.call({ url: '/sandbox/copy/admin/scenarios/sms-late' })).body, { active: true })
})

t.test('what the faces keep is in it: tokens, sessions, verified codes, initialised facades and what the run has cost', async (t) => {
  const kit = await start(t)
  const phone = { 'x-device-id': 'phone' }
  const { value } = kit.sandbox().part(Tokens).issue('access', { id: 'carol' }, 'openid')
  for (let wrong = 0; wrong < 3; wrong++) kit.sandbox().part(Budget).count('carol', 'wrongPins')
  await kit.set('user', { action: 'login' }, { headers: { ...phone, authorization: '', 'x-login-as': 'bob' } })
  await kit.get('token', { type: 'cvs', action: 'get' })
  const username = ({ get }: Started) => get('account', { action: 'username', actionType: 'basic' }, { headers: { ...phone, authorization: '' } })
  const number = ({ call }: Started) => call({ url: '/pims.authentication.trustedphonenumber', headers: { authorization: `Bearer ${value}` } })
  const cost = async ({ admin }: Started) => (await admin('GET', 'budget')).body

  const other = await start(t)
  t.match([await username(other), await number(other)], [{ status: 401 }, { status: 401 }])
  await restore(other, await snapshotOf(kit))
  t.match([await username(other), await number(other)], [{ status: 200, body: { result: { username: 'bob@example.com' } } }, { status: 200 }])
  t.strictSame(await cost(other), await cost(kit))
  t.match(await cost(other), { accounts: [{ account: 'carol', spent: { wrongPins: 3 } }] })
})

t.test('every part that a flow makes is in the snapshot, but for the journal, what is under way and who listens', async (t) => {
  const kit = await start(t)
  const made = new Set<string>()
  const { part } = Sandbox.prototype
  t.intercept(Sandbox.prototype, 'part', { value: function (this: Sandbox, Kind: Part<{ reset (): void }>) { made.add(Kind.name); return part.call(this, Kind) } })
  for (const { id, verb, api, selector } of allOperations()) {
    const parameters = selector === undefined ? {} : { [selector.parameter]: selector.value }
    const url = `/${api}`
    await (verb === 'get' ? kit.call({ url, query: parameters, headers: { authorization: 'Bearer alice' } }) : kit.call({ method: 'POST', url, payload: parameters, headers: { authorization: 'Bearer alice' } }))
    t.ok(id)
  }
  await kit.app.inject({ url: '/am/oauth2/authorize?login=alice&client_id=c&redirect_uri=mymap://x' })
  t.strictSame([...made].filter((name) => !['Journal', 'UnderWay', 'Subscriptions'].includes(name) && !savedParts.some((saved) => saved.name === name)), [])
})

t.test('the schemas of the files are served', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('GET', 'schemas/accounts.json'), { status: 200, body: { $schema: /2020-12/, type: 'array', items: { properties: { trustedPhoneNumber: {} } } } })
  t.match(await admin('GET', 'schemas/state.json'), { status: 200, body: { properties: { faults: {}, tokens: {}, budget: {} } } })
  t.match(await admin('GET', 'schemas/scenario.json'), { status: 200, body: { required: ['title', 'description', 'faults'] } })
  t.match(await admin('GET', 'schemas/nonsense.json'), { status: 404, body: { message: /accounts\.json, scenario\.json, state\.json/ } })
})
