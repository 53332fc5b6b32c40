import t from 'tap'
import { completeAccount } from '../../../src/sandbox/accounts/account.ts'
import { Accounts } from '../../../src/sandbox/accounts/accounts.ts'
import { Fixtures } from '../../../src/sandbox/accounts/fixtures.ts'
import { MemoryShare } from '../../../src/sandbox/memory/memory.ts'

const account = (id: string, trustedPhoneNumber: string | null = null) => completeAccount({ id, trustedPhoneNumber }, 0)

t.test('of several own accounts with one number the oldest is found, and a fixture only while it has the number', async (t) => {
  const accounts = new Accounts(new Fixtures([account('carol', '+33639980003')]), new MemoryShare())
  accounts.put(account('dave', '+33639980003'))
  accounts.put(account('erin', '+33639980003'))
  t.equal(accounts.findByPhone('+33639980003')?.id, 'dave')
  accounts.delete('dave')
  accounts.put(account('erin'))
  t.equal(accounts.findByPhone('+33639980003')?.id, 'carol')
  accounts.put(account('carol', '+33639980009'))
  t.equal(accounts.findByPhone('+33639980003'), undefined)
  t.equal(accounts.findByInweboId('432348846'), undefined)
})

t.test('an account is found by the id that inWebo gave a device of it, as long as it has the device', async (t) => {
  const key = '0'.repeat(32)
  const device = { id: 'phone', inwebo: { id: '432348846', serial: 's', Kma: key, K0: key, K1: key, state: 'active', outstanding: [] } } as const
  const enrolled = completeAccount({ id: 'alice', devices: [{ id: 'plain' }, { ...device, inwebo: { ...device.inwebo, outstanding: [] } }] }, 0)
  const accounts = new Accounts(new Fixtures([]), new MemoryShare())
  accounts.put(enrolled)
  t.equal(accounts.findByInweboId('432348846')?.id, 'alice')
  t.equal(accounts.findByInweboId('phone'), undefined)
  accounts.put({ ...enrolled, devices: [] })
  t.equal(accounts.findByInweboId('432348846'), undefined)
})

t.test('an account is found by its id before its login, and by the login that it has at the moment', async (t) => {
  const accounts = new Accounts(new Fixtures([account('carol'), account('dan')]), new MemoryShare())
  accounts.put({ ...account('erin'), login: 'carol' })
  t.equal(accounts.findLogin('carol')?.id, 'carol')
  t.equal(accounts.findLogin('carol@example.com')?.id, 'carol')
  t.equal(accounts.findLogin('nobody'), undefined)

  t.equal(accounts.findLogin('Carol@Example.COM')?.id, 'carol', 'capital letters are no other login')
  t.equal(accounts.findLogin('CAROL'), accounts.get('erin'), 'but another id')

  accounts.put({ ...account('carol'), login: 'C@example.com' })
  accounts.put(account('frank'))
  t.equal(accounts.findLogin('carol@example.com'), undefined)
  t.equal(accounts.findLogin('c@example.com')?.id, 'carol')
  t.equal(accounts.findLogin('frank@example.com')?.id, 'frank', 'put after the logins were first looked through')
  accounts.delete('frank')
  t.equal(accounts.findLogin('frank@example.com'), undefined)
  accounts.reset()
  t.equal(accounts.findLogin('c@example.com'), undefined)
  t.equal(accounts.findLogin('carol@example.com')?.id, 'carol')
})

t.test('a PIN and a password are known as long as an account has them, in the fixtures or its own', async (t) => {
  const withSecrets = (id: string, pin: string, password: string) => completeAccount({ id, pin, password }, 0)
  const accounts = new Accounts(new Fixtures([withSecrets('alice', '1111', 'of alice'), withSecrets('bob', '2222', 'of bob'), account('carol')]), new MemoryShare())
  const known = () => [['1111', '2222', '3333', '4444'].filter((pin) => accounts.hasPin(pin)), ['of alice', 'of bob', 'of dave', 'of carol'].filter((password) => accounts.hasPassword(password))]
  accounts.put(withSecrets('dave', '3333', 'of dave'))
  t.strictSame(known(), [['1111', '2222', '3333'], ['of alice', 'of bob', 'of dave']])
  accounts.put(withSecrets('alice', '2222', 'of bob'))
  accounts.put(withSecrets('carol', '4444', 'of carol'))
  accounts.delete('bob')
  t.strictSame(known(), [['2222', '3333', '4444'], ['of bob', 'of dave', 'of carol']])
  accounts.put(account('alice'))
  accounts.delete('dave')
  t.strictSame(known(), [['4444'], ['of carol']])
  accounts.restore([withSecrets('dave', '3333', 'of dave')])
  t.strictSame(known(), [['3333'], ['of dave']])
  accounts.reset()
  t.strictSame(known(), [['1111', '2222'], ['of alice', 'of bob']])
})

t.test('where a fixture was deleted before somebody asks, the others are found all the same', async (t) => {
  const accounts = new Accounts(new Fixtures([account('alice'), account('bob')]), new MemoryShare())
  accounts.delete('bob')
  accounts.put({ ...account('carol'), login: 'c@example.com' })
  t.strictSame(['c@example.com', 'alice@example.com', 'bob@example.com'].map((login) => accounts.findLogin(login)?.id), ['carol', 'alice', undefined])
})
