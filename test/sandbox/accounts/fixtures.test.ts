import t from 'tap'
import { completeAccount } from '../../../src/sandbox/accounts/account.ts'
import { Fixtures, parseFixtures } from '../../../src/sandbox/accounts/fixtures.ts'

const parse = (accounts: unknown) => parseFixtures(typeof accounts === 'string' ? accounts : JSON.stringify(accounts), 'accounts.json', 0)

t.test('an account needs an id, and gets the rest', async (t) => {
  t.strictSame([...parse([{ id: 'dave' }]).values()], [completeAccount({ id: 'dave' }, 0)])
  t.throws(() => parse([{}]), { message: /^accounts\.json: 0\.id is missing/ })
})

t.test('the cars are read when they are asked for, and are none where nobody reads them', async (t) => {
  let reads = 0
  const fixtures = parseFixtures('[]', 'accounts.json', 0, 'drama', () => { reads++; return new Map([['VIN', { vin: 'VIN' }]]) })
  t.equal(reads, 0)
  t.strictSame([[...fixtures.vehicles.keys()], reads], [['VIN'], 1])
  t.equal(new Fixtures([]).vehicles.size, 0)
})

t.test('a file that cannot be used is refused with its name and the path in it', async (t) => {
  t.throws(() => parse('['), { message: /^accounts\.json: .*JSON/ })
  t.throws(() => parse({}), { message: /^accounts\.json: the file must be a list, not \{\}/ })
  t.throws(() => parse([{ id: 'a' }, { id: 'b', pin: '1' }]), { message: /^accounts\.json: 1\.pin must be a string that matches/ })
  t.throws(() => parse([{ id: 'a' }, { id: 'a' }]), { message: 'accounts.json: 1.id repeats "a"' })
  t.throws(() => parse([{ id: 'a' }, { id: 'b', devices: [{ id: 'd' }, { id: 'e' }, { id: 'd' }] }]), { message: 'accounts.json: 1.devices.2.id repeats "d"' })
  t.throws(() => parse([{ id: 'a', devices: [{ id: 'd', enrolledAt: '2026-02-30T00:00:00Z' }] }]), { message: 'accounts.json: 0.devices.0.enrolledAt "2026-02-30T00:00:00Z" is not a time' })
})

t.test('a file may begin with a byte order mark, as some editors write it', async (t) => {
  t.strictSame([...parse('\uFEFF[{"id":"dora"}]').values()].map(({ id }) => id), ['dora'])
})
