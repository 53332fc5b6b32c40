import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import fc from 'fast-check'
import t from 'tap'
import { completeAccount } from '../../src/sandbox/accounts/account.ts'
import { Accounts } from '../../src/sandbox/accounts/accounts.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { BoundedMap, entriesSchema } from '../../src/sandbox/memory/bounded-map.ts'
import { MemoryShare } from '../../src/sandbox/memory/memory.ts'
import { Random } from '../../src/sandbox/random.ts'
import { Ring } from '../../src/sandbox/memory/ring.ts'

t.test('a ring keeps the newest entries, newest first', async () => {
  fc.assert(fc.property(fc.nat(8), fc.array(fc.nat(), { maxLength: 30 }), (capacity, entries) => {
    const ring = new Ring<number>(capacity)
    for (const entry of entries) ring.push(entry)
    const expected = capacity === 0 ? [] : entries.slice(-capacity).reverse()
    return JSON.stringify([...ring.newestFirst()]) === JSON.stringify(expected) && ring.size === expected.length
  }))
})

t.test('the entries of a ring are numbered from the oldest on', async () => {
  fc.assert(fc.property(fc.nat(8), fc.array(fc.nat(), { maxLength: 30 }), (capacity, entries) => {
    const ring = new Ring<number>(capacity)
    for (const entry of entries) ring.push(entry)
    const kept = capacity === 0 ? [] : entries.slice(-capacity)
    return kept.every((entry, index) => ring.at(index) === entry) && ring.at(-1) === undefined && ring.at(kept.length) === undefined
  }))
})

t.test('the newest entry of a ring that passes a test is found', async () => {
  fc.assert(fc.property(fc.nat(8), fc.array(fc.nat(9), { maxLength: 30 }), fc.nat(9), (capacity, numbers, wanted) => {
    const entries = numbers.map((number, index) => ({ number, index }))
    const ring = new Ring<typeof entries[number]>(capacity)
    for (const entry of entries) ring.push(entry)
    const kept = capacity === 0 ? [] : entries.slice(-capacity)
    return ring.findNewest(({ number }) => number === wanted) === kept.findLast(({ number }) => number === wanted)
  }))
})

t.test('a ring answers what it forgets, and can be cleared', async (t) => {
  const ring = new Ring<string>(1)
  t.equal(ring.push('a'), undefined)
  t.equal(ring.push('b'), 'a')
  ring.clear()
  t.strictSame([...ring.newestFirst()], [])
})

t.test('a ring that is halved answers the older half, the larger where they differ, and goes on with the newer', async (t) => {
  const ring = new Ring<number>(5)
  for (let entry = 1; entry <= 7; entry++) ring.push(entry)
  t.strictSame([ring.halve(), [...ring.newestFirst()]], [[3, 4, 5], [7, 6]])
  for (let entry = 8; entry <= 11; entry++) ring.push(entry)
  t.strictSame([...ring.newestFirst()], [11, 10, 9, 8, 7])
})

t.test('a bounded map forgets what was set longest ago', async (t) => {
  const map = new BoundedMap<string, number>(2, new MemoryShare())
  map.set('a', 1).set('b', 2).set('a', 3).set('c', 4)
  t.strictSame([...map], [['a', 3], ['c', 4]])

  const copy = new BoundedMap<string, number>(2, new MemoryShare()).set('z', 9)
  copy.restore(map.save())
  t.strictSame([...copy], [...map], 'and is restored as it was saved')
})

t.test('a bounded map says whether there was something to delete, and a reset empties it', async (t) => {
  const map = new BoundedMap<string, number>(2, new MemoryShare()).set('a', 1)
  t.strictSame([map.delete('b'), map.delete('a'), map.delete('a')], [false, true, false])
  map.set('c', 3).reset()
  t.equal(map.size, 0)
})

t.test('what a bounded map saves is pairs of a short text and a value, no more than it takes', async (t) => {
  const schema = entriesSchema(Type.Integer(), 2, 'numbers')
  for (const good of [[], [['a', 1]], [['a', 1], ['x'.repeat(300), 2]]]) t.ok(Value.Check(schema, good), JSON.stringify(good))
  for (const bad of [[['a', 'b']], [['a']], [[1, 1]], [['x'.repeat(301), 1]], [['a', 1], ['b', 2], ['c', 3]]]) t.notOk(Value.Check(schema, bad), JSON.stringify(bad))
  t.equal(schema.description, 'numbers')
})

