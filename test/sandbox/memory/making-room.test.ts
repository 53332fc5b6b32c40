import t from 'tap'
import { Fixtures } from '../../../src/sandbox/accounts/fixtures.ts'
import type { Sandbox } from '../../../src/sandbox/sandbox.ts'
import { Sandboxes } from '../../../src/sandbox/sandboxes.ts'
import { fewTargets } from '../../support/few-targets.ts'
import { settings } from '../../support/inwebo.ts'

const MB = 1024 * 1024

/** Sandboxes without accounts on a machine whose clock a test moves, and what was forgotten in them. */
function open (maxBytes: number) {
  const forgotten: object[] = []
  const machine = { now: 0 }
  const sandboxes = new Sandboxes({ settings, fixtures: new Fixtures([]), targets: fewTargets, machine: () => machine.now, max: 1000, maxBytes, opened: () => {}, forgot: (what) => forgotten.push(what) })
  const ids = () => sandboxes.list().map(({ id }) => id)
  return { sandboxes, forgotten, machine, ids, settled: () => new Promise(setImmediate) }
}

t.test('what takes much and was idle for long goes first, the default one and those in use never', async (t) => {
  const { sandboxes, forgotten, machine, ids, settled } = open(MB)
  for (const [id, bytes] of [['busy', 100_000], ['old', 100_000], ['large', 300_000], ['new', 400_000]] as const) {
    sandboxes.open(id).memory.add(bytes)
    machine.now += id === 'old' ? 600_000 : 100
  }
  sandboxes.open('busy').enter()
  sandboxes.open('default').memory.add(119_000)
  await settled()
  t.strictSame(ids(), ['default', 'busy', 'new', 'large'], 'a quarter of the weight, but ten minutes')
  t.match(forgotten, [{ dropped: 1, sandboxes: ['old'], isFull: false }])

  sandboxes.open('default').memory.add(110_000)
  await settled()
  t.strictSame(ids(), ['default', 'busy', 'large'], 'of those just used the larger')

  sandboxes.open('busy').memory.add(2 * MB)
  await settled()
  t.strictSame(ids(), ['busy', 'default'])
  t.match(forgotten, [{}, {}, { dropped: 1, isFull: true }])
  sandboxes.drop(sandboxes.open('busy'))
  t.notOk(sandboxes.memory.isFull, 'a dropped one gives its memory back')
})

t.test('a small sandbox in use is spared while heavy ones fill the memory, busy or not, and goes when it was idle for a minute', async (t) => {
  for (const isBusy of [false, true]) {
    const { sandboxes, machine, ids, settled } = open(32 * MB)
    for (let round = 0; round < 200; round++) {
      sandboxes.open('work').memory.add(10)
      machine.now += 60
      for (let index = 0; index < 20; index++) {
        const heavy = sandboxes.open(`heavy${index}`)
        heavy.memory.add(100_000)
        if (isBusy && !heavy.busy) heavy.enter()
      }
      await settled()
      t.ok(sandboxes.get('work'), `round ${round}`)
    }
    t.equal(sandboxes.memory.isFull, isBusy)
    machine.now += 60_000
    sandboxes.open('default').memory.add(40 * MB)
    await settled()
    t.notOk(ids().includes('work'))
  }
})

t.test('a sandbox in use that takes more than its half of an equal share is not spared', async (t) => {
  const { sandboxes, ids, settled } = open(MB)
  sandboxes.open('default').memory.add(701_000)
  sandboxes.open('larger').memory.add(170_000) // of three: 174,762
  sandboxes.open('smaller').memory.add(160_000)
  await settled()
  t.strictSame(ids(), ['smaller', 'default'])
})

t.test('what is more than all memory is refused at once, and nothing is forgotten for it', async (t) => {
  const { sandboxes, forgotten } = open(MB)
  sandboxes.open('idle').memory.add(900_000)
  t.throws(() => sandboxes.open('default').memory.ensureRoom(MB + 1), { message: /no memory for it/ })
  t.ok(sandboxes.get('idle'))
  t.strictSame(forgotten, [])
})

t.test('where nothing can be forgotten, nothing is said of it', async (t) => {
  const { sandboxes, forgotten, settled } = open(MB)
  sandboxes.open('default').memory.add(2 * MB)
  await settled()
  t.throws(() => sandboxes.open('default').memory.ensureRoom(1), { message: /no memory for it/ })
  t.strictSame(forgotten, [])
})

/** A part that holds what only readers want, and forgets half of it when it is told to. */
class History {
  readonly #memory: Sandbox['memory']
  bytes = 0
  constructor ({ memory }: Sandbox) { this.#memory = memory }
  put (bytes: number): void {
    this.bytes += bytes
    this.#memory.add(bytes)
  }

  forgetHistory (): void { this.put(-this.bytes / 2) }
  reset (): void { this.put(-this.bytes) }
}

t.test('half of what only readers want goes first, and no sandbox where that is enough', async (t) => {
  const { sandboxes, machine, ids } = open(MB)
  const history = sandboxes.open('one').part(History)
  history.put(MB)
  machine.now += 100_000
  t.ok(sandboxes.memory.makeRoom(300_000))
  t.equal(history.bytes, MB / 2)
  t.strictSame(ids(), ['one', 'default'])
})

t.test('where idle sandboxes are not enough it is halved three times more, as long as there is too much', async (t) => {
  const { sandboxes, settled } = open(MB)
  const history = sandboxes.open('default').part(History)
  history.put(960_000)
  t.ok(sandboxes.memory.makeRoom(600_000))
  t.equal(history.bytes, 240_000)
  sandboxes.open('default').memory.add(2 * MB)
  for (let turn = 0; turn < 3; turn++) await settled()
  t.equal(history.bytes, 15_000, 'no more than that')
})

t.test('of many that go ten are named and all are counted', async (t) => {
  const { sandboxes, forgotten, machine, settled } = open(MB)
  for (let index = 0; index < 12; index++) sandboxes.open(`s${index}`).memory.add(50_000)
  machine.now += 100_000
  const before = sandboxes.memory.used
  sandboxes.open('default').memory.add(900_000)
  await settled()
  t.match(forgotten, [{ dropped: 12, sandboxes: { length: 10 }, isFull: false, bytes: before + 900_000 - sandboxes.memory.used }])
  t.equal(forgotten.length, 1)
})
