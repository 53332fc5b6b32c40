import { setMaxListeners } from 'node:events'
import t from 'tap'
import { MAX_WAITING } from '../../../src/sandbox/inbox.ts'
import { start, type Started } from '../../support/start.ts'

const certify = ({ get }: Pick<Started, 'get'>, phoneNumber: string, as = 'alice', headers = {}) =>
  get('smscode', { type: 'phoneNumberCertification', phoneNumber }, { as, headers })

/** Sends the request once somebody waits. */
async function onceSomebodyWaits (mock: Started, request: () => Promise<unknown>): Promise<void> {
  while (mock.sandbox().inbox.waiting === 0) await new Promise(setImmediate)
  await request()
}

t.test('lists the newest message first, filtered by number, account and purpose', async (t) => {
  const mock = await start(t)
  await certify(mock, '0612345678')
  await certify(mock, '0687654321', 'bob')

  const to = async (query: string) => ((await mock.admin('GET', `sms${query}`)).body?.messages as Array<{ to: string }>).map(({ to }) => to)
  t.strictSame(await to(''), ['+33687654321', '+33612345678'])
  t.strictSame(await to('?limit=1'), ['+33687654321'])
  t.strictSame(await to('?to=06%2012%2034%2056%2078'), ['+33612345678'])
  t.strictSame(await to('?account=bob'), ['+33687654321'])
  t.strictSame(await to('?purpose=enrollment'), [])
})

t.test('DELETE empties the inbox, and the code in it still works', async (t) => {
  const mock = await start(t, { SMS_CODE: '1234' })
  await certify(mock, '0612345678')

  t.match(await mock.admin('DELETE', 'sms'), { status: 204, text: '' })
  t.strictSame((await mock.admin('GET', 'sms')).body, { messages: [], total: 0, late: [] })
  t.match(await mock.set('smscode', { type: 'modifyPhoneNumber', smsCode: '1234', phoneNumber: '0612345678' }), { status: 200 })
})

t.test('the latest message is the newest that matches; none is a 404 that says how to wait', async (t) => {
  const mock = await start(t)
  t.match(await mock.admin('GET', 'sms/latest?account=bob'), { status: 404, body: { statusCode: 404, error: 'Not Found', message: 'No SMS for account bob has been sent. Add wait=5000 to wait for one.' } })
  await certify(mock, '0612345678')
  await certify(mock, '0687654321')
  t.match(await mock.admin('GET', 'sms/latest?account=alice'), { status: 200, body: { to: '+33687654321' } })
})

t.test('none for an account that there is not says so, with the nearest; one that is made during the wait gets its message', async (t) => {
  const mock = await start(t)
  const message = async (query: string) => (await latest(mock, query) as { message?: string }).message
  for (const wait of ['', '&wait=1']) {
    t.match(await message(`account=alcie${wait}`), /^There is no account "alcie"\. Did you mean alice\? GET \/admin\/accounts lists/)
    t.match(await message(`account=unheard-of${wait}`), /^There is no account "unheard-of"\. GET \/admin\/accounts lists/)
  }
  const [answer] = await Promise.all([latest(mock, 'account=dora&wait=30000'), onceSomebodyWaits(mock, async () => {
    await mock.admin('PUT', 'accounts/dora', {})
    await certify(mock, '0612345678', 'dora')
  })])
  t.match(answer, { account: 'dora' })
  await mock.admin('DELETE', 'accounts/dora')
  t.match(await latest(mock, 'account=dora'), { account: 'dora' }, 'what was sent stays, without the account too')
})

t.test('none to a number names the newest that went to another, with a wait and without', async (t) => {
  const mock = await start(t)
  await certify(mock, '0687654321', 'bob')
  await certify(mock, '0612345678')
  const { id } = await latest(mock, 'account=alice')
  const message = async (query: string) => (await latest(mock, query) as { message?: string }).message
  const other = `The newest to another number, ${id}, went to +33612345678.`
  t.equal(await message('to=0612345679'), `No SMS to 0612345679 has been sent. Add wait=5000 to wait for one. ${other}`)
  t.equal(await message('to=0612345679&wait=1'), `No SMS to 0612345679 has been sent, nor came within 1 ms. ${other}`)
  t.match(await message('to=0612345679&account=bob'), /went to \+33687654321\.$/, 'the rest of the filter counts')
  t.equal(await message(`to=0612345679&after=${id}&wait=1`), `No SMS to 0612345679 after ${id} has been sent, nor came within 1 ms.`)
})

t.test('wait answers with the message that comes', async (t) => {
  const mock = await start(t)
  const [answer] = await Promise.all([
    mock.admin('GET', 'sms/latest?to=0612345678&wait=30000'),
    onceSomebodyWaits(mock, async () => {
      await certify(mock, '0687654321')
      await certify(mock, '0612345678')
    })
  ])
  t.match(answer, { status: 200, body: { to: '+33612345678' } })
  t.equal(mock.sandbox().inbox.waiting, 0)
})

