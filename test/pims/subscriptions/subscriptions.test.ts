import t from 'tap'
import { viewEntry } from '../../../src/journal/view.ts'
import { Subscriptions } from '../../../src/pims/subscriptions/subscriptions.ts'
import { MAX_SUBSCRIPTIONS } from '../../../src/wire/subscription.ts'
import { subscribableSandbox, subscribeTo } from '../../support/subscribed.ts'

t.test('a device has one subscription for each api and account: a second one is 2005', async (t) => {
  const sandbox = subscribableSandbox()
  subscribeTo(sandbox)
  t.throws(() => subscribeTo(sandbox), { code: 2005, reason: /device-1 is subscribed to pims\.vehicle\.signal already.*DELETE \/pims\.vehicle\.signal/ })
  subscribeTo(sandbox, { device: 'tablet' })
  subscribeTo(sandbox, { account: 'bob' })
  subscribeTo(sandbox, { operation: 'subscribe.trips', api: 'pims.vehicle.trips' })
  t.equal(sandbox.part(Subscriptions).all.length, 4)
})

t.test('one that is over leaves its place to the next, once, and gives its memory back', async (t) => {
  const sandbox = subscribableSandbox()
  const before = sandbox.memory.used
  const first = subscribeTo(sandbox, { parameters: { vin: 'V'.repeat(1000) } })
  const between = sandbox.memory.used
  t.ok(between - before > 2000)
  sandbox.part(Subscriptions).close(first.subscription, { how: 'closed', by: 'client' })
  const second = subscribeTo(sandbox)
  sandbox.part(Subscriptions).close(first.subscription, { how: 'closed', by: 'client' })
  t.strictSame(sandbox.part(Subscriptions).all, [second.subscription])
  sandbox.part(Subscriptions).end(second.subscription)
  const journal = 2 * (first.draft.entry?.weight ?? 0)
  t.equal(sandbox.memory.used, before + journal)
})

t.test('a sandbox takes so many and no more', async (t) => {
  const sandbox = subscribableSandbox()
  for (let device = 0; device < MAX_SUBSCRIPTIONS; device++) subscribeTo(sandbox, { device: `device-${device}` })
  t.throws(() => subscribeTo(sandbox, { device: 'more' }), { message: '100 subscriptions are open in this sandbox, and more are not taken. DELETE /admin/subscriptions ends them all.' })
})

t.test('a reset, the end of the sandbox and the deletion of the account end them with a whole stream', async (t) => {
  const sandbox = subscribableSandbox()
  const [alice, bob] = [subscribeTo(sandbox), subscribeTo(sandbox, { account: 'bob' })]
  sandbox.part(Subscriptions).forgetAccount('bob')
  t.strictSame([alice.got, bob.got], [[], ['end']])
  sandbox.reset()
  t.strictSame(alice.got, ['end'])
  const last = subscribeTo(sandbox)
  sandbox.close()
  t.strictSame(last.got, ['end'])
  t.strictSame(sandbox.part(Subscriptions).all, [])
})

t.test('its request goes on in the journal until it is over', async (t) => {
  const sandbox = subscribableSandbox()
  const { draft: { entry }, subscription } = subscribeTo(sandbox)
  t.equal(entry && viewEntry(sandbox, entry).end, null)
  sandbox.part(Subscriptions).end(subscription)
  t.match(entry && viewEntry(sandbox, entry).end, { how: 'answered', by: 'server', after: Number })
})

t.test('readers of events are told when one is opened and when it is over, but for one that ends with its sandbox', async (t) => {
  const sandbox = subscribableSandbox()
  const told: string[] = []
  sandbox.events.on('subscription', (what, { device }) => told.push(`${what} ${device}`))
  const { subscription } = subscribeTo(sandbox)
  sandbox.part(Subscriptions).end(subscription)
  subscribeTo(sandbox, { device: 'tablet' })
  sandbox.close()
  t.strictSame(told, ['opened device-1', 'ended device-1', 'opened tablet'])
})
