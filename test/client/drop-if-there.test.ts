import t from 'tap'
import { dropIfThere } from '../../src/client/drop-if-there.ts'
import { MockError } from '../../src/client/mock-error.ts'
import { started } from '../library/support.ts'

t.test('a sandbox is dropped, and one that is gone already is no error', async (t) => {
  const sandbox = (await started(t)).sandbox('mine')
  await sandbox.seed(1)
  await dropIfThere(sandbox)
  t.match(await sandbox.drop().catch((error: unknown) => error), { status: 404 })
  await dropIfThere(sandbox)
})

t.test('what keeps it from being dropped is said: it may still be there', async (t) => {
  for (const status of [0, 401, 500]) {
    const failure = new MockError('no', status)
    t.equal(await dropIfThere({ drop: async () => { throw failure } }).catch((error: unknown) => error), failure, String(status))
  }
})