t.test('wait ends with a 404 when nothing comes, and is refused beyond its bounds', async (t) => {
  const mock = await start(t)
  t.match(await mock.admin('GET', 'sms/latest?wait=1'), { status: 404, body: { message: 'No SMS has been sent, nor came within 1 ms.' } })
  t.match(await mock.admin('GET', 'sms/latest?wait=30001'), { status: 400, body: { message: 'wait must be an integer from 0 to 30000, not 30001 (Milliseconds).' } })
  t.match(await mock.admin('GET', 'sms/latest?wait=1.5'), { status: 400, body: { message: 'wait must be an integer from 0 to 30000, not "1.5" (Milliseconds).' } })
})

const latest = async ({ admin }: Pick<Started, 'admin'>, query: string) => (await admin('GET', `sms/latest?${query}`)).body as { id: string, code: string, state: string }

t.test('a wait passes over every message whose code cannot be used any more, and takes the next', async (t) => {
  const modify = ({ set }: Started, smsCode: string) => set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' })
  const ends: Record<string, (mock: Started, code: string) => Promise<unknown>> = {
    used: modify,
    expired: ({ admin }) => admin('PUT', 'clock', { advance: 'P1D' }),
    void: async (mock) => { for (let wrong = 0; wrong < 3; wrong++) await modify(mock, '000000') },
    replaced: (mock) => certify(mock, '0612345678', 'alice', { 'x-fault': '{"sms":"drop"}' })
  }
  for (const [state, end] of Object.entries(ends)) {
    const mock = await start(t)
    await certify(mock, '0612345678')
    const old = await latest(mock, 'to=0612345678&wait=1')
    await end(mock, old.code)
    t.match(await latest(mock, 'to=0612345678'), { id: old.id, state }, 'without a wait it is answered all the same')
    t.match(await latest(mock, 'to=0612345678&wait=1'), { statusCode: 404, message: `No SMS to 0612345678 with a code that can be used has been sent, nor came within 1 ms: the code of the newest, ${old.id}, is ${state}. Without a wait it is answered all the same.` })
    const [next] = await Promise.all([latest(mock, 'to=0612345678&wait=30000'), onceSomebodyWaits(mock, () => certify(mock, '0612345678'))])
    t.match(next, { state: 'pending' }, state)
    t.not(next.id, old.id)
  }
})

t.test('a wait takes an older message where the code of the newest cannot be used', async (t) => {
  const mock = await start(t)
  await certify(mock, '0687654321', 'bob')
  await certify(mock, '0612345678')
  const { id } = await latest(mock, 'account=alice')
  await mock.admin('PATCH', `sms/${id}`, { state: 'expired' })
  t.match(await latest(mock, 'wait=1'), { account: 'bob', state: 'pending' })
})

t.test('a message that comes late with a code that was replaced meanwhile ends no wait', async (t) => {
  const mock = await start(t)
  await mock.admin('PUT', 'clock', { frozen: true })
  await certify(mock, '0612345678', 'alice', { 'x-fault': '{"sms":{"delay":60000}}' })
  await certify(mock, '0612345678', 'alice', { 'x-fault': '{"sms":"drop"}' })
  const [answer] = await Promise.all([
    latest(mock, 'wait=30000'),
    onceSomebodyWaits(mock, async () => {
      await mock.admin('PUT', 'clock', { advance: 60_000 })
      await certify(mock, '0612345678')
    })
  ])
  t.match(answer, { state: 'pending' })
})

t.test('after an id only a message with a newer code counts: "send again"', async (t) => {
  const mock = await start(t)
  await certify(mock, '0612345678')
  const first = await latest(mock, 'to=0612345678&wait=1')
  t.match(await latest(mock, `to=0612345678&after=${first.id}`), { statusCode: 404, message: `No SMS to 0612345678 after ${first.id} has been sent. Add wait=5000 to wait for one.` })
  t.match(await latest(mock, `after=${first.id}&wait=1`), { statusCode: 404, message: `No SMS after ${first.id} has been sent, nor came within 1 ms.` })
  const [second] = await Promise.all([latest(mock, `to=0612345678&after=${first.id}&wait=30000`), onceSomebodyWaits(mock, () => certify(mock, '0612345678'))])
  t.match(second, { state: 'pending' })
  t.not(second.code, first.code)
  t.match(await latest(mock, `after=${first.id}`), { id: second.id }, 'one that has come meanwhile is there at once')
  t.match(await latest(mock, `after=${first.id}&wait=30000`), { id: second.id })
})

