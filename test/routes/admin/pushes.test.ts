import t from 'tap'
import { MAX_PUSH_WAITERS, Pushes } from '../../../src/inwebo/service/pushes.ts'
import { advance } from '../../support/clients.ts'
import { type Service, startService } from '../../support/service.ts'

/** Sends alice a push; its session. */
const push = async ({ fs }: Service, userId = 'alice') => String((await fs('pushAuthenticate', { userId })).body?.sessionId)
const check = async ({ err }: Service, sessionId: string, userId = 'alice') => await err('checkPushResult', { userId, sessionId })
const pushesOf = async ({ admin }: Service, query = '') => (await admin('GET', `pushes${query}`)).body?.pushes as Array<Record<string, unknown>>

t.test('a push waits until the user answers, by the admin API', async (t) => {
  const service = await startService(t)
  const { fs, admin } = service
  for (const [answer, state, err] of [['accept', 'accepted', 'OK'], ['refuse', 'refused', 'NOK:REFUSED']] as const) {
    const sessionId = await push(service)
    t.equal(await check(service, sessionId), 'NOK:WAITING')
    t.equal(await check(service, sessionId), 'NOK:WAITING')
    t.match(await pushesOf(service, '?state=waiting'), [{ sessionId, account: 'alice', device: 'device-1', sentAt: '2026-01-01T12:00:00.000Z', expiresAt: '2026-01-01T12:01:00.000Z', endedAt: null }])
    await advance(service, 'PT59S')
    t.match(await admin('POST', `pushes/${sessionId}`, { answer }), { status: 200, body: { sessionId, state, endedAt: /^2026/ } })
    t.equal(await check(service, sessionId), err)
    t.equal(await check(service, sessionId), err, 'and again: a poll may be repeated')
    t.match(await admin('POST', `pushes/${sessionId}`, { answer }), { status: 409, body: { message: new RegExp(`is ${state} already, since`) } })
    await admin('PUT', 'clock', { now: '2026-01-01T12:00:00Z' })
  }
  const sessionId = await push(service)
  await admin('POST', `pushes/${sessionId}`, { answer: 'accept' })
  t.match((await fs('checkPushResult', { userId: 'alice', sessionId })).body, { err: 'OK', name: 'Test phone', type: 'mac', alias: /^[0-9a-f]{32}$/ }, 'it says which device')
  t.equal((await pushesOf(service)).length, 3)
  t.strictSame(await pushesOf(service, '?account=bob'), [])
})

t.test('a push that nobody answers times out after a minute of the sandbox\'s clock', async (t) => {
  const service = await startService(t)
  const sessionId = await push(service)
  await advance(service, 'PT59.999S')
  t.equal(await check(service, sessionId), 'NOK:WAITING')
  await advance(service, 'PT0.001S')
  t.equal(await check(service, sessionId), 'NOK:TIMEOUT')
  t.match(await pushesOf(service), [{ state: 'timedOut', endedAt: '2026-01-01T12:01:00.000Z' }])
  t.match(await service.admin('POST', `pushes/${sessionId}`, { answer: 'accept' }), { status: 409 }, 'it is too late')
})

t.test('pushAnswer of the account answers at once, or after a delay of the sandbox\'s clock', async (t) => {
  const service = await startService(t)
  const { admin } = service
  const answers = async (pushAnswer: unknown) => t.match(await admin('PATCH', 'accounts/alice', { pushAnswer }), { status: 200, body: { pushAnswer } })
  t.match((await admin('GET', 'accounts/alice')).body, { pushAnswer: 'ignore' })
  for (const [answer, err] of [['accept', 'OK'], ['refuse', 'NOK:REFUSED'], ['ignore', 'NOK:WAITING']] as const) {
    await answers(answer)
    t.equal(await check(service, await push(service)), err, answer)
  }
  await answers({ answer: 'refuse', delay: 2000 })
  const sessionId = await push(service)
  t.equal(await check(service, sessionId), 'NOK:WAITING')
  await advance(service, 'PT2S')
  t.equal(await check(service, sessionId), 'NOK:REFUSED')

  await answers({ answer: 'accept', delay: 2000 })
  const byHand = await push(service)
  await admin('POST', `pushes/${byHand}`, { answer: 'refuse' })
  await advance(service, 'PT2S')
  t.equal(await check(service, byHand), 'NOK:REFUSED', 'the first answer counts')

  await answers({ answer: 'accept', delay: 60_000 })
  const late = await push(service)
  await advance(service, 'PT1M')
  t.equal(await check(service, late), 'NOK:TIMEOUT', 'an answer after the minute is none')
  t.match(await admin('PATCH', 'accounts/alice', { pushAnswer: 'maybe' }), { status: 400 })
  await admin('PATCH', 'accounts/carol', { pushAnswer: 'ignore' })
  t.notHas(service.sandbox().accounts.get('carol'), { pushAnswer: 'ignore' }, 'what is so by default is not kept')
})

