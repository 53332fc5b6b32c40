import t from 'tap'
import { addFault, deleteFault, getFault, putFault, replaceFaults } from '../../src/faults/edit-faults.ts'
import { Faults } from '../../src/faults/engine.ts'
import { viewFault } from '../../src/faults/view-fault.ts'
import { Conflict, Full, NotFound } from '../../src/lib/errors.ts'
import { MAX_FAULTS } from '../../src/wire/fault.ts'
import { MemoryPool } from '../../src/sandbox/memory/memory.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'

const effect = { error: 2310 }

t.test('a rule is made, found, shown, replaced and deleted', async (t) => {
  const sandbox = fewTargetsSandbox()
  t.match(putFault(sandbox, 'mine', { effect, times: 2 }), { created: true, state: { rule: { id: 'mine' }, hits: 0, remaining: 2 } })
  t.match(putFault(sandbox, 'mine', { effect }), { created: false, state: { remaining: null } })
  t.strictSame(viewFault(sandbox, getFault(sandbox, 'mine')), { id: 'mine', match: {}, effect, hits: 0, remaining: null, targets: ['set.smscode.modifyPhoneNumber', 'inwebo.otp'], shadowedBy: null, explanation: 'fails every operation it can (modifyPhoneNumber of pims, otp of inwebo; none of oauth) with 2310; not hit yet' })

  t.throws(() => addFault(sandbox, { id: 'mine', effect }), new Conflict('There is a fault "mine" already. PUT /admin/faults/mine replaces it.'))
  t.equal(addFault(sandbox, { id: 'yours', effect }).rule.id, 'yours')
  const [first, second] = [addFault(sandbox, { effect }).rule.id, addFault(sandbox, { effect }).rule.id]
  t.match(first, /^fault-[0-9a-f]{8}$/)
  t.not(first, second)

  deleteFault(sandbox, 'mine')
  for (const act of [getFault, deleteFault]) t.throws(() => act(sandbox, 'mine'), new NotFound('There is no fault "mine". GET /admin/faults lists those of this sandbox.'))
})

t.test('a sandbox takes so many rules; one that is full still replaces its own', async (t) => {
  const sandbox = fewTargetsSandbox()
  for (let made = 0; made < MAX_FAULTS; made++) putFault(sandbox, `rule-${made}`, { effect })
  t.throws(() => addFault(sandbox, { effect }), new Full('A sandbox takes 1000 faults. DELETE /admin/faults empties it.'))
  t.equal(putFault(sandbox, 'rule-0', { effect, times: 1 }).created, false)
})

t.test('rules that there is no memory for replace none; those that take the room of the replaced do', async (t) => {
  const sandbox = fewTargetsSandbox({}, [], new MemoryPool(fewTargetsSandbox().memory.used + 10_000))
  const rules = (count: number, name: string) => ({ faults: Array.from({ length: count }, (_, index) => ({ id: `${name}-${index}`, effect })) })
  const ids = () => sandbox.part(Faults).list().map(({ rule: { id } }) => id)
  replaceFaults(sandbox, rules(3, 'old'))
  t.throws(() => replaceFaults(sandbox, rules(10, 'new')), { message: /There is no memory for it/ })
  t.strictSame(ids(), ['old-0', 'old-1', 'old-2'])
  replaceFaults(sandbox, rules(3, 'new'))
  t.strictSame(ids(), ['new-0', 'new-1', 'new-2'])
  sandbox.memory.add(20_000)
  replaceFaults(sandbox, rules(2, 'few'))
  t.strictSame(ids(), ['few-0', 'few-1'], 'fewer are taken even where memory is full')
})
