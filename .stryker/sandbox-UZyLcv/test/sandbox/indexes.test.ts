// @ts-nocheck
import t from 'tap'
import { Fixtures } from '../../src/sandbox/accounts.ts'
import { Accounts } from '../../src/sandbox/accounts.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { carol, inweboWorld } from '../support/inwebo.ts'

t.test('an account is found by its number as long as it has it', async (t) => {
  const accounts = new Accounts(new Fixtures([carol]))
  const dave = { ...carol, id: 'dave' }
  accounts.put(dave)
  accounts.put({ ...dave, id: 'erin' })
  t.equal(accounts.findByPhone('+33639980003')?.id, 'dave', 'own accounts first, the oldest of them')
  accounts.delete('dave')
  accounts.put({ ...dave, id: 'erin', trustedPhoneNumber: null })
  t.equal(accounts.findByPhone('+33639980003')?.id, 'carol')
  accounts.put({ ...carol, trustedPhoneNumber: '+33639980009' })
  t.equal(accounts.findByPhone('+33639980003'), undefined)
  accounts.reset()
  t.equal(accounts.findByPhone('+33639980003')?.id, 'carol')
  t.equal(accounts.findByInweboId('432348846'), undefined)
})

t.test('tokens are carried over, and the oldest go when there are too many', async (t) => {
  const { sandbox } = inweboWorld()
  const tokens = new Tokens(sandbox)
  const first = tokens.issue('refresh', carol, 'openid')
  const other = new Tokens(sandbox)
  other.restore(tokens.save())
  t.strictSame(other.find('refresh', first.value), first)
  t.equal(other.find('access', first.value), undefined, 'of another kind')
  for (let count = 0; count < 100_000; count++) other.issue('access', carol, 'openid')
  t.equal(other.find('refresh', first.value), undefined)
})
