import t from 'tap'
import { sharedDeviceId } from '../../../../src/conduct/rules/secrets/shared-device-id.ts'
import { clientOf } from '../../../support/conduct.ts'

const enrol = (account: string, device: string) => ({ face: 'inwebo', operation: 'inwebo.activate', account, device, parameters: { action: 'ActionFinalize' } } as const)

t.test('one id for two accounts is found', async (t) => {
  const { ask, found } = clientOf(sharedDeviceId)
  const [first, second] = [ask(enrol('alice', 'home')), ask(enrol('bob', 'home'))]
  t.strictSame(found(), [[first.id, second.id]])
})

t.test('not found is an account that enrols again, an id for each, and an enrolment that was refused', async (t) => {
  const { ask, found } = clientOf(sharedDeviceId)
  ask(enrol('alice', 'home'))
  ask(enrol('alice', 'home'))
  ask(enrol('bob', 'other'))
  ask({ ...enrol('carol', 'home'), status: 'FAILED', code: 'NOK:CODE' })
  t.strictSame(found(), [])
})
