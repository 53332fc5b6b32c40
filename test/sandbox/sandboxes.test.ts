import t from 'tap'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { SANDBOX_ID, Sandboxes, type SandboxesOptions } from '../../src/sandbox/sandboxes.ts'
import { fewTargets } from '../support/few-targets.ts'
import { settings } from '../support/inwebo.ts'

/** Three sandboxes at the most, on a machine whose clock a test moves, and those that were opened. */
function stand (more: Partial<SandboxesOptions> = {}) {
  const machine = { now: 1000 }
  const opened: Sandbox[] = []
  const sandboxes = new Sandboxes({ settings, targets: fewTargets, fixtures: new Fixtures([]), machine: () => machine.now, max: 3, opened: (sandbox) => opened.push(sandbox), forgot: () => {}, ...more })
  return { sandboxes, machine, opened, ids: () => sandboxes.list().map(({ id }) => id) }
}

t.test('a sandbox is made when it is first asked for, and is the same one from then on', async (t) => {
  const { sandboxes, opened, ids } = stand()
  t.strictSame([ids(), opened.map(({ id }) => id)], [['default'], ['default']])
  t.equal(sandboxes.get('one'), undefined)
  const one = sandboxes.open('one')
  t.equal(sandboxes.open('one'), one)
  t.equal(sandboxes.get('one'), one)
  sandboxes.open('default')
  t.equal(sandboxes.open('one'), one, 'also after another')
  t.strictSame(opened.map(({ id }) => id), ['default', 'one'])
  t.equal(one.loss, undefined)
  t.equal(sandboxes.settings, settings)
})

t.test('the list begins with the one that was used last; looking is no use', async (t) => {
  const { sandboxes, machine, ids } = stand()
  for (const id of ['one', 'two', 'one']) {
    machine.now += 10
    sandboxes.open(id)
  }
  sandboxes.get('two')
  t.strictSame(ids(), ['one', 'two', 'default'])
  t.strictSame(sandboxes.list().map(({ usedAt }) => usedAt), [1030, 1020, 0], 'when the default one was used is not noted, as it never goes')
  machine.now += 10
  sandboxes.open('one')
  t.equal(sandboxes.get('one')?.usedAt, 1040, 'also when it is the one used before')
})

t.test('of one too many the idle one goes that was not used for longest, never the default one nor one in use', async (t) => {
  const { sandboxes, ids } = stand()
  const one = sandboxes.open('one')
  const two = sandboxes.open('two')
  sandboxes.open('one')
  sandboxes.open('three')
  t.ok(two.isClosed)
  t.strictSame(ids(), ['three', 'one', 'default'])
  one.enter()
  sandboxes.open('four')
  t.strictSame(ids(), ['four', 'one', 'default'])
  sandboxes.get('four')?.enter()
  t.throws(() => sandboxes.open('five'), { message: 'All 3 sandboxes are in use. Raise MAX_SANDBOXES, end requests that wait, or DELETE /admin/sandboxes/{id}.' })
  t.strictSame(ids(), ['four', 'one', 'default'], 'and nothing has changed')
  one.leave()
  sandboxes.open('five')
  t.ok(one.isClosed)
})

t.test('who asks for one that is there takes nobody\'s place, also where there are as many as there may be', async (t) => {
  const { sandboxes } = stand()
  const [one, two] = [sandboxes.open('one'), sandboxes.open('two')]
  t.equal(sandboxes.open('one'), one)
  t.strictSame([one.isClosed, two.isClosed], [false, false])
})

t.test('one that went to make room is remembered for its successor, once; one that was dropped is not', async (t) => {
  const { sandboxes, machine } = stand({ max: 2 })
  sandboxes.open('one')
  sandboxes.open('two')
  machine.now += 600_000
  t.match(sandboxes.open('one').loss, /^sandbox "one" was forgotten at 1970-01-01T00:00:01\.000Z .* \(MAX_SANDBOXES\)/)
  sandboxes.drop(sandboxes.open('one'))
  t.equal(sandboxes.open('one').loss, undefined)
})

t.test('a sandbox that is dropped is at its end, and another takes its id', async (t) => {
  const { sandboxes, ids } = stand()
  const one = sandboxes.open('one')
  sandboxes.drop(one)
  t.ok(one.isClosed)
  t.strictSame(ids(), ['default'])
  t.not(sandboxes.open('one'), one)
})

t.test('the default one is dropped for another of its id at once: it is always there', async (t) => {
  const { sandboxes, ids } = stand()
  const earlier = sandboxes.open('default')
  sandboxes.drop(earlier)
  t.ok(earlier.isClosed)
  t.strictSame(ids(), ['default'], 'before anybody asks for it')
  t.not(sandboxes.get('default'), earlier)
})

t.test('a peek at a sandbox that is not there makes one that nothing keeps, and that takes no memory', async (t) => {
  const { sandboxes, ids } = stand()
  const { used } = sandboxes.memory
  t.equal(sandboxes.peek('default'), sandboxes.get('default'))
  const peeked = sandboxes.peek('one')
  t.equal(peeked.id, 'one')
  peeked.memory.add(1000)
  t.strictSame([ids(), sandboxes.get('one'), sandboxes.memory.used], [['default'], undefined, used])
})

t.test('an id is of letters, digits, dots, hyphens and underscores, 64 at the most', async (t) => {
  for (const id of ['a', 'A-1_b.c', 'x'.repeat(64)]) t.match(id, SANDBOX_ID)
  for (const id of ['', 'a b', 'ä', 'a/b', 'x'.repeat(65), 'a\n']) t.notMatch(id, SANDBOX_ID)
})
