import t from 'tap'
import { type JournalDraft, type Outcome, recordDraft, startDraft } from '../../src/journal/draft.ts'
import { overHttp } from '../../src/journal/travel.ts'
import { Journal } from '../../src/journal/journal.ts'
import { UnderWay } from '../../src/journal/under-way.ts'
import { verify } from '../../src/journal/verify.ts'
import { Busy, Conflict, Malformed } from '../../src/lib/errors.ts'
import type { Call } from '../../src/targets/call.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Expectation } from '../../src/wire/verify.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { START } from '../support/inwebo.ts'
import { recordRequest, type RequestRecorded } from '../support/record-request.ts'

const FOREVER = 30_000
const open = () => new AbortController().signal
const ask = (sandbox: Sandbox, expectation: Expectation, closed = open) => verify(sandbox, expectation, closed)
const message = async (sandbox: Sandbox, expectation: Expectation) => {
  const answer = await ask(sandbox, expectation)
  return 'message' in answer ? answer.message : 'as expected'
}

/** The requests that were counted where all is as expected, else the message. */
const counted = async (sandbox: Sandbox, expectation: Expectation) => {
  const answer = await ask(sandbox, expectation)
  return 'message' in answer ? answer.message : answer.requests
}

const newest = (sandbox: Sandbox) => [...sandbox.part(Journal).newestFirst()][0]?.id

/** A sandbox whose journal has these requests, the oldest first, and their ids. */
function world (...requests: RequestRecorded[]) {
  const sandbox = fewTargetsSandbox({ journalSize: 2000 })
  return { sandbox, ids: requests.map((request) => recordRequest(sandbox, request).id) }
}

t.test('one request at least is expected where no number is given, none at least where only the most is', async (t) => {
  const { sandbox, ids } = world({ account: 'alice' }, { account: 'alice' })
  const [first, second] = ids
  t.match(await ask(sandbox, { account: 'alice' }), { requests: [{ id: second }, { id: first }] })
  t.match(await ask(sandbox, { account: 'bob', atMost: 1 }), { requests: [] })
  t.equal(await message(sandbox, { account: 'bob' }), `Expected at least 1 request with account bob; none came. Nearest: ${second} differs in account (alice, not bob); ${first} differs in account (alice, not bob).`)
})

t.test('one fewer than the least, and one more than the most, is a mismatch', async (t) => {
  const { sandbox } = world({}, {})
  const fits = async (bounds: Expectation) => !('message' in await ask(sandbox, bounds))
  for (const bounds of [{ times: 2 }, { atLeast: 2 }, { atMost: 2 }, { atLeast: 2, atMost: 2 }, { atLeast: 0 }]) t.ok(await fits(bounds), JSON.stringify(bounds))
  for (const bounds of [{ times: 1 }, { times: 3 }, { atLeast: 3 }, { atMost: 1 }, { times: 0 }, { atMost: 0 }]) t.notOk(await fits(bounds), JSON.stringify(bounds))
})

t.test('bounds that contradict each other are refused', async (t) => {
  const { sandbox } = world()
  for (const bounds of [{ times: 1, atLeast: 1 }, { times: 1, atMost: 1 }]) {
    await t.rejects(ask(sandbox, bounds), new Malformed('Send times (exactly so many), or atLeast and atMost, not both.'))
  }
  await t.rejects(ask(sandbox, { atLeast: 3, atMost: 2 }), new Malformed('atLeast 3 is more than atMost 2.'))
  await t.rejects(ask(sandbox, { status: 'fine' }), { message: /^status "fine" is neither/ })
  await t.rejects(ask(fewTargetsSandbox({ journalSize: 0 }), {}), new Conflict('The journal is off (JOURNAL_SIZE=0), so nothing can be verified.'))
})

