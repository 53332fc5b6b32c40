import t from 'tap'
import { smsWhilePending } from '../../../../src/conduct/rules/answers/sms-while-pending.ts'
import { clientOf } from '../../../support/conduct.ts'

const sms = (id: string) => ({ operation: 'get.smscode.phoneNumberCertification', phoneNumber: '+33612345678', sms: id })

t.test('a client that has a second message sent at once is found', async (t) => {
  const { ask, found } = clientOf(smsWhilePending)
  const [first, second] = [ask(sms('sms-1')), ask({ ...sms('sms-2'), pause: 29_000 })]
  t.strictSame(found(), [[first.id, second.id]])
})

t.test('not found is one after half a minute, for another number, after the code was tried, and after a message that a fault lost', async (t) => {
  const { ask, found, send } = clientOf(smsWhilePending)
  ask(sms('sms-1'))
  ask({ ...sms('sms-2'), pause: 30_000 })
  ask({ ...sms('sms-3'), phoneNumber: '+33612345679' })
  send('014028')
  ask({ operation: 'set.smscode.modifyPhoneNumber', parameters: { smsCode: '014028' } })
  ask({ ...sms('sms-4'), fault: { effect: { sms: 'drop' }, delay: 0 } })
  ask(sms('sms-5'))
  t.strictSame(found(), [])
})
