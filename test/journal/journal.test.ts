import t from 'tap'
import { Journal } from '../../src/journal/journal.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { recordRequest } from '../support/record-request.ts'

const operation = 'set.smscode.modifyPhoneNumber'

t.test('the journal keeps its newest entries, and tells of each that comes', async (t) => {
  const sandbox = fewTargetsSandbox({ journalSize: 2 })
  const told: unknown[] = []
  sandbox.events.on('request', (entry) => told.push(entry))
  const [first, second, third] = [recordRequest(sandbox), recordRequest(sandbox), recordRequest(sandbox)]
  t.strictSame([...sandbox.part(Journal).newestFirst()], [third, second])
  t.strictSame(told, [first, second, third])
})

t.test('the coverage counts what succeeded and what was refused with a code, of known operations', async (t) => {
  const sandbox = fewTargetsSandbox()
  recordRequest(sandbox, { operation })
  recordRequest(sandbox, { operation })
  recordRequest(sandbox, { operation, status: 'FAILED', code: 2310 })
  recordRequest(sandbox, { operation: 'inwebo.otp', status: 'FAILED', code: 'NOK:ACCESS' })
  recordRequest(sandbox, { operation, status: null, code: undefined })
  recordRequest(sandbox, { operation, status: 'FAILED', code: undefined })
  recordRequest(sandbox, { code: 2101, status: 'FAILED' })
  const counted = [...sandbox.part(Journal).coverage].map(([id, answers]) => [id, ...answers])
  t.strictSame(counted, [[operation, [undefined, 2], [2310, 1]], ['inwebo.otp', ['NOK:ACCESS', 1]]])
})

t.test('the coverage outlives the entries', async (t) => {
  const sandbox = fewTargetsSandbox()
  const journal = sandbox.part(Journal)
  for (const forget of [() => journal.clear(), () => sandbox.reset()]) {
    recordRequest(sandbox, { operation })
    forget()
    t.strictSame([...sandbox.part(Journal).newestFirst()], [])
  }
  t.equal(sandbox.part(Journal).coverage.get(operation)?.get(undefined), 2)
})
