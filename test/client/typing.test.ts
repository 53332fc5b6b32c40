import t from 'tap'
import { connect } from '../../src/library/index.ts'

/** Never run: what must not compile. `tsc` reports every line that does. */
export async function wrong (): Promise<void> {
  const sandbox = connect('http://localhost').sandbox()
  // @ts-expect-error 2390 is not documented for modifyPhoneNumber
  await sandbox.fail(2390, { operation: 'modifyPhoneNumber' })
  // @ts-expect-error nor in a list
  await sandbox.fail([2310, 2390], { operation: 'modifyPhoneNumber' })
  // @ts-expect-error nor as an effect
  await sandbox.fail({ error: 2390 }, { operation: 'modifyPhoneNumber' })
  // @ts-expect-error there is no such code
  await sandbox.fail(9999)
  // @ts-expect-error there is no such operation
  await sandbox.fail(2310, { operation: 'modifyPhoneNumer' })
  // @ts-expect-error there is no such option
  await sandbox.fail(2310, { acount: 'alice' })
  // @ts-expect-error the network does no such thing
  await sandbox.fail('rest')
  // @ts-expect-error there is no such operation
  await sandbox.verify('modifyPhone')
  // @ts-expect-error 2390 is not documented for it
  await sandbox.verify('modifyPhoneNumber', { code: 2390 })
  // @ts-expect-error it is atLeast
  await sandbox.verify('modifyPhoneNumber', { min: 1 })
  // @ts-expect-error there is no such purpose
  await sandbox.sms({ purpose: 'login' })
  // @ts-expect-error a phone number is missing
  await sandbox.call('get.smscode.phoneNumberCertification')
  // @ts-expect-error it has no such parameter
  await sandbox.call('set.smscode.modifyPhoneNumber', { smsCode: '1', phoneNumber: '2', pin: '3' })
  // @ts-expect-error accounts have no such state
  await sandbox.account('alice').patch({ blocked: 'Blocked' })
  // @ts-expect-error the clock takes no words
  await sandbox.advance('5 minutes')
  // @ts-expect-error nothing can be subscribed to that
  await sandbox.publish('set.user.login', { result: {} })
  // @ts-expect-error 2310 is not documented for it
  await sandbox.publish('subscribe.signal', { error: { code: 2310 } })
  // @ts-expect-error a subscription is no call
  await sandbox.call('subscribe.signal')
  // @ts-expect-error there is no such face
  await sandbox.requests({ face: 'admin' })
}

t.test('what the contract does not have does not compile', async (t) => {
  t.equal(typeof wrong, 'function')
})
