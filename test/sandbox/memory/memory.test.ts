import t from 'tap'
import { MemoryPool, MemoryShare } from '../../../src/sandbox/memory/memory.ts'
import { Sandboxes } from '../../../src/sandbox/sandboxes.ts'
import { Fixtures } from '../../../src/sandbox/accounts/fixtures.ts'
import { settingsOf } from '../../../src/sandbox/settings.ts'
import { targets } from '../../../src/app.ts'
import { configOf, start, type Started } from '../../support/start.ts'

const MB = 1024 * 1024

/** Sandboxes without accounts on a machine whose clock a test moves, and what was forgotten in them. */
function open (maxBytes: number) {
  const forgotten: object[] = []
  const machine = { now: 0 }
  const sandboxes = new Sandboxes({ settings: settingsOf(configOf()), fixtures: new Fixtures([]), targets, machine: () => machine.now, max: 1000, maxBytes, forgot: (what) => forgotten.push(what) })
  const ids = () => sandboxes.list().map(({ id }) => id)
  return { sandboxes, forgotten, machine, ids, settled: () => new Promise(setImmediate) }
}

t.test('what the shares take is what the pool counts, and a share that is released takes nothing', async (t) => {
  const pool = new MemoryPool(1000)
  const [one, other] = [new MemoryShare(pool), new MemoryShare(pool)]
  one.add(300)
  other.add(500)
  one.add(-100)
  t.strictSame([one.used, other.used, pool.used], [200, 500, 700])
  other.release()
  t.strictSame([other.used, pool.used], [0, 200])
})

t.test('the limit itself is within it, one byte more is not', async (t) => {
  const pool = new MemoryPool(1000)
  pool.add(1000)
  t.notOk(pool.isFull)
  t.doesNotThrow(() => pool.ensureRoom(0))
  t.throws(() => pool.ensureRoom(1), { message: /no memory for it/ })
  pool.add(1)
  t.ok(pool.isFull)
})

t.test('what is too much is forgotten after the request, once, down to nine tenths', async (t) => {
  const wanted: number[] = []
  const pool = new MemoryPool(1000, (bytes) => wanted.push(bytes))
  pool.add(1001)
  pool.add(1)
  t.strictSame(wanted, [], 'not amid the request')
  await new Promise(setImmediate)
  t.strictSame(wanted, [900])
  pool.add(1)
  await new Promise(setImmediate)
  t.strictSame(wanted, [900, 900])
})

t.test('who wants to keep something for good gets the room made first, or is told what would help', async (t) => {
  let used = 900
  const pool = new MemoryPool(1000, (bytes) => { const given = Math.max(0, used - Math.max(bytes, 500)); used -= given; pool.add(-given) })
  pool.add(900)
  pool.ensureRoom(300)
  t.equal(pool.used, 600)
  t.throws(() => pool.ensureRoom(600), { message: /no memory for it.*MAX_MEMORY_MB.*Drop sandboxes/ })
})

t.test('what takes much and was idle for long goes first, the default one and those in use never', async (t) => {
  const { sandboxes, forgotten, machine, ids, settled } = open(MB)
  for (const [id, bytes] of [['busy', 100_000], ['old', 100_000], ['large', 300_000], ['new', 400_000]] as const) {
    sandboxes.open(id).memory.add(bytes)
    machine.now += id === 'old' ? 600_000 : 100
  }
  sandboxes.open('busy').enter()
  sandboxes.open('default').memory.add(119_000)
  await settled()
  t.strictSame(ids(), ['default', 'busy', 'new', 'large'], 'a quarter of the weight, but ten minutes')
  t.match(forgotten, [{ dropped: 1, sandboxes: ['old'], isFull: false }])

  sandboxes.open('default').memory.add(110_000)
  await settled()
  t.strictSame(ids(), ['default', 'busy', 'large'], 'of those just used the larger')

  sandboxes.open('busy').memory.add(2 * MB)
  await settled()
  t.strictSame(ids(), ['busy', 'default'])
  t.match(forgotten, [{}, {}, { dropped: 1, isFull: true }])
  sandboxes.drop(sandboxes.open('busy'))
  t.notOk(sandboxes.memory.isFull, 'a dropped one gives its memory back')
})

t.test('a small sandbox in use is spared while heavy ones fill the memory, busy or not, and goes when it was idle for a minute', async (t) => {
  for (const isBusy of [false, true]) {
    const { sandboxes, machine, ids, settled } = open(32 * MB)
    for (let round = 0; round < 200; round++) {
      sandboxes.open('work').memory.add(10)
      machine.now += 60
      for (let index = 0; index < 20; index++) {
        const heavy = sandboxes.open(`heavy${index}`)
        heavy.memory.add(100_000)
        if (isBusy && !heavy.busy) heavy.enter()
      }
      await settled()
      t.ok(sandboxes.get('work'), `round ${round}`)
    }
    t.equal(sandboxes.memory.isFull, isBusy)
    machine.now += 60_000
    sandboxes.open('default').memory.add(40 * MB)
    await settled()
    t.notOk(ids().includes('work'))
  }
})

t.test('a sandbox in use that takes more than its half of an equal share is not spared', async (t) => {
  const { sandboxes, ids, settled } = open(MB)
  sandboxes.open('default').memory.add(701_000)
  sandboxes.open('larger').memory.add(170_000) // of three: 174,762
  sandboxes.open('smaller').memory.add(160_000)
  await settled()
  t.strictSame(ids(), ['smaller', 'default'])
})

t.test('what is more than all memory is refused at once, and nothing is forgotten for it', async (t) => {
  const { sandboxes, forgotten } = open(MB)
  sandboxes.open('idle').memory.add(900_000)
  t.throws(() => sandboxes.open('default').memory.ensureRoom(MB + 1), { message: /no memory for it/ })
  t.ok(sandboxes.get('idle'))
  t.strictSame(forgotten, [])
})

t.test('where nothing can be forgotten, nothing is said of it', async (t) => {
  const { sandboxes, forgotten, settled } = open(MB)
  sandboxes.open('default').memory.add(2 * MB)
  await settled()
  t.throws(() => sandboxes.open('default').memory.ensureRoom(1), { message: /no memory for it/ })
  t.strictSame(forgotten, [])
})

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

t.test('the default sandbox is made anew when it is dropped, and is there before anybody asks', async (t) => {
  const { sandboxes, ids } = open(1000 * MB)
  const first = sandboxes.open('default')
  sandboxes.open('other')
  sandboxes.drop(first)
  t.strictSame(ids().toSorted(), ['default', 'other'])
  t.not(sandboxes.get('default'), first)
})
