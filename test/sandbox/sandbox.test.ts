import t from 'tap'
import { completeAccount } from '../../src/sandbox/accounts/account.ts'
import { Random } from '../../src/sandbox/random.ts'
import { Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import type { StoredSms } from '../../src/sandbox/sms.ts'
import { MemoryPool } from '../../src/sandbox/memory/memory.ts'
import { fewTargets, fewTargetsSandbox } from '../support/few-targets.ts'
import { settings, START } from '../support/inwebo.ts'

const open = (id: string, more: Partial<SandboxOptions> = {}): Sandbox =>
  new Sandbox(id, { settings, targets: fewTargets, fixtures: new Fixtures([]), machine: () => START, ...more })

const newCode = (account: string, code = '123456') =>
  ({ account, purpose: 'enrollment', code, phoneNumber: '+33612345678', sentAt: START, expiresAt: START + 900_000 }) as const
const sms = (id: string, codeId = 1): StoredSms =>
  ({ id, codeId, expiresAt: START + 900_000, to: '+33612345678', code: '123456', purpose: 'enrollment', account: 'alice', text: '123456', sentAt: new Date(START).toISOString() })

/** The types of the events of a sandbox, with what tells them apart, from now on. */
function listen (sandbox: Sandbox): string[] {
  const told: string[] = []
  sandbox.events.on('sms', ({ id }, what, dueAt) => told.push(`sms ${id} ${what}${dueAt === undefined ? '' : ` ${dueAt - START}`}`))
  sandbox.events.on('account', (id, account) => told.push(`account ${id} ${account?.brand ?? 'deleted'}`))
  sandbox.events.on('clock', ({ offset, frozen }) => told.push(`clock ${offset}${frozen ? ' frozen' : ''}`))
  sandbox.events.on('reset', () => told.push('reset'))
  sandbox.events.on('dropped', () => told.push('dropped'))
  return told
}

t.test('events tell what happens to messages, accounts and the clock, in the order in which it happens', async (t) => {
  const sandbox = fewTargetsSandbox()
  const told = listen(sandbox)
  const pending = sandbox.codes.issue(newCode('alice'))
  sandbox.inbox.deliver(sms('at-once', pending.id))
  sandbox.inbox.deliver(sms('late', pending.id), START + 60_000)
  sandbox.accounts.put(completeAccount({ id: 'alice', brand: 'Opel' }, START))
  sandbox.codes.countWrongTry(pending, 3)
  sandbox.clock.advance(60_000)
  sandbox.deleteAccount('alice')
  sandbox.clock.freeze(true)
  t.strictSame(told, [
    'sms at-once arrived', 'sms late heldBack 60000', 'account alice Opel', 'sms at-once changed', 'sms late arrived', 'clock 60000',
    'account alice deleted', 'sms at-once changed', 'sms late changed', 'clock 60000 frozen'
  ])
})

t.test('a reset tells that the clock was moved, where it was, and that all is as at first; of accounts and messages it tells no more', async (t) => {
  const sandbox = fewTargetsSandbox()
  const told = listen(sandbox)
  sandbox.reset()
  t.strictSame(told.splice(0), ['reset'])
  sandbox.accounts.put(completeAccount({ id: 'alice' }, START))
  sandbox.inbox.deliver(sms('at-once', sandbox.codes.issue(newCode('alice')).id))
  sandbox.clock.advance(10)
  told.splice(0)
  sandbox.reset()
  t.strictSame(told, ['clock 0', 'reset'])
})

t.test('after a reset a sandbox is as it was at first: chance from its seed, the machine\'s time, no message, code or account of its own', async (t) => {
  const sandbox = fewTargetsSandbox({ seed: 7 })
  const first = [sandbox.random.digits(9), sandbox.random.hex(9), sandbox.random.draw()]
  const used = sandbox.memory.used
  sandbox.loss = 'sandbox "default" was forgotten'
  sandbox.accounts.put(completeAccount({ id: 'alice' }, START))
  sandbox.inbox.deliver(sms('one', sandbox.codes.issue(newCode('alice')).id))
  sandbox.inbox.deliver(sms('late'), START + 60_000)
  sandbox.clock.freeze(true)
  sandbox.clock.advance(-60_000)
  sandbox.reset()
  t.strictSame([sandbox.random.digits(9), sandbox.random.hex(9), sandbox.random.draw()], first)
  t.strictSame([sandbox.clock.now(), sandbox.clock.frozen, sandbox.loss, sandbox.memory.used], [START, false, undefined, used])
  t.strictSame([sandbox.accounts.size, sandbox.inbox.list({}), sandbox.inbox.scheduled, [...sandbox.codes.values()]], [0, [], [], []])
  t.equal(sandbox.inbox.codeIdOf('one'), undefined, 'not even that there was a message')
  t.equal(sandbox.codes.issue(newCode('bob')).id, 1, 'and codes are numbered from 1 again')
})

t.test('a reset goes back to the seed that was given last', async (t) => {
  const sandbox = fewTargetsSandbox({ seed: 7 })
  t.equal(sandbox.seed, 7)
  sandbox.reseed(8)
  t.equal(sandbox.seed, 8)
  const drawn = sandbox.random.digits(20)
  t.equal(drawn, new Random(8).digits(20))
  sandbox.reset()
  t.equal(sandbox.random.digits(20), drawn)
  sandbox.reseed(undefined)
  t.equal(sandbox.seed, undefined)
})

t.test('of one seed every sandbox has key material of its own, and the same codes', async (t) => {
  const seeded = { settings: { ...settings, seed: 7 } }
  const [plain, one, other] = ['default', 'one', 'other'].map((id) => open(id, seeded).random)
  t.strictSame([one, other].map((random) => random?.digits(9)), Array(2).fill(plain?.digits(9)))
  t.equal(new Set([plain, one, other].map((random) => random?.secretHex(32))).size, 3)
  t.equal(open('default', seeded).random.secretHex(32), new Random(7).secretHex(32), 'the default one that of the seed itself')
})

t.test('an account that is deleted takes its codes along, which have ended by that', async (t) => {
  const sandbox = fewTargetsSandbox()
  sandbox.accounts.put(completeAccount({ id: 'alice' }, START))
  sandbox.codes.issue(newCode('alice'))
  sandbox.codes.issue(newCode('bob'))
  sandbox.deleteAccount('alice')
  t.equal(sandbox.accounts.get('alice'), undefined)
  t.match(sandbox.codes.lastEnded('alice', 'enrollment'), { end: 'accountDeleted' })
  t.strictSame([...sandbox.codes.values()].map(({ account }) => account), ['bob'])
})

t.test('a sandbox is busy while somebody is in it, and takes some memory while it is there', async (t) => {
  const pool = new MemoryPool(Infinity)
  const sandbox = open('one', { memory: pool })
  t.ok(pool.used >= 1000)
  sandbox.enter()
  sandbox.enter()
  sandbox.leave()
  t.ok(sandbox.busy)
  sandbox.leave()
  t.notOk(sandbox.busy)
  sandbox.close()
  t.equal(pool.used, 0)
  sandbox.accounts.put(completeAccount({ id: 'alice' }, START))
  t.equal(pool.used, 0, 'what is still put into it counts no more')
})

t.test('the end of a sandbox is told once to each who asked for it and did not take that back; to whoever asks later at once', async (t) => {
  const sandbox = open('one')
  const told = listen(sandbox)
  const ended: string[] = []
  sandbox.onClose(() => ended.push('first'))
  const takeBack = sandbox.onClose(() => ended.push('taken back'))
  sandbox.onClose(() => { ended.push(`closed: ${sandbox.isClosed}`) })
  takeBack()
  sandbox.inbox.deliver(sms('late'), START + 60_000)
  t.notOk(sandbox.isClosed)
  t.doesNotThrow(() => sandbox.refuseClosed())
  sandbox.close()
  sandbox.close()
  sandbox.onClose(() => ended.push('later'))()
  t.strictSame(ended, ['first', 'closed: true', 'later'])
  t.strictSame(told.slice(0, 2), ['sms late heldBack 60000', 'dropped'])
  t.strictSame(sandbox.inbox.scheduled, [], 'what was to happen is lost')
  t.throws(() => sandbox.refuseClosed(), { message: 'The sandbox "one" was dropped (DELETE /admin/sandboxes/one) while this request was under way, so nothing was done.' })
})
