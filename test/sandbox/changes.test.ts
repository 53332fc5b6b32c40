import t from 'tap'
import { completeAccount } from '../../src/sandbox/accounts/account.ts'
import { noChanges } from '../../src/sandbox/changes.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { START } from '../support/inwebo.ts'

const account = (brand: 'Peugeot' | 'Opel' = 'Peugeot') => completeAccount({ id: 'alice', brand }, START)
const send = ({ inbox }: Sandbox, id: string, dueAt?: number) =>
  inbox.deliver({ id, codeId: 1, expiresAt: START + 900_000, to: '+33612345678', code: '1234', purpose: 'enrollment', account: 'alice', text: '1234', sentAt: new Date(START).toISOString() }, dueAt)

t.test('a call has changed the accounts that it put or deleted, and sent the messages of its own, whether they have arrived or not', async (t) => {
  const sandbox = fewTargetsSandbox()
  send(sandbox, 'before', START + 10)
  const changes = noChanges()
  const answer = sandbox.track(changes, () => {
    sandbox.accounts.put(account())
    send(sandbox, 'at once')
    sandbox.clock.set(START + 10) // lets the message of another call arrive
    send(sandbox, 'late', START + 60_000)
    sandbox.accounts.put(account('Opel'))
    sandbox.deleteAccount('alice')
    return 'answer'
  })
  t.equal(answer, 'answer')
  t.strictSame(changes.messages, ['at once', 'late'])
  t.strictSame(changes.accounts, [
    { id: 'alice', before: undefined, after: account() },
    { id: 'alice', before: account(), after: account('Opel') },
    { id: 'alice', before: account('Opel'), after: undefined }
  ])
})

t.test('what happens outside a call is nobody\'s change, also after one that failed', async (t) => {
  const sandbox = fewTargetsSandbox()
  const changes = noChanges()
  t.throws(() => sandbox.track(changes, () => {
    sandbox.accounts.put(account())
    throw new Error('half way')
  }), /half way/)
  sandbox.accounts.put(account('Opel'))
  send(sandbox, 'later')
  t.match(changes, { accounts: { length: 1 }, messages: { length: 0 } })
})

t.test('a call has changed the cars that it noted, in their order; where it noted none there is no list, and outside a call none is noted', async (t) => {
  const sandbox = fewTargetsSandbox()
  const change = (vin: string) => ({ account: 'alice', vin, before: { charge: 1 }, after: { charge: 2 } })
  const [none, two] = [noChanges(), noChanges()]
  sandbox.note(change('before'))
  sandbox.track(none, () => {})
  t.notOk('vehicles' in none)
  sandbox.track(two, () => {
    sandbox.note(change('one'))
    sandbox.note(change('two'))
  })
  sandbox.note(change('after'))
  t.strictSame(two.vehicles, [change('one'), change('two')])
})

t.test('readers are told once of an account that a call changed, as it is at the end, also by one that failed', async (t) => {
  const sandbox = fewTargetsSandbox()
  const told: unknown[] = []
  sandbox.events.on('account', (id, after) => { told.push([id, after?.brand]) })
  const changes = noChanges()
  sandbox.track(changes, () => {
    sandbox.accounts.put(account())
    sandbox.accounts.put(completeAccount({ id: 'bob' }, START))
    sandbox.accounts.put(account('Opel'))
    t.strictSame(told, [])
  })
  t.strictSame(told.splice(0), [['alice', 'Opel'], ['bob', 'Peugeot']])
  t.throws(() => sandbox.track(changes, () => {
    sandbox.accounts.put(account())
    sandbox.deleteAccount('alice')
    throw new Error('half way')
  }))
  t.strictSame(told.splice(0), [['alice', undefined]])
  sandbox.accounts.put(account())
  sandbox.accounts.put(account('Opel'))
  t.strictSame(told, [['alice', 'Peugeot'], ['alice', 'Opel']], 'each by itself where no call runs')
})
