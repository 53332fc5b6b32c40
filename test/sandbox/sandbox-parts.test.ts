import t from 'tap'
import { completeAccount } from '../../src/sandbox/accounts/account.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { START } from '../support/inwebo.ts'

/** A part that notes what it is asked. */
class Notes {
  readonly said: string[] = []
  reset (): void { this.said.push('reset') }
  forgetAccount (id: string): void { this.said.push(`forget ${id}`) }
  forgetHistory (): void { this.said.push('forget history') }
  isSecret (text: string): boolean { return text === 'secret' }
}

/** A part that can only be reset. */
class Plain {
  resets = 0
  reset (): void { this.resets++ }
}

t.test('a part is made once, and told of a reset, of an account that is deleted, and of memory that is short', async (t) => {
  const sandbox = fewTargetsSandbox()
  const [notes, plain] = [sandbox.part(Notes), sandbox.part(Plain)]
  t.equal(sandbox.part(Notes), notes)
  t.not(fewTargetsSandbox().part(Notes), notes)
  sandbox.accounts.put(completeAccount({ id: 'alice' }, START))
  sandbox.deleteAccount('alice')
  sandbox.forgetHistory()
  sandbox.reset()
  t.strictSame([notes.said, plain.resets], [['forget alice', 'forget history', 'reset'], 1])
})

t.test('a text is a secret where one part says so, however many do not', async (t) => {
  const sandbox = fewTargetsSandbox()
  t.notOk(sandbox.holdsSecret('secret'), 'nobody holds it yet')
  sandbox.part(Plain)
  sandbox.part(Notes)
  t.strictSame(['secret', 'other'].map((text) => sandbox.holdsSecret(text)), [true, false])
})

t.test('when memory is short the older half of the kept events goes, as far as somebody has them kept', async (t) => {
  const sandbox = fewTargetsSandbox()
  sandbox.forgetHistory()
  const { eventLog } = sandbox
  t.equal(sandbox.eventLog, eventLog)
  for (let count = 0; count < 4; count++) sandbox.events.emit('reset')
  const used = sandbox.memory.used
  sandbox.forgetHistory()
  t.strictSame([eventLog.firstNumber, eventLog.lastNumber], [3, 4])
  t.ok(sandbox.memory.used < used)
})
