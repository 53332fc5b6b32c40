import t from 'tap'
import { addFault, deleteFault, getFault, putFault } from '../../src/faults/edit-faults.ts'
import { viewFault } from '../../src/faults/view-fault.ts'
import { Conflict, Full, NotFound } from '../../src/lib/errors.ts'
import { MAX_FAULTS } from '../../src/wire/fault.ts'
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