t.test('a push goes to the first device that takes it', async (t) => {
  const service = await startService(t)
  const { admin, err } = service
  await admin('PATCH', 'accounts/alice', { devices: [{ id: 'off', enabled: false }, { id: 'silent', push: false }, { id: 'phone' }, { id: 'other' }] })
  const sessionId = await push(service)
  t.match(await pushesOf(service), [{ device: 'phone' }])
  await admin('PATCH', 'accounts/alice', { devices: [{ id: 'silent', push: false }] })
  t.equal(await err('pushAuthenticate', { userId: 'alice' }), 'NOK:NOPUSH')
  t.equal(await check(service, sessionId), 'NOK:NOMA', 'its device was removed while it waited')
  await admin('PATCH', 'accounts/alice', { devices: [{ id: 'off', enabled: false }] })
  t.equal(await err('pushAuthenticate', { userId: 'alice' }), 'NOK:NOMA')
})

t.test('a session is of one user, and of one sandbox', async (t) => {
  const service = await startService(t)
  await service.admin('PATCH', 'accounts/alice', { pushAnswer: 'accept' })
  const sessionId = await push(service)
  t.equal(await check(service, sessionId, 'carol'), 'NOK')
  t.match((await service.call({ url: `/sandbox/other/FS?action=checkPushResult&serviceId=1201&userId=alice&format=json&sessionId=${sessionId}` })).body, { err: 'NOK' })
  t.match(await service.newest(), { account: 'carol', device: 'device-1' })
  await service.admin('DELETE', 'accounts/alice')
  t.strictSame(await pushesOf(service), [], 'and goes with its account')
})

t.test('an unknown push and an answer that is none are told what there is', async (t) => {
  const service = await startService(t)
  t.match(await service.admin('POST', 'pushes/nope', { answer: 'accept' }), { status: 404, body: { message: /There is no push "nope"\. GET \/admin\/pushes lists/ } })
  t.match(await service.admin('POST', `pushes/${await push(service)}`, { answer: 'ok' }), { status: 400, body: { message: /answer/ } })
  t.match(await service.admin('GET', 'pushes?state=open'), { status: 400 })
  for (const wait of ['1.5', '30001', '-1', '5s']) t.match(await service.admin('POST', `pushes/latest?wait=${wait}`, { answer: 'accept' }), { status: 400, body: { message: /^wait must be an integer from 0 to 30000, not / } }, wait)
})

t.test('the newest push that waits is answered without its session, and waited for where that is asked', async (t) => {
  const service = await startService(t)
  const { admin } = service
  t.match(await admin('POST', 'pushes/latest', { answer: 'accept' }), { status: 404, body: { message: 'No push waits for an answer. Add wait=5000 to wait for one.' } })
  const [first, second] = [await push(service), await push(service)]
  t.match(await admin('POST', 'pushes/latest?account=bob', { answer: 'accept' }), { status: 404, body: { message: /^No push for account bob waits/ } })
  t.match((await admin('POST', 'pushes/latest?account=alice', { answer: 'refuse' })).body, { sessionId: second, state: 'refused' })
  t.match((await admin('POST', 'pushes/latest', { answer: 'accept' })).body, { sessionId: first, state: 'accepted' })
  t.match(await admin('POST', 'pushes/latest?wait=1', { answer: 'accept' }), { status: 404, body: { message: 'No push waits for an answer, nor came within 1 ms.' } })

  const later = admin('POST', 'pushes/latest?wait=30000&account=alice', { answer: 'accept' })
  const pushes = service.sandbox().part(Pushes)
  while (pushes.waiting === 0) await new Promise(setImmediate)
  const sessionId = await push(service)
  t.match((await later).body, { sessionId, state: 'accepted' })
  t.equal(pushes.waiting, 0)
  t.equal(await check(service, sessionId), 'OK')
})