t.test('a mismatch says in words how many were expected', async (t) => {
  const { sandbox } = world({})
  const expected = async (bounds: Expectation) => (await message(sandbox, { account: 'zoe', ...bounds })).split(';')[0]
  t.equal(await expected({ times: 1 }), 'Expected exactly 1 request with account zoe')
  t.equal(await expected({ times: 2 }), 'Expected exactly 2 requests with account zoe')
  t.equal(await expected({ atLeast: 2, atMost: 3 }), 'Expected 2 to 3 requests with account zoe')
  t.equal(await expected({ atLeast: 2 }), 'Expected at least 2 requests with account zoe')
  t.match(await message(sandbox, { times: 0 }), /^Expected no request with anything at all; 1 came: /)
  recordRequest(sandbox)
  t.match(await message(sandbox, { atMost: 1 }), /^Expected at most 1 request with anything at all; 2 came: /)
  t.match(await message(sandbox, { atLeast: 1, atMost: 1, face: 'pims', status: 'SUCCEEDED' }), /^Expected exactly 1 request with face pims, status SUCCEEDED; 2 came: /)
})

t.test('of too many the newest three are named, by operation, account and answer', async (t) => {
  const { sandbox, ids } = world(
    {},
    { operation: 'inwebo.otp', account: 'alice', status: 'FAILED', code: 'NOK:ACCESS' },
    { status: null, httpStatus: 503 },
    { status: null, httpStatus: null }
  )
  const [oldest, otp, broken, hung] = ids
  const named = [`${hung} (no operation, no answer)`, `${broken} (no operation, 503)`, `${otp} (inwebo.otp of alice, NOK:ACCESS)`, `${oldest} (no operation, SUCCEEDED)`]
  t.equal(await message(sandbox, { times: 0 }), `Expected no request with anything at all; 4 came: ${named.slice(0, 3).join(', ')} and 1 more.`)
  t.equal(await message(sandbox, { atMost: 2, since: String(oldest) }), `Expected at most 2 requests with anything at all; 3 came: ${named.slice(0, 3).join(', ')}.`)
  t.match(await ask(sandbox, { times: 0 }), { count: 4, requests: [{ id: hung }, {}, {}, { id: oldest }], nearest: [] })
})

t.test('of too few the nearest three are named: the fewest differences first, of equals the newest', async (t) => {
  const { sandbox, ids } = world(
    { account: 'bob', device: 'd', code: 1 },
    { account: 'bob', device: 'e', code: 1 },
    { account: 'bob', device: 'd' },
    { account: 'alice', device: 'd', code: 1 },
    { account: 'bob', device: 'e' }
  )
  const [one, two, three, wanted] = ids
  const mismatch = await ask(sandbox, { account: 'alice', device: 'd', code: 1, times: 2 })
  t.match(mismatch, {
    count: 1,
    requests: [{ id: wanted }],
    nearest: [
      { request: { id: one }, differences: [{ field: 'account', expected: 'alice', actual: 'bob' }] },
      { request: { id: three }, differences: [{ field: 'account' }, { field: 'code', expected: 1, actual: null }] },
      { request: { id: two }, differences: [{ field: 'account' }, { field: 'device', expected: 'd', actual: 'e' }] }
    ]
  })
  t.equal('nearest' in mismatch && mismatch.nearest.length, 3)
  t.match('message' in mismatch && mismatch.message, `; 1 came. Nearest: ${one} differs in account (bob, not alice); ${three} differs in account (bob, not alice) and code (none, not 1); `)
})

t.test('an older entry that differs less comes before newer ones that differ more', async (t) => {
  const { sandbox, ids } = world({ account: 'alice' }, { face: 'inwebo' }, { face: 'inwebo' }, { face: 'inwebo' }, { face: 'inwebo' })
  const answer = await ask(sandbox, { account: 'alice', face: 'pims', code: 1 })
  t.match(answer, { nearest: [{ request: { id: ids[0] } }, { request: { id: ids[4] } }, { request: { id: ids[3] } }] })
})

t.test('the nearest are looked for among the newest thousand, and since when is asked', async (t) => {
  const { sandbox, ids } = world({ account: 'alice' }, ...Array.from({ length: 999 }, () => ({})))
  const nearest = async (expectation: Expectation = {}) => {
    const answer = await ask(sandbox, { account: 'alice', face: 'inwebo', ...expectation })
    return 'nearest' in answer ? answer.nearest[0]?.request.id : undefined
  }
  t.equal(await nearest(), ids[0])
  t.equal(await nearest({ since: String(ids[0]) }), ids[999])
  recordRequest(sandbox)
  t.not(await nearest(), ids[0])
})

t.test('a mismatch with nothing near says nothing of it', async (t) => {
  const { sandbox } = world()
  t.equal(await message(sandbox, { account: 'zoe' }), 'Expected at least 1 request with account zoe; none came.')
})

