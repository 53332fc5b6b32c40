import fc from 'fast-check'
import t from 'tap'
import { applyEvents } from '../../console/state/world/apply-events.ts'
import { emptyWorld, KEPT } from '../../console/state/world/world.ts'
import type { ServerEvent } from '../../console/state/world/wire.ts'
import { account, contract, entry, fault, sms } from './support.ts'

const world = { ...emptyWorld, contract }
const after = (...events: ServerEvent[]) => applyEvents(world, events)

t.test('messages and requests come in front, and change in place', async (t) => {
  const { sms: messages } = after({ type: 'sms', data: sms({ id: 'a' }) }, { type: 'sms', data: sms({ id: 'b' }) }, { type: 'sms', data: sms({ id: 'a', state: 'used' }) })
  t.match(messages, [{ id: 'b' }, { id: 'a', state: 'used' }])
  t.equal(messages.length, 2)
  t.strictSame(after({ type: 'request', data: entry({ id: 'a' }) }, { type: 'request', data: entry({ id: 'b' }) }).entries.map(({ id }) => id), ['b', 'a'])
})

t.test('a push is there as long as it waits, and its account is', async (t) => {
  const push = { account: 'alice', device: 'device-1', state: 'waiting', sentAt: '2026-01-01T12:00:00.000Z', expiresAt: '2026-01-01T12:01:00.000Z', endedAt: null } as const
  const [first, second] = (['a', 'b'] as const).map((sessionId): ServerEvent => ({ type: 'push', data: { ...push, sessionId } }))
  const left = (...events: Array<ServerEvent | undefined>) => after(...events.filter((event) => event !== undefined)).pushes.map(({ sessionId }) => sessionId)
  t.strictSame(left(first, second, first), ['a', 'b'])
  t.strictSame(left(first, second, { type: 'push', data: { ...push, sessionId: 'a', state: 'accepted' } }), ['b'])
  t.strictSame(left(first, second, { type: 'account', data: { id: 'alice', account: null } }), [])
  t.strictSame(left(first, { type: 'account', data: { id: 'bob', account: null } }), ['a'])
})

t.test('keeps the newest only', async (t) => {
  const events = Array.from({ length: KEPT + 5 }, (_, index): ServerEvent => ({ type: 'sms', data: sms({ id: String(index) }) }))
  const { sms: messages } = after(...events)
  t.equal(messages.length, KEPT)
  t.equal(messages[0]?.id, String(KEPT + 4))
})

t.test('a list that is full may have more on the server, until it is emptied', async (t) => {
  const many = Array.from({ length: KEPT }, (_, index): ServerEvent => ({ type: 'request', data: entry({ id: String(index) }) }))
  t.strictSame(after(...many.slice(1)).isCut, { sms: false, entries: false })
  t.strictSame(after(...many).isCut, { sms: false, entries: true })
  t.strictSame(after(...many, { type: 'cleared', data: { what: 'requests' } }).isCut, { sms: false, entries: false })
})

t.test('what becomes of the code of a message that is not loaded is no news', async (t) => {
  const known = { ...world, sms: [sms({ id: 'b', sentAt: '2026-01-01T12:00:05.000Z' })], isCut: { sms: true, entries: false } }
  const ids = (data: Parameters<typeof sms>[0], from = known) => applyEvents(from, [{ type: 'sms', data: sms(data) }]).sms.map(({ id }) => id)
  t.strictSame(ids({ id: 'a', sentAt: '2026-01-01T12:00:00.000Z', state: 'replaced' }), ['b'])
  t.strictSame(ids({ id: 'c', sentAt: '2026-01-01T12:00:05.000Z' }), ['c', 'b'])
  t.strictSame(ids({ id: 'a', sentAt: '2026-01-01T12:00:00.000Z' }, { ...known, isCut: { sms: false, entries: false } }), ['a', 'b'], 'the clock may have gone back')
})

t.test('an answer meets its cell, once, where the code is documented', async (t) => {
  const answered = (code: number | string | null, operation: string | null = 'set.smscode.modifyPhoneNumber'): ServerEvent => ({ type: 'request', data: entry({ id: String(code), code, operation }) })
  t.strictSame([...after(answered(2310), answered(2310), answered(2001), answered(null), answered('NOK:SN'), answered(2310, null), answered(2310, 'unknown')).met], ['set.smscode.modifyPhoneNumber 2310'])
})

t.test('faults are put, hit, deleted and cleared', async (t) => {
  const put = (id: string): ServerEvent => ({ type: 'fault', data: { what: 'put', id, fault: fault({ id }) } })
  const hit: ServerEvent = { type: 'fault', data: { what: 'hit', id: 'a', hits: 2, remaining: 1 } }
  t.match(after(put('a'), put('b'), hit).faults, [{ id: 'b', hits: 0 }, { id: 'a', hits: 2, remaining: 1 }])
  t.strictSame(after(put('a'), put('b'), put('a')).faults.map(({ id }) => id), ['a', 'b'], 'the newest wins, so it is in front')
  t.strictSame(after(put('a'), put('b'), { type: 'fault', data: { what: 'deleted', id: 'b', hits: 0, remaining: null } }).faults.map(({ id }) => id), ['a'])
  t.strictSame(after(put('a'), { type: 'fault', data: { what: 'cleared' } }).faults, [])
})

