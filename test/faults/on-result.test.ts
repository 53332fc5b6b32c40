import t from 'tap'
import { HTTP_KINDS, RESULT_KINDS } from '../../src/effects/index.ts'
import { Faults } from '../../src/faults/engine.ts'
import { putFault } from '../../src/faults/edit-faults.ts'
import { viewFaults } from '../../src/faults/view-fault.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { Targets } from '../../src/targets/targets.ts'
import { START, settings } from '../support/inwebo.ts'

const targets = new Targets([
  { id: 'subscribe.signal', name: 'signal', face: 'pims', takes: HTTP_KINDS, takesOnResult: RESULT_KINDS, errors: [2302, 2202] },
  { id: 'get.trustedphonenumber', name: 'trustedphonenumber', face: 'pims', takes: HTTP_KINDS, errors: [2307, 2202] }
])
const world = (): Sandbox => new Sandbox('default', { settings, targets, fixtures: new Fixtures([]), machine: () => START })
const call = { operation: 'subscribe.signal', account: 'alice', device: 'device-1', phoneNumber: undefined }

t.test('a rule on RESULT hits no request, and one without it no RESULT', async (t) => {
  const sandbox = world()
  const faults = sandbox.part(Faults)
  putFault(sandbox, 'result', { match: { operation: 'signal' }, effect: { error: 2302 }, on: 'result' })
  t.equal(faults.match(call), undefined)
  t.match(faults.match(call, undefined, 'result'), { rule: 'result', effect: { error: 2302 } })
  faults.clear()
  putFault(sandbox, 'request', { match: { operation: 'signal' }, effect: { error: 2302 } })
  t.equal(faults.match(call, undefined, 'result'), undefined)
  t.match(faults.match(call), { rule: 'request' })
})

t.test('skip and times count RESULT messages', async (t) => {
  const sandbox = world()
  const faults = sandbox.part(Faults)
  putFault(sandbox, 'second', { match: { operation: 'signal' }, effect: { transport: 'reset' }, on: 'result', skip: 1, times: 1 })
  faults.match(call)
  t.strictSame([1, 2, 3].map(() => faults.match(call, undefined, 'result')?.rule), [undefined, 'second', undefined])
})

t.test('a rule on RESULT reaches subscriptions alone, and takes what a RESULT takes', async (t) => {
  const sandbox = world()
  putFault(sandbox, 'any', { effect: { error: 2202 }, on: 'result' })
  t.match(viewFaults(sandbox), [{ targets: ['subscribe.signal'], on: 'result', explanation: 'fails each RESULT of every operation it can with 2202; not hit yet' }])
  t.throws(() => putFault(sandbox, 'x', { match: { operation: 'trustedphonenumber' }, effect: { error: 2307 }, on: 'result' }), { message: '"on": "result" goes with operations that are subscribed to: subscribe.signal.' })
  t.throws(() => putFault(sandbox, 'x', { effect: { http: { status: 503 } }, on: 'result' }), { message: /fits none of the operations that the rule matches: a RESULT takes error or transport\./ })
  t.throws(() => putFault(sandbox, 'x', { effect: { error: 2307 }, on: 'result' }), { message: /2307 is not documented for any operation that the rule matches. Documented: 2202, 2302\./ })
})

t.test('rules on RESULT and on requests leave each other what they hit', async (t) => {
  const shadowed = (...on: Array<'result' | undefined>) => {
    const sandbox = world()
    for (const [index, one] of on.entries()) putFault(sandbox, String(index), { effect: { error: 2202 }, match: { operation: 'signal' }, ...one !== undefined && { on: one } })
    return Object.fromEntries(sandbox.part(Faults).shadows)
  }
  t.strictSame(shadowed('result', undefined), {})
  t.strictSame(shadowed(undefined, 'result'), {})
  t.strictSame(shadowed('result', 'result'), { 0: '1' })
})