const listeners = ({ events }: Sandbox) => (['request', 'reset', 'cleared'] as const).map((name) => events.listenerCount(name))

t.test('a wait ends as soon as enough have come, those of before included, newest first', async (t) => {
  const { sandbox, ids } = world({ account: 'alice' }, { account: 'alice' })
  const before = listeners(sandbox)
  const answer = ask(sandbox, { account: 'alice', atLeast: 3, within: FOREVER })
  recordRequest(sandbox, { account: 'bob' })
  const { id } = recordRequest(sandbox, { account: 'alice' })
  t.match(await answer, { requests: [{ id }, { id: ids[1] }, { id: ids[0] }] })
  t.strictSame(listeners(sandbox), before, 'and leaves nothing behind')
})

t.test('a wait does not begin where it is clear already', async (t) => {
  const { sandbox } = world({}, {})
  for (const expectation of [{ atLeast: 2 }, { atMost: 1 }, {}]) {
    const answer = ask(sandbox, { ...expectation, within: FOREVER })
    t.equal(sandbox.events.listenerCount('request'), 0, JSON.stringify(expectation))
    await answer
  }
})

t.test('a wait ends at once when too many have come', async (t) => {
  const { sandbox } = world()
  const answer = ask(sandbox, { times: 0, within: FOREVER })
  const { id } = recordRequest(sandbox)
  t.match(await answer, { message: `Expected no request with anything at all; 1 came within 30000 ms: ${id} (no operation, SUCCEEDED).` })
})

t.test('where none is the least, the whole time is waited', async (t) => {
  const { sandbox } = world({})
  const answer = ask(sandbox, { atMost: 2, within: 30 })
  t.equal(sandbox.events.listenerCount('request'), 1)
  t.match(await answer, { requests: [{}] })
})

t.test('a wait counts what comes since the moment that is asked for', async (t) => {
  const { sandbox } = world()
  const answer = ask(sandbox, { since: new Date(START + 1000).toISOString(), within: FOREVER })
  recordRequest(sandbox)
  sandbox.clock.set(START + 1000)
  const { id } = recordRequest(sandbox)
  const found = await answer
  t.strictSame('requests' in found && found.requests.map((request) => request.id), [id])
})

t.test('what is emptied away does not count, and messages that are emptied away do not matter', async (t) => {
  for (const forget of [(sandbox: Sandbox) => sandbox.reset(), ({ events }: Sandbox) => events.emit('cleared', { what: 'requests' })]) {
    const { sandbox } = world({})
    const answer = ask(sandbox, { times: 2, within: FOREVER })
    forget(sandbox)
    recordRequest(sandbox)
    sandbox.events.emit('cleared', { what: 'sms' })
    recordRequest(sandbox)
    t.match(await answer, { requests: [{}, {}] })
  }
})

t.test('a client that disconnects, or has done so already, ends the wait', async (t) => {
  const { sandbox } = world()
  const client = new AbortController()
  const answer = ask(sandbox, { within: FOREVER }, () => client.signal)
  client.abort()
  t.match(await answer, { message: /none came within 30000 ms\.$/ })
  t.match(await ask(sandbox, { within: FOREVER }, () => AbortSignal.abort()), { message: /none came/ })
  t.strictSame(listeners(sandbox), [0, 0, 0])
})

t.test('a thousand may wait or watch at once', async (t) => {
  const { sandbox } = world()
  for (let watching = 0; watching < 999; watching++) sandbox.events.on('request', () => {})
  const last = ask(sandbox, { within: FOREVER })
  await t.rejects(ask(sandbox, { within: FOREVER }), new Busy('1000 requests already wait or watch in this sandbox.'))
  recordRequest(sandbox)
  t.match(await last, { requests: [{}] })
})

/** Holds a request back, as a delay does, until the function is called: it is answered then. */
function holdBack (sandbox: Sandbox, { outcome = { status: 'SUCCEEDED' }, face = 'pims', fault, ...call }: Partial<Call> & { outcome?: Outcome, face?: JournalDraft['face'], fault?: JournalDraft['fault'] } = {}) {
  const draft = startDraft(sandbox, face, 'http')
  Object.assign(draft, { call: { operation: undefined, account: undefined, device: undefined, phoneNumber: undefined, ...call }, fault })
  const answered = Promise.withResolvers<void>()
  const work = sandbox.part(UnderWay).during(draft, answered.promise)
  return async () => {
    recordDraft(draft, sandbox, outcome, overHttp({ method: 'GET', url: '/', headers: {} }, 200))
    answered.resolve()
    await work
  }
}

