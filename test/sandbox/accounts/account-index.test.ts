import t from 'tap'
import type { Account } from '../../../src/sandbox/accounts/account.ts'
import { AccountIndex, byPhoneNumber } from '../../../src/sandbox/accounts/account-index.ts'
import { carol } from '../../support/inwebo.ts'

const NUMBER = '+33612345678'
const found = (index: AccountIndex): string[] => [...index.find(NUMBER)]
const account = (id: string): Account => ({ ...carol, id, trustedPhoneNumber: NUMBER })

t.test('a value is found with one account, with several, and no longer with those that were removed', async (t) => {
  const index = new AccountIndex(byPhoneNumber)
  const [alice, bob, dora] = [account('alice'), account('bob'), account('dora')]
  t.strictSame(found(index), [])
  index.add(alice)
  index.add(alice)
  t.strictSame(found(index), ['alice'], 'one that is added twice is one')
  index.remove(bob)
  t.strictSame(found(index), ['alice'], 'who is not there takes nobody away')
  index.add(bob)
  index.add(dora)
  t.strictSame(found(index), ['alice', 'bob', 'dora'], 'the oldest first')
  index.remove(alice)
  index.remove(dora)
  t.strictSame(found(index), ['bob'])
  index.remove(bob)
  t.strictSame(found(index), [])
  index.add(dora)
  index.remove(dora)
  t.strictSame(found(index), [])
})

t.test('an account without a number is found by none', async (t) => {
  const numbers = new AccountIndex(byPhoneNumber)
  t.strictSame(byPhoneNumber.valuesOf({ ...carol, trustedPhoneNumber: null }), [])
  numbers.add({ ...carol, trustedPhoneNumber: null })
  t.strictSame([...numbers.find('null')], [])
})

t.test('an account whose value a change leaves as it is keeps its place among those of the value; one that gets it anew comes last', async (t) => {
  const index = new AccountIndex(byPhoneNumber, ['alice', 'bob'].map(account))
  index.replace(account('alice'), { ...account('alice'), pinErrors: 1 })
  t.strictSame(found(index), ['alice', 'bob'])
  index.replace(account('alice'), { ...account('alice'), trustedPhoneNumber: null })
  t.strictSame(found(index), ['bob'])
  index.replace({ ...account('alice'), trustedPhoneNumber: null }, account('alice'))
  t.strictSame(found(index), ['bob', 'alice'])
})
