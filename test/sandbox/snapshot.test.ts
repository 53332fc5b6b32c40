import t from 'tap'
import { Invalid } from '../../src/lib/errors.ts'
import type { Snapshot } from '../../src/sandbox/snapshot.ts'
import { START } from '../support/inwebo.ts'
import { account, busySandbox, snapshots, take, twoFixtures, Words } from '../support/snapshot.ts'

t.test('a sandbox with the snapshot of another is like it, whatever was in it before, and goes on alike', async (t) => {
  for (const accounts of ['all', 'changed'] as const) {
    const [original, copy] = [busySandbox(), busySandbox()]
    copy.accounts.put(account('dave'))
    copy.part(Words).words.push('two')
    const snapshot = take(original, accounts)
    snapshots.restore(copy, snapshot)
    t.strictSame(take(copy, accounts), snapshot)
    t.strictSame([...copy.accounts.ids()], ['alice', 'carol'])
    t.strictSame([copy.seed, copy.clock.now(), copy.clock.frozen], [7, START + 5, true])
    t.strictSame(copy.random.digits(20), original.random.digits(20))
    t.strictSame(['gone', 'here', 'late'].map((id) => copy.inbox.codeIdOf(id)), [1, 1, 2])
    for (const sandbox of [original, copy]) sandbox.clock.set(START + 60_000)
    t.strictSame(take(copy), take(original))
    t.strictSame(copy.inbox.list({}).map(({ id }) => id), ['late', 'here'])
  }
})

t.test('a snapshot has all accounts, or those alone that are not as in the fixtures, with the ids of fixtures that are gone', async (t) => {
  const sandbox = busySandbox()
  const ids = ({ accounts, deletedAccounts }: Snapshot) => [accounts.map(({ id }) => id), deletedAccounts]
  t.strictSame(ids(take(sandbox, 'all')), [['alice', 'carol'], undefined])
  t.strictSame(ids(take(sandbox, 'changed')), [['carol'], ['bob']])
})

t.test('what is due has happened before a snapshot is taken', async (t) => {
  const sandbox = busySandbox()
  const told: string[] = []
  sandbox.events.on('sms', ({ id }, what) => told.push(`${id} ${what}`))
  sandbox.schedule.agenda({ capacity: 1, weight: 0, happen: () => sandbox.part(Words).words.push('due') }).add({ dueAt: START + 5 })
  t.strictSame(Reflect.get(take(sandbox), 'words'), ['one', 'due'])
})

t.test('a sandbox that draws its seed by chance does so after a restore too, and a part that is not in the snapshot is empty', async (t) => {
  const sandbox = busySandbox()
  snapshots.restore(sandbox, { ...take(sandbox), seed: null, words: undefined } as Snapshot)
  t.equal(sandbox.seed, undefined)
  t.equal(take(sandbox).seed, null)
  t.strictSame(sandbox.part(Words).words, [])
})

t.test('an account that a snapshot has in part is completed at its moment; one that it has whole stays as it is', async (t) => {
  const sandbox = twoFixtures()
  const whole = { ...account('carol'), brand: 'Opel' }
  snapshots.restore(sandbox, { ...take(busySandbox()), accounts: [{ id: 'zoe', devices: [{ id: 'phone' }] }, whole] } as Snapshot)
  t.match(sandbox.accounts.get('zoe'), { login: 'zoe@example.com', devices: [{ id: 'phone', enrolledAt: new Date(START + 5).toISOString() }] })
  t.strictSame(sandbox.accounts.get('carol'), whole)
})

t.test('a snapshot that cannot be is refused with the place in it, and nothing has changed', async (t) => {
  const sandbox = busySandbox()
  const before = take(sandbox)
  const { random } = before
  const refused: Array<[object, RegExp]> = [
    [{ clock: { now: 1e300, frozen: true } }, /^clock\.now must be from .*\. Nothing was changed\.$/],
    [{ accounts: [{ id: 'a' }, { id: 'a' }] }, /^accounts\.1\.id repeats "a"\. Nothing was changed\.$/],
    [{ random: { ...random, codes: [0, 0, 0, 0] } }, /^random\.codes is all zeros, .*Send what GET \/admin\/state showed\.$/],
    [{ random: { ...random, ids: [0, 0, 0, 0] } }, /^random\.ids is all zeros/],
    [{ random: { ...random, draws: [0, 0, 0, 0] } }, /^random\.draws is all zeros/],
    [{ words: ['wrong'] }, /^words\.0 is wrong\.$/]
  ]
  for (const [part, message] of refused) {
    t.throws(() => snapshots.restore(sandbox, { ...before, ...part }), { message, constructor: Invalid })
    t.strictSame(take(sandbox), before)
  }
  snapshots.restore(sandbox, { ...before, random: { ...random, ids: [0, 0, 0, 1] } })
  t.strictSame(take(sandbox).random.ids, [0, 0, 0, 1], 'zeros among others are chance')
})