t.test('of several who wait, each answers another push; one that its account has answered meanwhile is passed over', async (t) => {
  const service = await startService(t)
  const { admin } = service
  const pushes = service.sandbox().part(Pushes)
  const wait = async (answer: string) => await admin('POST', 'pushes/latest?wait=30000', { answer })
  const waiting = [wait('accept'), wait('accept'), wait('accept')]
  while (pushes.waiting < 3) await new Promise(setImmediate)
  await admin('PATCH', 'accounts/alice', { pushAnswer: 'refuse' })
  t.equal(await check(service, await push(service)), 'NOK:REFUSED', 'its account was first')
  await admin('PATCH', 'accounts/alice', { pushAnswer: 'ignore' })
  const sent = [await push(service), await push(service), await push(service)]
  const answers = await Promise.all(waiting)
  t.strictSame(answers.map(({ status }) => status), [200, 200, 200])
  t.strictSame(answers.map(({ body }) => String(body?.sessionId)).toSorted(), sent.toSorted())
  t.equal(pushes.waiting, 0)
})

t.test('no more than a thousand wait for a push at once', async (t) => {
  const service = await startService(t)
  const pushes = service.sandbox().part(Pushes)
  const leave = new AbortController()
  const waiting = Array.from({ length: MAX_PUSH_WAITERS }, async () => await pushes.next(() => true, leave.signal))
  t.match(await service.admin('POST', 'pushes/latest?wait=1', { answer: 'accept' }), { status: 503, body: { message: /^1000 requests already wait for a push/ } })
  leave.abort()
  await Promise.all(waiting)
  t.equal(pushes.waiting, 0, 'who leaves makes room')
})

t.test('a snapshot takes pushes along, and what becomes of them', async (t) => {
  const service = await startService(t)
  const { admin } = service
  await admin('PATCH', 'accounts/alice', { pushAnswer: { answer: 'accept', delay: 30_000 } })
  const answered = await push(service)
  await admin('PATCH', 'accounts/alice', { pushAnswer: 'ignore' })
  const ignored = await push(service)
  const { body } = await admin('GET', 'state')
  await admin('POST', 'reset')
  t.strictSame(await pushesOf(service), [], 'a reset forgets them')
  t.match(await admin('PUT', 'state', body), { status: 204 })
  t.match((await pushesOf(service)).map(({ state }) => state), ['waiting', 'waiting'])
  await advance(service, 'PT1M')
  t.strictSame([await check(service, answered), await check(service, ignored)], ['OK', 'NOK:TIMEOUT'])
})

t.test('each step of a push is an event', async (t) => {
  const service = await startService(t)
  const seen: string[] = []
  service.sandbox().events.on('push', ({ state }) => seen.push(state))
  await service.admin('POST', `pushes/${await push(service)}`, { answer: 'accept' })
  await push(service)
  await advance(service, 'PT1M')
  t.strictSame(seen, ['waiting', 'accepted', 'waiting', 'timedOut'])
})

t.test('a sandbox remembers a thousand pushes and gives their memory back', async (t) => {
  const service = await startService(t)
  const sandbox = service.sandbox()
  const before = sandbox.memory.used
  const account = sandbox.accounts.get('alice')
  const device = account?.devices[0]
  if (account === undefined || device === undefined) throw new Error('alice has no device')
  for (let count = 0; count < 2500; count++) sandbox.part(Pushes).send(account, device)
  t.equal((await pushesOf(service)).length, 1000)
  t.ok(sandbox.memory.used - before < 3_000_000)
  sandbox.part(Pushes).reset()
  t.equal(sandbox.memory.used, before)
})