t.test('whatever is set, deleted and cleared, a bounded map holds the newest, its memory is what they weigh, and what gives way is told', async () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const step = fc.oneof(fc.record({ set: key, weight: fc.nat(9) }), fc.record({ delete: key }), fc.constant('clear' as const))
  fc.assert(fc.property(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
    const memory = new MemoryShare()
    const forgotten: number[] = []
    const map = new BoundedMap<string, number>(capacity, memory, (weight) => weight, (weight) => forgotten.push(weight))
    let expected: Array<[string, number]> = []
    const gaveWay: number[] = []
    for (const each of steps) {
      if (each === 'clear') {
        map.clear()
        expected = []
      } else if ('set' in each) {
        map.set(each.set, each.weight)
        expected = [...expected.filter(([known]) => known !== each.set), [each.set, each.weight] as [string, number]]
        for (const [, weight] of expected.splice(0, Math.max(0, expected.length - capacity))) gaveWay.push(weight)
      } else {
        map.delete(each.delete)
        expected = expected.filter(([known]) => known !== each.delete)
      }
    }
    return JSON.stringify([[...map], forgotten]) === JSON.stringify([expected, gaveWay]) && memory.used === expected.reduce((sum, [, weight]) => sum + weight, 0)
  }))
})

t.test('the streams of chance are apart: ids and draws do not change the codes', async (t) => {
  const quiet = new Random(7)
  const busy = new Random(7)
  busy.hex(40)
  busy.draw()
  t.equal(busy.digits(30), quiet.digits(30))
  t.equal(busy.seed, 7)
  t.match(quiet.secretHex(32), /^[0-9a-f]{32}$/)
})

t.test('salt makes other key material of the same seed, and no other code or id', async (t) => {
  const [plain, one, two] = [new Random(7), new Random(7, 'one'), new Random(7, 'two')]
  const secrets = [plain, one, two].map((random) => random.secretHex(32))
  for (const secret of secrets) t.match(secret, /^[0-9a-f]{32}$/)
  t.equal(new Set(secrets).size, 3)
  t.equal(new Random(7, 'one').secretHex(32), secrets[1])
  t.not(one.secretHex(32), secrets[1], 'and it goes on')
  t.strictSame([two.digits(9), two.hex(9)], [plain.digits(9), plain.hex(9)])
})

t.test('chance goes on from where it was saved', async (t) => {
  const random = new Random(7)
  random.digits(3)
  random.hex(5)
  const saved = JSON.parse(JSON.stringify(random.save())) as ReturnType<Random['save']>
  const next = [random.digits(9), random.hex(9), random.draw()]

  const other = new Random()
  other.restore(saved)
  t.strictSame([other.digits(9), other.hex(9), other.draw()], next)
  t.notSame(new Random().digits(20), new Random().digits(20), 'without a seed it is drawn')
})

t.test('digits, hexadecimal digits and key material have the length that was asked for, leading zeros too, of all digits alike', async (t) => {
  const random = new Random(7)
  const draw = (from: (length: number) => string) => Array.from({ length: 300 }, (_, index) => from.call(random, index % 20))
  for (const [drawn, digits] of [[draw(random.digits), 10], [draw(random.hex), 16], [draw(random.secretHex), 16]] as const) {
    t.ok(drawn.every((text, index) => text.length === index % 20))
    t.equal(new Set(drawn.join('')).size, digits)
    t.ok(drawn.some((text) => text.length > 7 && text.startsWith('0')), 'first')
    t.ok(drawn.some((text) => text[7] === '0'), 'and after seven')
  }
  const secret = new Random(7, 'salt').secretHex(9)
  t.match(secret, /^[0-9a-f]{9}$/)
})

t.test('without salt key material is what is drawn from the stream of codes', async (t) => {
  const [plain, other] = [new Random(7), new Random()]
  other.restore({ ...plain.save(), ids: plain.save().codes })
  t.equal(plain.secretHex(32), other.hex(32))
})

t.test('draws are from 0 up to 1, all along', async (t) => {
  const random = new Random(7)
  const draws = Array.from({ length: 1000 }, () => random.draw())
  t.ok(draws.every((draw) => draw >= 0 && draw < 1))
  for (let tenth = 0; tenth < 10; tenth++) t.ok(draws.some((draw) => Math.floor(draw * 10) === tenth))
})

t.test('none of the three streams is another', async (t) => {
  const { codes, ids, draws, seed } = new Random(7).save()
  t.equal(new Set([codes, ids, draws].map((state) => JSON.stringify(state))).size, 3)
  t.equal(seed, 7)
})

t.test('a seed that is drawn is an integer below 2³², and the streams begin anew with another', async (t) => {
  const random = new Random()
  for (let count = 0; count < 50; count++) {
    random.reseed()
    t.ok(Number.isInteger(random.seed) && random.seed >= 0 && random.seed < 2 ** 32)
  }
  const state = random.save()
  random.digits(9)
  random.reseed(state.seed)
  t.strictSame(random.save(), state)
  random.reseed(7)
  t.notSame(random.save(), state)
})

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
