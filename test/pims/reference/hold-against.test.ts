import t from 'tap'
import type { Behaviour } from '../../../src/pims/language/operation.ts'
import { optional, smsCode } from '../../../src/pims/language/parameter.ts'
import { setSmscodeEnrollment as behaviour } from '../../../src/pims/operations/strong-authentication/set-smscode-enrollment.ts'
import { holdAgainst } from '../../../src/pims/reference/hold-against.ts'
import { referenceIds } from '../../../src/pims/reference/ids.ts'
import { allOperations } from '../../../src/pims/registry.ts'

const [page] = [...referenceIds].flatMap(([page, id]) => id === behaviour.of ? [page] : [])
if (page === undefined) throw new Error('no page')

t.test('no behaviour differs from the reference', async (t) => {
  t.doesNotThrow(allOperations)
})

t.test('a behaviour that says what the vendor says passes; parameters of other pages are its own', async (t) => {
  t.doesNotThrow(() => { holdAgainst(page, behaviour) })
  t.doesNotThrow(() => { holdAgainst(page, { ...behaviour, extras: { more: smsCode() } }) })
  t.doesNotThrow(() => { holdAgainst(page, { of: behaviour.of, summary: '', run: behaviour.run }) }, 'it need not say anything')
})

t.test('what differs is named, with both values', async (t) => {
  const { smsCode: code } = behaviour.parameters ?? {}
  if (code === undefined) throw new Error('no parameters')
  const differing: ReadonlyArray<readonly [changed: Partial<Behaviour>, message: string]> = [
    [{ fails: [2102, 2307] }, 'has fails [2102], and the reference [2102,2307]'],
    [{ parameters: { phoneNumber: code } }, 'reads phoneNumber, and the reference has no such parameter; what another page adds goes into extras'],
    [{ parameters: { action: code } }, 'reads action, and the reference has no such parameter; what another page adds goes into extras'],
    [{ parameters: { smsCode: optional(code) } }, 'has parameters [{"name":"smsCode","required":false}], and the reference [{"name":"smsCode","required":true}]'],
    [{ output: { code: code.schema } }, 'has output ["code"], and the reference ["status"]'],
    [{ identity: 'optional' }, 'has identity "optional", and the reference "required"']
  ]
  for (const [changed, message] of differing) t.throws(() => { holdAgainst(page, { ...behaviour, ...changed }) }, { message: `set pims.authentication.smscode-enrollment ${message}` })
})
