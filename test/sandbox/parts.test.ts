import t from 'tap'
import { type PartOfSandbox, Parts } from '../../src/sandbox/parts.ts'

/** A part that notes what it was told. */
class Noting implements PartOfSandbox {
  readonly told: string[] = []
  readonly world: string
  constructor (world: string) { this.world = world }
  reset () { this.told.push('reset') }
  forgetAccount (id: string) { this.told.push(`account ${id}`) }
  forgetHistory () { this.told.push('history') }
  isSecret (text: string) { return text === 'token' }
}

/** A part that has nothing of an account, no history and no secret. */
class Plain implements PartOfSandbox {
  resets = 0
  reset () { this.resets++ }
}

t.test('a world has one part of a kind, made on first use and of this world', async (t) => {
  const parts = new Parts('here')
  const part = parts.of(Noting)
  t.equal(part.world, 'here')
  t.equal(parts.of(Noting), part)
  t.not(new Parts('here').of(Noting), part)
})

t.test('every part that was made hears of a reset, an account that goes and memory that is short, where it wants to', async (t) => {
  const parts = new Parts('here')
  parts.reset() // those that are made later hear nothing of it
  const [plain, noting] = [parts.of(Plain), parts.of(Noting)]
  parts.forgetAccount('alice')
  parts.forgetHistory()
  parts.reset()
  t.strictSame(noting.told, ['account alice', 'history', 'reset'])
  t.equal(plain.resets, 1)
})

t.test('a text is a secret where one of the parts holds it as one', async (t) => {
  const parts = new Parts('here')
  t.notOk(parts.holdSecret('token'), 'there is no part yet')
  parts.of(Plain)
  t.equal(parts.holdSecret('token'), false)
  parts.of(Noting)
  t.equal(parts.holdSecret('token'), true)
  t.equal(parts.holdSecret('word'), false)
})
