import t from 'tap'
import { Full } from '../../src/lib/errors.ts'
import { listOutputs, putOutput } from '../../src/pims/edit-outputs.ts'
import { MemoryPool } from '../../src/sandbox/memory/memory.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'

t.test('an output that there is no memory for is not put, and what was there stays', (t) => {
  const sandbox = fewTargetsSandbox({}, [], new MemoryPool(fewTargetsSandbox().memory.used + 10_000))
  putOutput(sandbox, 'get.price', null, { priceFuel: 1 })
  sandbox.memory.add(20_000)
  t.throws(() => putOutput(sandbox, 'get.price', null, { priceFuel: 2 }), { constructor: Full, message: /There is no memory for it/ })
  t.match(listOutputs(sandbox), [{ operation: 'get.price', output: { priceFuel: 1 } }])
  t.end()
})