t.test('an upper bound that forgotten requests could break does not hold; a lower bound says how many were forgotten', async (t) => {
  const sandbox = fewTargetsSandbox({ journalSize: 5 })
  for (let index = 0; index < 8; index++) recordRequest(sandbox, { operation: 'inwebo.otp' })
  const forgotten = 'The journal has forgotten 3 that may match (JOURNAL_SIZE=5), so more may have come: ask since a later moment, or clear the journal before (DELETE /admin/requests).'
  t.equal(await message(sandbox, { operation: 'otp', times: 5 }), `Expected exactly 5 requests with operation otp; 5 came. ${forgotten}`)
  t.equal(await message(sandbox, { atMost: 5 }), `Expected at most 5 requests with anything at all; 5 came. ${forgotten}`)
  t.equal(await message(sandbox, { times: 0, account: 'zoe' }), `Expected no request with account zoe; none came. ${forgotten}`)
  t.match(await message(sandbox, { account: 'zoe' }), `none came. ${forgotten} Nearest: `)
  t.match(await ask(sandbox, { times: 5 }), { count: 5, forgotten: 3, underWay: 0, nearest: [] })
  t.match(await message(sandbox, { times: 2 }), /; 5 came: .* and 2 more\.$/, 'too many are too many')
  t.match(await counted(sandbox, { atLeast: 5 }), { length: 5 })
  t.match(await counted(sandbox, { atMost: 8 }), { length: 5 }, 'all together are not too many')
  t.match(await counted(sandbox, { times: 0, operation: 'modifyPhoneNumber' }), [], 'none of the forgotten was of that operation')
  t.match(await ask(sandbox, { times: 0, account: 'zoe', within: FOREVER }), { forgotten: 3 }, 'no wait brings them back')
})

t.test('what was forgotten before the time that is asked about does not matter', async (t) => {
  const sandbox = fewTargetsSandbox({ journalSize: 2 })
  const ids = Array.from({ length: 3 }, () => recordRequest(sandbox).id)
  sandbox.clock.set(START + 1000)
  const [third = '', fourth] = [ids[2], recordRequest(sandbox).id]
  t.match(await counted(sandbox, { times: 1, since: new Date(START + 1).toISOString() }), [{ id: fourth }])
  t.match(await counted(sandbox, { times: 1, since: third }), [{ id: fourth }])
  t.match(await ask(sandbox, { times: 2, since: new Date(START).toISOString() }), { forgotten: 2 })
  t.match(await ask(sandbox, { times: 2, since: String(ids[0]) }), { forgotten: 2 }, 'an entry that is forgotten itself says nothing of those after it')
})

t.test('what is cleared away is not forgotten, what memory takes is', async (t) => {
  const sandbox = fewTargetsSandbox({ journalSize: 2 })
  const fill = () => { for (let index = 0; index < 3; index++) recordRequest(sandbox) }
  for (const clear of [() => sandbox.part(Journal).clear(), () => sandbox.reset()]) {
    fill()
    clear()
    t.match(await counted(sandbox, { times: 0 }), [])
  }
  recordRequest(sandbox)
  recordRequest(sandbox)
  sandbox.forgetHistory()
  t.match(await message(sandbox, { times: 1 }), /forgotten 1 that may match \(MAX_MEMORY_MB\), so/)
  fill()
  t.match(await message(sandbox, { times: 2 }), /forgotten 3 that may match \(MAX_MEMORY_MB, JOURNAL_SIZE=2\), so/)
})

