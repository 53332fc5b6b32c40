import t from 'tap'
import { putFault } from '../../../src/faults/edit-faults.ts'
import { Journal } from '../../../src/journal/journal.ts'
import { verify } from '../../../src/journal/verify.ts'
import { viewDetails } from '../../../src/journal/view.ts'
import { publish } from '../../../src/pims/subscriptions/publish.ts'
import { Subscriptions } from '../../../src/pims/subscriptions/subscriptions.ts'
import { changeClock } from '../../../src/sandbox/time/change-clock.ts'
import { subscribableSandbox, subscribeTo } from '../../support/subscribed.ts'

const result = { code: 200 }
const signal = { operation: 'subscribe.signal', result } as const
const entries = (sandbox: ReturnType<typeof subscribableSandbox>) => [...sandbox.part(Journal).newestFirst()]

t.test('a RESULT goes to those who are subscribed to its operation, each with the transaction id of its own subscription', async (t) => {
  const sandbox = subscribableSandbox()
  const alice = subscribeTo(sandbox)
  const bob = subscribeTo(sandbox, { account: 'bob' })
  const trips = subscribeTo(sandbox, { operation: 'subscribe.trips', api: 'pims.vehicle.trips' })
  t.match(publish(sandbox, signal), { got: [alice.subscription, bob.subscription], late: { length: 0 }, lost: { length: 0 } })
  t.strictSame(alice.got, [{ transactionId: alice.draft.id, status: 'RESULT', result }])
  t.strictSame(bob.got, [{ transactionId: bob.draft.id, status: 'RESULT', result }])
  t.strictSame(trips.got, [])
  t.equal(alice.subscription.results, 1)
})

t.test('account and device narrow it; a failure comes in place of a result', async (t) => {
  const sandbox = subscribableSandbox()
  const alice = subscribeTo(sandbox)
  const tablet = subscribeTo(sandbox, { device: 'tablet' })
  const bob = subscribeTo(sandbox, { account: 'bob' })
  const error = { code: 2302, label: 'not authorised' }
  t.equal(publish(sandbox, { operation: 'subscribe.signal', account: 'alice', error }).got.length, 2)
  t.equal(publish(sandbox, { ...signal, account: 'alice', device: 'tablet' }).got.length, 1)
  t.equal(publish(sandbox, { ...signal, account: 'carol' }).got.length, 0)
  t.match([alice.got.length, tablet.got, bob.got.length], [1, [{ status: 'RESULT', error }, { result }], 0])
})

t.test('what many get is written once', async (t) => {
  const sandbox = subscribableSandbox()
  for (let device = 0; device < 100; device++) subscribeTo(sandbox, { device: `device-${device}` })
  let written = 0
  publish(sandbox, { operation: 'subscribe.signal', result: { toJSON: () => { written++; return result } } })
  t.equal(written, 1)
})

t.test('no character of a message looks like the end of a line to anybody', async (t) => {
  const sandbox = subscribableSandbox()
  const lines: string[] = []
  const { subscription } = subscribeTo(sandbox)
  subscription.receiver.send = (_head, message) => { lines.push(message.bytes.toString()); return true }
  publish(sandbox, { operation: 'subscribe.signal', result: { text: 'a\u2028b\u2029c\u0085d\ne\rf' } })
  t.strictSame(lines, ['"status":"RESULT","result":{"text":"a\\u2028b\\u2029c\\u0085d\\ne\\rf"}}'])
})

t.test('a subscription that names events gets those alone, and every failure', async (t) => {
  const sandbox = subscribableSandbox()
  const about = { operation: 'subscribe.event.remote', api: 'pims.vehicle.event' }
  const finished = subscribeTo(sandbox, { ...about, parameters: { type: ['remoteChargeFinished'] } })
  const all = subscribeTo(sandbox, { ...about, account: 'bob', parameters: { type: ['remoteChargeFinished', 'remoteChargeInterrupted'] } })
  publish(sandbox, { operation: 'subscribe.event.remote', result: { notification: 'remoteChargeInterrupted' } })
  t.match([finished.got.length, all.got.length], [0, 1])
  publish(sandbox, { operation: 'subscribe.event.remote', error: { code: 2204, label: 'Server Error' } })
  t.match([finished.got.length, all.got.length], [1, 2])
})

