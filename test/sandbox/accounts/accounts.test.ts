import t from 'tap'
import { completeAccount } from '../../../src/sandbox/accounts/account.ts'
import { type AccountChange, Accounts, MAX_OWN_ACCOUNTS } from '../../../src/sandbox/accounts/accounts.ts'
import { Fixtures } from '../../../src/sandbox/accounts/fixtures.ts'
import { MemoryShare } from '../../../src/sandbox/memory/memory.ts'

const account = (id: string, trustedPhoneNumber: string | null = null) => completeAccount({ id, trustedPhoneNumber }, 0)

t.test('accounts lie over the fixtures, which stay as they are', async (t) => {
  const fixtures = new Fixtures([account('alice', '+33639980001'), account('bob')])
  const accounts = new Accounts(fixtures, new MemoryShare())
  accounts.put(account('alice', '+33639980009'))
  accounts.put(account('eve', '+33639980001'))
  t.ok(accounts.delete('bob'))
  t.notOk(accounts.delete('bob'))

  t.strictSame([...accounts.values()].map(({ id }) => id), ['alice', 'eve'])
  t.equal(accounts.size, 2)
  t.equal(accounts.findByPhone('+33639980001')?.id, 'eve')
  t.equal(accounts.findByPhone('+33639980009')?.id, 'alice')
  t.equal(accounts.findByPhone('+33600000000'), undefined)
  t.equal(new Accounts(fixtures, new MemoryShare()).findByPhone('+33639980001')?.id, 'alice')

  t.ok(accounts.delete('eve'))
  t.equal(accounts.findByPhone('+33639980001'), undefined, 'alice has another number by now')
  accounts.reset()
  t.strictSame([...accounts.values()].map(({ id }) => id), ['alice', 'bob'])
  t.notOk(accounts.full)
})

t.test('a restore stores no account that is as in the fixtures', async (t) => {
  const memory = new MemoryShare()
  const accounts = new Accounts(new Fixtures([account('alice', '+33639980001'), account('bob')]), memory)
  const snapshot = JSON.parse(JSON.stringify([...accounts.values()])) as Array<ReturnType<typeof account>>
  accounts.restore(snapshot)
  t.strictSame([accounts.changes, memory.used], [{ put: [], deleted: [] }, 0])

  accounts.restore([account('alice', '+33639980009')])
  t.strictSame(accounts.changes, { put: [account('alice', '+33639980009')], deleted: ['bob'] })
  accounts.restore(snapshot)
  t.strictSame([accounts.changes, memory.used], [{ put: [], deleted: [] }, 0])
})

t.test('a restore takes away the fixtures that are said to be gone, each once, and nobody else', async (t) => {
  const accounts = new Accounts(new Fixtures([account('alice'), account('bob')]), new MemoryShare())
  accounts.restore([account('carol')], ['bob', 'bob', 'nobody', 'carol'])
  t.strictSame([[...accounts.ids()], accounts.size], [['alice', 'carol'], 2])
})

t.test('each account counts once, whether it is put, changed or deleted', async (t) => {
  const accounts = new Accounts(new Fixtures([account('alice'), account('bob')]), new MemoryShare())
  const sizes = [() => accounts.put(account('carol')), () => accounts.put(account('carol', '+33639980003')), () => accounts.put(account('alice', '+33639980001')), () => accounts.delete('bob'), () => accounts.delete('nobody'), () => accounts.put(account('bob')), () => accounts.reset()]
    .map((step) => { step(); return accounts.size })
  t.strictSame([2, ...sizes], [2, 3, 3, 3, 2, 2, 3, 2])
})

t.test('each change is told with the account before and after it; a restore and a reset tell of none', async (t) => {
  const told: AccountChange[] = []
  const accounts = new Accounts(new Fixtures([account('alice')]), new MemoryShare(), (change) => told.push(change))
  const [before, after] = [account('alice'), account('alice', '+33639980001')]
  accounts.put(after)
  accounts.delete('alice')
  accounts.delete('alice')
  accounts.put(before)
  t.strictSame(told.splice(0), [{ id: 'alice', before, after }, { id: 'alice', before: after, after: undefined }, { id: 'alice', before: undefined, after: before }])
  accounts.restore([after])
  accounts.reset()
  t.strictSame(told, [])
})

t.test('an account is as in the fixtures, changed, or none of theirs, and can be put back to them', async (t) => {
  const accounts = new Accounts(new Fixtures([account('alice'), account('bob')]), new MemoryShare())
  accounts.put(account('alice', '+33639980001'))
  accounts.put(account('carol'))
  const states = () => ['alice', 'bob', 'carol'].map((id) => accounts.fixtureState(id))
  t.strictSame(states(), ['changed', 'same', 'none'])
  accounts.delete('bob')
  t.equal(accounts.fixtureState('bob'), 'changed', 'also one that is gone')
  t.strictSame(['alice', 'bob', 'carol'].map((id) => accounts.putFixture(id)?.id), ['alice', 'bob', undefined])
  t.strictSame(states(), ['same', 'same', 'none'])
  t.equal(accounts.get('alice')?.trustedPhoneNumber, null)
})

t.test('an account takes its memory once, and leaves nothing when it is deleted; of a fixture that is, it is noted', async (t) => {
  const memory = new MemoryShare()
  const accounts = new Accounts(new Fixtures([account('alice')]), memory)
  accounts.put(account('carol'))
  const one = memory.used
  accounts.put(account('carol', '+33639980003'))
  t.strictSame([one > 0, memory.used], [true, one])
  accounts.delete('carol')
  t.strictSame([memory.used, accounts.changes, [...accounts.ids()]], [0, { put: [], deleted: [] }, ['alice']])
  accounts.delete('alice')
  t.ok(memory.used > 0)
  t.strictSame([accounts.changes, [...accounts.ids()], accounts.get('alice')], [{ put: [], deleted: ['alice'] }, [], undefined])
})

t.test('a sandbox takes a hundred thousand accounts beside those of the fixtures', async (t) => {
  const accounts = new Accounts(new Fixtures([account('alice')]), new MemoryShare())
  const any = account('any')
  accounts.put(account('alice', '+33639980001'))
  for (let count = 1; count < MAX_OWN_ACCOUNTS; count++) accounts.put({ ...any, id: `a${count}` })
  t.notOk(accounts.full)
  accounts.put(any)
  t.ok(accounts.full)
})