t.test('a message of a duplicate, or one that comes late, is not newer than its code', async (t) => {
  const mock = await start(t)
  await mock.admin('PUT', 'clock', { frozen: true })
  await certify(mock, '0612345678', 'alice', { 'x-fault': '{"sms":{"delay":60000}}' })
  const late = String((await mock.admin('GET', 'sms')).body?.late instanceof Array && mock.sandbox().inbox.scheduled[0]?.sms.id)
  await certify(mock, '0612345678', 'alice', { 'x-fault': '{"sms":"duplicate"}' })
  const [, one] = (await mock.admin('GET', 'sms')).body?.messages as Array<{ id: string, code: string }>
  t.match(await latest(mock, `after=${late}`), { code: one?.code }, 'a message on its way can be named')
  t.match(await latest(mock, `after=${one?.id}&wait=1`), { statusCode: 404 }, 'the other has the same code')
  await mock.admin('PUT', 'clock', { advance: 60_000 })
  t.match(await latest(mock, ''), { id: late })
  t.match(await latest(mock, `after=${one?.id}`), { statusCode: 404 }, 'an older code that comes now is no newer one')
})

t.test('after may name a message that was deleted or has given way; one that nobody remembers is refused', async (t) => {
  const mock = await start(t, { INBOX_SIZE: '1' })
  await certify(mock, '0612345678')
  const { id } = await latest(mock, '')
  await certify(mock, '0612345678')
  t.match(await latest(mock, `after=${id}`), { state: 'pending' })
  const { id: deleted } = await latest(mock, '')
  await mock.admin('DELETE', 'sms')
  await certify(mock, '0612345678')
  t.match(await latest(mock, `after=${deleted}`), { state: 'pending' })
  const unknown = (id: string) => ({ statusCode: 400, message: `after "${id}" is not the id of an SMS that this sandbox remembers: it was sent before a reset, long ago, or in another sandbox. GET /admin/sms lists the ids; without after, the newest SMS counts.` })
  t.match(await latest(mock, 'after=sms-0&wait=30000'), unknown('sms-0'))
  await mock.admin('POST', 'reset')
  t.match(await latest(mock, `after=${id}`), unknown(id))
})

t.test('only so many may wait at once', async (t) => {
  const mock = await start(t)
  const gone = new AbortController()
  setMaxListeners(MAX_WAITING, gone.signal)
  const crowd = Array.from({ length: MAX_WAITING }, () => mock.sandbox().inbox.wait(() => true, gone.signal))
  t.match(await mock.admin('GET', 'sms/latest?wait=10'), { status: 503 })
  gone.abort()
  t.strictSame(new Set(await Promise.all(crowd)), new Set([undefined]))
})

t.test('a late message comes when the clock of the sandbox shows its time', async (t) => {
  const mock = await start(t)
  await mock.admin('PUT', 'clock', { frozen: true })
  await certify(mock, '0612345678', 'alice', { 'x-fault': '{"sms":{"delay":60000}}' })
  t.match(await mock.admin('GET', 'sms/latest'), { status: 404 })

  const [answer] = await Promise.all([
    mock.admin('GET', 'sms/latest?wait=30000'),
    onceSomebodyWaits(mock, () => mock.admin('PUT', 'clock', { advance: 60_000 }))
  ])
  t.match(answer, { status: 200, body: { to: '+33612345678', sentAt: '2026-01-01T12:00:00.000Z' } })
})

t.test('a number or purpose that is none is refused with what to send instead', async (t) => {
  const { admin } = await start(t)
  t.match(await admin('GET', 'sms?to=12'), { status: 400, body: { message: /not a possible phone number. Send one such as 0639980001/ } })
  t.match(await admin('GET', 'sms?purpose=fun'), { status: 400, body: { message: 'purpose must be one of phoneNumberCertification, enrollment, resetPIN, not "fun".' } })
  t.match(await admin('GET', 'sms?from=me'), { status: 400, body: { message: 'from is not known here; to, account, purpose, limit, before are.' } })
})

t.test('a message says what became of its code: pending with its tries, used, replaced, void, expired', async (t) => {
  const mock = await start(t)
  const { admin, set } = mock
  const states = async () => ((await admin('GET', 'sms')).body?.messages as Array<{ state: string, attemptsLeft: number }>).map(({ state, attemptsLeft }) => `${state} ${attemptsLeft}`)
  const modify = (smsCode: string) => set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' })

  await certify(mock, '0612345678')
  t.strictSame(await states(), ['pending 3'])
  t.match((await admin('GET', 'sms/latest')).body, { expiresAt: '2026-01-01T12:05:00.000Z', state: 'pending' })
  await modify('000000')
  t.strictSame(await states(), ['pending 2'])
  await certify(mock, '0612345678')
  t.strictSame(await states(), ['pending 3', 'replaced 0'])
  await modify(String((await admin('GET', 'sms/latest')).body?.code))
  t.strictSame(await states(), ['used 0', 'replaced 0'])
  await certify(mock, '0612345678')
  for (let wrong = 0; wrong < 3; wrong++) await modify('000000')
  t.strictSame(await states(), ['void 0', 'used 0', 'replaced 0'])
  await certify(mock, '0612345678')
  await admin('PUT', 'clock', { advance: 299_999 })
  t.strictSame((await states())[0], 'pending 3', 'a millisecond before its time')
  await admin('PUT', 'clock', { advance: 1 })
  t.strictSame((await states())[0], 'expired 0')
})