t.test('an upper bound that a request under way could break does not hold; a lower bound says how many there are', async (t) => {
  const { sandbox } = world({})
  const finish = holdBack(sandbox)
  t.equal(await message(sandbox, { times: 1 }), 'Expected exactly 1 request with anything at all; 1 came. 1 that may match is on the way: send within to wait for the answer.')
  t.equal(await message(sandbox, { atLeast: 2 }), 'Expected at least 2 requests with anything at all; 1 came. 1 that may match is on the way: send within to wait for the answer.')
  t.match(await ask(sandbox, { times: 1 }), { count: 1, forgotten: 0, underWay: 1 })
  t.match(await counted(sandbox, {}), [{}])
  t.match(await counted(sandbox, { atMost: 2 }), [{}], 'both together are not too many')
  t.equal(await message(sandbox, { times: 1, within: 1 }), 'Expected exactly 1 request with anything at all; 1 came within 1 ms. 1 that may match is still on the way.')
  await finish()
  t.match(await counted(sandbox, { times: 2 }), { length: 2 })
})

t.test('a request under way counts only where it can match by what is known of it', async (t) => {
  const { sandbox } = world()
  const finish = holdBack(sandbox, { operation: 'inwebo.otp', account: 'alice', fault: { rule: 'slow', effect: null, delay: 5 } })
  const counts = async (filter: Expectation) => 'message' in await ask(sandbox, { ...filter, times: 0 })
  for (const filter of [{}, { operation: 'otp' }, { account: 'alice' }, { face: 'pims' }, { fault: 'slow' }, { code: 2310 }, { status: 'FAILED' }, { status: 200 }] as const) t.ok(await counts(filter), JSON.stringify(filter))
  for (const filter of [{ operation: 'modifyPhoneNumber' }, { account: 'bob' }, { face: 'inwebo' }, { fault: 'other' }, { device: 'd' }, { unrouted: true }] as const) t.notOk(await counts(filter), JSON.stringify(filter))
  sandbox.clock.set(START + 5)
  t.ok(await counts({ since: new Date(START).toISOString() }))
  t.notOk(await counts({ since: new Date(START + 1).toISOString() }), 'it came before')
  await finish()
  const unknown = holdBack(sandbox, { operation: 'oauth.token' })
  t.ok(await counts({ operation: 'oauth.token', account: 'alice' }), 'whose it is may come out last')
  await unknown()
})

t.test('a wait goes on until what is under way can break no bound any more', async (t) => {
  const { sandbox } = world({ account: 'alice' })
  for (const [code, answer] of [[undefined, /2 came within 30000 ms: /], [2310, [{ account: 'alice' }]]] as const) {
    const finish = holdBack(sandbox, { account: 'alice', outcome: { status: code === undefined ? 'SUCCEEDED' : 'FAILED', code } })
    const waiting = counted(sandbox, { account: 'alice', status: 'SUCCEEDED', times: 1, within: FOREVER })
    t.equal(sandbox.events.listenerCount('request'), 1, 'it waits')
    await finish()
    await new Promise(setImmediate)
    t.equal(sandbox.events.listenerCount('request'), 0, 'and no longer')
    t.match(await waiting, answer)
    sandbox.reset()
    recordRequest(sandbox, { account: 'alice' })
  }
})

t.test('a reset during a wait takes what was forgotten with it, and ends no request', async (t) => {
  const sandbox = fewTargetsSandbox({ journalSize: 1 })
  for (let index = 0; index < 3; index++) recordRequest(sandbox)
  const finish = holdBack(sandbox)
  const waiting = counted(sandbox, { atLeast: 2, atMost: 3, within: FOREVER })
  sandbox.reset()
  t.match(await ask(sandbox, { times: 0 }), { underWay: 1, forgotten: 0 })
  recordRequest(sandbox)
  await finish()
  t.match(await waiting, { length: 2 })
})

t.test('a since that the clock of the sandbox has not reached is said, and proves nothing', async (t) => {
  const { sandbox } = world({})
  const later = new Date(START + 1).toISOString()
  for (const bounds of [{ times: 1 }, { times: 0 }, { atMost: 3 }]) {
    t.match(await message(sandbox, { ...bounds, since: later }), `none came. since ${later} is later than the clock of the sandbox, which shows ${new Date(START).toISOString()}. Send a time of GET /admin/clock, or the id of an entry.`)
  }
  t.equal(await message(sandbox, { times: 0, since: new Date(START).toISOString() }), `Expected no request with anything at all; 1 came: ${newest(sandbox)} (no operation, SUCCEEDED).`)
  sandbox.clock.set(START + 5000)
  t.match(await message(sandbox, { times: 2, since: later }), `none came. since goes by the clock of the sandbox, which was moved and shows ${new Date(START + 5000).toISOString()}.`)
})