t.test('the journal has each RESULT, to whom it went and what it said; verify counts them', async (t) => {
  const sandbox = subscribableSandbox()
  const { draft } = subscribeTo(sandbox)
  const waiting = verify(sandbox, { operation: 'signal', status: 'RESULT', direction: 'out', times: 1, within: 20_000 }, () => new AbortController().signal)
  publish(sandbox, signal)
  t.match(await waiting, { requests: [{ operation: 'subscribe.signal', account: 'alice', device: 'device-1' }] })
  const [entry] = entries(sandbox)
  t.match(entry && viewDetails(sandbox, entry), {
    face: 'pims',
    channel: 'sse',
    direction: 'out',
    status: 'RESULT',
    code: null,
    answered: true,
    httpStatus: null,
    method: null,
    request: null,
    answer: null,
    violations: [],
    parameters: null,
    message: { transactionId: draft.id, status: 'RESULT', result },
    end: { how: 'answered', by: 'server' }
  })
  t.not(entry?.id, draft.id)
})

t.test('a failure that a RESULT reports counts as met; a RESULT is no further success', async (t) => {
  const sandbox = subscribableSandbox()
  subscribeTo(sandbox)
  publish(sandbox, signal)
  publish(sandbox, { operation: 'subscribe.signal', error: { code: 2302, label: '' } })
  t.strictSame(sandbox.part(Journal).coverage.get('subscribe.signal'), new Map([[undefined, 1], [2302, 1]]))
})

t.test('a fault fails the n-th RESULT', async (t) => {
  const sandbox = subscribableSandbox()
  const { got } = subscribeTo(sandbox)
  putFault(sandbox, 'second', { match: { operation: 'signal' }, effect: { error: 2302 }, on: 'result', skip: 1, times: 1 })
  for (let index = 0; index < 3; index++) t.equal(publish(sandbox, signal).got.length, 1)
  t.match(got, [{ result }, { status: 'RESULT', error: { code: 2302, label: /./ } }, { result }])
  t.match(entries(sandbox).map(({ code, fault }) => [code, fault?.rule]), [[undefined, undefined], [2302, 'second'], [undefined, undefined], [undefined, undefined]])
})

t.test('a delay holds a RESULT back by the clock of the sandbox, and one whose subscription ends meanwhile never comes', async (t) => {
  const sandbox = subscribableSandbox()
  const { got, subscription } = subscribeTo(sandbox)
  putFault(sandbox, 'slow', { match: { operation: 'signal' }, effect: null, delay: 1000, on: 'result' })
  t.match(publish(sandbox, signal), { got: { length: 0 }, late: [subscription] })
  changeClock(sandbox.clock, { advance: 999 })
  t.strictSame(got, [])
  changeClock(sandbox.clock, { advance: 1 })
  t.match(got, [{ result }])
  publish(sandbox, signal)
  sandbox.part(Subscriptions).end(subscription)
  changeClock(sandbox.clock, { advance: 5000 })
  t.strictSame(got.slice(1), ['end'])
})

for (const [how, end] of [['reset', { how: 'reset', by: 'server' }], ['empty', { how: 'closed', by: 'server' }], ['truncate', { how: 'closed', by: 'server' }]] as const) {
  t.test(`${how}: the connection breaks in place of the RESULT, and with it the subscription`, async (t) => {
    const sandbox = subscribableSandbox()
    const { got, draft, subscription } = subscribeTo(sandbox)
    putFault(sandbox, how, { match: { operation: 'signal' }, effect: { transport: how }, on: 'result' })
    t.match(publish(sandbox, signal), { got: { length: 0 }, lost: [subscription] })
    t.strictSame(got, [how])
    t.ok(subscription.over.aborted)
    t.match(draft.entry?.end, end)
    t.match(entries(sandbox)[0], { direction: 'out', status: null, isAnswered: false, fault: { rule: how }, end })
    t.equal(publish(sandbox, signal).lost.length, 0)
  })
}

t.test('a RESULT that hangs never comes, one that is malformed does, and the subscription goes on', async (t) => {
  const sandbox = subscribableSandbox()
  const { got, subscription } = subscribeTo(sandbox)
  putFault(sandbox, 'broken', { match: { operation: 'signal' }, effect: [{ transport: 'hang' }, { transport: 'malformed' }], on: 'result' })
  for (let index = 0; index < 3; index++) publish(sandbox, signal)
  t.match(got, ['malformed', { result }])
  t.notOk(subscription.over.aborted)
})

t.test('a reader who does not take a RESULT is given up, and the others get theirs', async (t) => {
  const sandbox = subscribableSandbox()
  const slow = subscribeTo(sandbox, { takes: () => false })
  const other = subscribeTo(sandbox, { account: 'bob' })
  t.match(publish(sandbox, signal), { got: [other.subscription], lost: [slow.subscription] })
  t.match(slow.draft.entry?.end, { how: 'closed', by: 'server' })
  t.match(entries(sandbox).at(-3), { account: 'alice', isAnswered: false })
  t.equal(publish(sandbox, signal).got.length, 1)
})
