import t from 'tap'
import { unknownParameter } from '../../../../src/conduct/rules/secrets/unknown-parameter.ts'
import { clientOf } from '../../../support/conduct.ts'

t.test('a parameter that the operation does not know is found', async (t) => {
  const { ask, found } = clientOf(unknownParameter)
  const { id } = ask({ operation: 'set.smscode.modifyPhoneNumber', parameters: { type: 'modifyPhoneNumber', smscode: '1' } })
  t.strictSame(found(), [[id]])
})

t.test('not found are those that it knows, and any where an operation takes any or is none', async (t) => {
  const { ask, found } = clientOf(unknownParameter)
  ask({ operation: 'set.smscode.modifyPhoneNumber', parameters: { type: 'modifyPhoneNumber', smsCode: '1' } })
  ask({ face: 'inwebo', operation: 'inwebo.otp', parameters: { anything: '1' } })
  ask({ face: null, parameters: { anything: '1' } })
  t.strictSame(found(), [])
})