t.test('faults say which newer ones leave them no request', async (t) => {
  const put = (id: string, shadows: Record<string, string>): ServerEvent => ({ type: 'fault', data: { what: 'put', id, fault: fault({ id }), shadows } })
  const hidden = (...events: ServerEvent[]) => after(...events).faults.map(({ id, shadowedBy }) => [id, shadowedBy])
  t.strictSame(hidden(put('a', {}), put('b', { a: 'b' })), [['b', null], ['a', 'b']])
  const spent: ServerEvent = { type: 'fault', data: { what: 'hit', id: 'b', hits: 1, remaining: 0, shadows: {} } }
  t.strictSame(hidden(put('a', {}), put('b', { a: 'b' }), spent), [['b', null], ['a', null]])
  const hit: ServerEvent = { type: 'fault', data: { what: 'hit', id: 'b', hits: 1, remaining: null } }
  t.strictSame(hidden(put('a', {}), put('b', { a: 'b' }), hit), [['b', null], ['a', 'b']], 'a hit that changes nothing says nothing of it')
})

t.test('what says nothing of the world leaves it as it is', async (t) => {
  for (const event of [{ type: 'hello', data: { epoch: 'e', lastEventId: 'e.0', now: '' } }, { type: 'reset', data: {} }, { type: 'dropped', data: { reason: '' } }] satisfies ServerEvent[]) t.equal(after(event), world)
})

t.test('accounts come at the end, change in place, and go', async (t) => {
  const put = (id: string, more = {}): ServerEvent => ({ type: 'account', data: { id, account: account({ id, ...more }) } })
  t.match(after(put('a'), put('b'), put('a', { brand: 'Opel' })).accounts, [{ id: 'a', brand: 'Opel' }, { id: 'b' }])
  t.strictSame(after(put('a'), put('b'), { type: 'account', data: { id: 'a', account: null } }).accounts.map(({ id }) => id), ['b'])
})

t.test('the clock moves, and lists are emptied', async (t) => {
  const clock = { now: '2026-01-02T00:00:00.000Z', offset: 5, frozen: true }
  t.equal(after({ type: 'clock', data: clock }).clock, clock)
  t.strictSame(after({ type: 'sms', data: sms() }, { type: 'cleared', data: { what: 'sms' } }).sms, [])
  t.strictSame(after({ type: 'request', data: entry() }, { type: 'cleared', data: { what: 'requests' } }).entries, [])
})

t.test('events taken again change nothing', async () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const event: fc.Arbitrary<ServerEvent> = fc.oneof(
    id.map((id): ServerEvent => ({ type: 'sms', data: sms({ id }) })),
    id.map((id): ServerEvent => ({ type: 'request', data: entry({ id }) })),
    id.map((id): ServerEvent => ({ type: 'fault', data: { what: 'put', id, fault: fault({ id }) } })),
    id.map((id): ServerEvent => ({ type: 'fault', data: { what: 'hit', id, hits: 1, remaining: null } })),
    id.map((id): ServerEvent => ({ type: 'fault', data: { what: 'deleted', id, hits: 0, remaining: null } })),
    id.map((id): ServerEvent => ({ type: 'account', data: { id, account: account({ id }) } })),
    fc.constant<ServerEvent>({ type: 'cleared', data: { what: 'requests' } })
  )
  const ids = (items: ReadonlyArray<{ readonly id: string }>) => items.map(({ id }) => id).sort().join()
  fc.assert(fc.property(fc.array(event), (events) => {
    const once = after(...events)
    const twice = applyEvents(once, events)
    return ids(once.faults) === ids(twice.faults) && ids(once.entries) === ids(twice.entries) && ids(once.sms) === ids(twice.sms) && ids(once.accounts) === ids(twice.accounts)
  }))
})

t.test('that a car or a subscription is another one is counted, so that whoever shows it asks again; a RESULT counts, a request does not', async (t) => {
  const subscription = { id: 's', operation: 'subscribe.signal', api: 'pims.vehicle.signal', account: 'alice', device: 'device-1', parameters: {}, since: '2026-01-01T12:00:00.000Z', results: 0 }
  t.equal(after({ type: 'subscription', data: { what: 'opened', subscription } }, { type: 'subscription', data: { what: 'ended', subscription } }).subscriptionChanges, 2)
  t.equal(after({ type: 'request', data: entry({ direction: 'out' }) }).subscriptionChanges, 1)
  t.equal(after({ type: 'request', data: entry() }).subscriptionChanges, 0)
})

t.test('the newest command of each car is kept, of as many cars as of anything', async (t) => {
  const command = (vin: string, state: 'accepted' | 'done'): ServerEvent => ({ type: 'command', data: { id: 'c', vin, account: 'alice', service: 'doors', state } })
  const { commands } = after(command('a', 'accepted'), command('b', 'accepted'), command('a', 'done'))
  t.strictSame([...commands].map(([vin, { state }]) => [vin, state]), [['b', 'accepted'], ['a', 'done']])
  const many = after(...Array.from({ length: KEPT + 5 }, (_, index) => command(String(index), 'done'))).commands
  t.equal(many.size, KEPT)
  t.notOk(many.has('4'))
  t.ok(many.has('5'))
})
