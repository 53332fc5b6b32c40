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