t.test('PATCH lets one code expire, and leaves the clock of everybody alone', async (t) => {
  const mock = await start(t)
  const { admin, set } = mock
  await certify(mock, '0612345678')
  const { id, code } = (await admin('GET', 'sms/latest')).body ?? {}
  t.match(await admin('PATCH', `sms/${String(id)}`, { state: 'expired' }), { status: 200, body: { id, state: 'expired', expiresAt: '2026-01-01T12:00:00.000Z', attemptsLeft: 0 } })
  t.match(await set('smscode', { type: 'modifyPhoneNumber', smsCode: String(code), phoneNumber: '0612345678' }), { body: { error: { code: 2102 } } })
  t.match(await admin('PATCH', `sms/${String(id)}`, { state: 'expired' }), { status: 409, body: { message: `The code of ${String(id)} is expired, so it cannot expire any more.` } })
  t.match(await admin('PATCH', 'sms/sms-0', { state: 'expired' }), { status: 404, body: { message: /no SMS "sms-0"/ } })
  t.match(await admin('PATCH', `sms/${String(id)}`, { state: 'used' }), { status: 400 })
})

t.test('pages go on before a message; total counts all, late those that a fault holds back', async (t) => {
  const mock = await start(t)
  const { admin } = mock
  for (const phoneNumber of ['0611111111', '0622222222', '0633333333']) await certify(mock, phoneNumber)
  await admin('PUT', 'faults/late', { effect: { sms: { delay: 60_000 } } })
  await certify(mock, '0644444444')
  const page = async (query: string) => (await admin('GET', `sms?limit=2${query}`)).body as { messages: Array<{ id: string, to: string }>, total: number }
  const first = await page('')
  t.match(first, { messages: [{ to: '+33633333333' }, { to: '+33622222222' }], total: 3, late: [{ to: '+33644444444', state: 'pending', dueAt: '2026-01-01T12:01:00.000Z' }] })
  t.match(await page(`&before=${first.messages[1]?.id}`), { messages: [{ to: '+33611111111' }], total: 3 })
  t.match(await admin('GET', 'sms?before=sms-0'), { status: 404 })
})

t.test('a refused code says in the journal why: another one, used, replaced, void, expired, none', async (t) => {
  const mock = await start(t)
  const { admin, set } = mock
  const modify = (smsCode: string) => set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' })
  const reason = async () => String(((await admin('GET', 'requests?limit=1')).body?.requests as Array<{ reason: string }>)[0]?.reason)
  const ask = async () => {
    await certify(mock, '0612345678')
    return String((await admin('GET', 'sms/latest')).body?.code)
  }
  await modify('123456')
  t.equal(await reason(), 'no phoneNumberCertification code has been sent for alice')
  const first = await ask()
  const second = await ask()
  await modify(first)
  t.equal(await reason(), 'the code that was sent is not the pending phoneNumberCertification code, but an earlier one, which was replaced by a newer one at 2026-01-01T12:00:00.000Z; 2 tries left')
  await modify(second)
  await modify(second)
  t.equal(await reason(), 'the phoneNumberCertification code was used at 2026-01-01T12:00:00.000Z')
  await ask()
  for (let wrong = 0; wrong < 3; wrong++) await modify('000000')
  t.match(await reason(), /the code that was sent is not the pending phoneNumberCertification code; no tries left/)
  await modify('000000')
  t.match(await reason(), /no phoneNumberCertification code is pending for alice: the last one was voided by wrong tries at .*, and is not the code that was sent/)

  for (const [way, ended] of [[() => admin('POST', 'accounts/alice/reset'), 'reset'], [async () => { await admin('DELETE', 'accounts/alice'); await admin('PUT', 'accounts/alice', { devices: [{ id: 'device-1' }], trustedPhoneNumber: '+33639980001' }) }, 'deleted']] as const) {
    const code = await ask()
    await way()
    await modify(code)
    t.equal(await reason(), `the phoneNumberCertification code was voided when the account was ${ended} at 2026-01-01T12:00:00.000Z`)
    t.equal((await admin('GET', 'sms/latest')).body?.state, 'void')
    const state = (await admin('GET', 'state')).body
    t.equal((await admin('PUT', 'state', state)).status, 204, 'a snapshot keeps it')
    await modify(code)
    t.match(await reason(), `voided when the account was ${ended}`)
  }
})
