import t from 'tap'
import type { Operation } from '../../../src/pims/language/operation.ts'
import { setSmscodeModifyPhoneNumber as operation } from '../../../src/pims/operations/strong-authentication/set-smscode-modify-phone-number.ts'
import { optional, smsCode } from '../../../src/pims/language/parameter.ts'
import { holdAgainstReference } from '../../../src/pims/reference/hold-against.ts'

t.test('an operation that says what the vendor says passes; parameters of other pages are its own', async (t) => {
  t.doesNotThrow(() => { holdAgainstReference(operation) })
  const withMore = { ...operation, extras: { more: smsCode() } }
  t.doesNotThrow(() => { holdAgainstReference(withMore) })
})

t.test('what differs is named, with both values', async (t) => {
  const { smsCode: code, phoneNumber: number } = operation.parameters as Required<Operation['parameters']>
  if (code === undefined || number === undefined) throw new Error('no parameters')
  const differing: ReadonlyArray<readonly [changed: Partial<Operation>, message: RegExp]> = [
    [{ since: '2.1' }, /modifyPhoneNumber has since "2\.1", and the reference "2\.0"$/],
    [{ errors: operation.errors.slice(1) }, /has errors \[2006,.*and the reference \[2001,/],
    [{ errors: operation.errors.toReversed() }, /has errors \[2344,/],
    [{ parameters: { phoneNumber: number, smsCode: code } }, /has parameters \[\{"name":"phoneNumber","required":true\},.*the reference \[\{"name":"smsCode"/],
    [{ parameters: { smsCode: optional(code), phoneNumber: number } }, /\{"name":"smsCode","required":false\}/],
    [{ output: { code: code.schema } }, /has output \["code"\], and the reference \[\]/],
    [{ selector: { parameter: 'action', value: 'modifyPhoneNumber' } }, /has selector "action", and the reference "type"/],
    [{ id: 'set.smscode.change' }, /has id "set\.smscode\.change", and the reference "set\.smscode\.modifyPhoneNumber"/]
  ]
  for (const [changed, message] of differing) t.throws(() => { holdAgainstReference({ ...operation, ...changed }) }, { message })
})

t.test('an operation that the vendor does not document is refused', async (t) => {
  t.throws(() => { holdAgainstReference({ ...operation, api: 'pims.authentication.example' }) }, { message: 'set.smscode.modifyPhoneNumber is not in src/pims/reference/sdk-2.3.json as an operation of StrongAuthentication' })
})
