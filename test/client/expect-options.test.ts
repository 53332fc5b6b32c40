import t from 'tap'
import { connect } from '../../src/client/connect.ts'
import { compare, replay } from '../../src/library/index.ts'

// As JavaScript has it, which no compiler keeps from it.
const untyped = (options: object): object => options
const nowhere = connect('http://127.0.0.1:1')
const box = nowhere.sandbox('mine')

t.test('an option that a call does not have is refused before anything is asked, with those that it has', async (t) => {
  const has = 'It has to, account, purpose, after, timeout.'
  for (const wrong of ['wait', 'within', 'constructor']) {
    await t.rejects(box.sms(untyped({ [wrong]: 500 })), { name: 'TypeError', message: `sms has no option "${wrong}". ${has}` })
    await t.rejects(box.message(untyped({ timeout: 500, [wrong]: 500 })), { name: 'TypeError', message: `sms has no option "${wrong}". ${has}` })
  }
  await t.rejects(box.answerPush('accept', untyped({ wait: 500 })), { message: 'answerPush has no option "wait". It has account, timeout.' })
  await t.rejects(box.expireSms(untyped({ timeout: 500 })), { message: 'expireSms has no option "timeout". It has to, account, purpose.' })
  await t.rejects(box.account('alice').get(untyped({ password: true })), { message: 'get has no option "password". It has secrets.' })
})

t.test('the option that was meant is named where one is like it', async (t) => {
  await t.rejects(box.sms(untyped({ timeOut: 500 })), { message: 'sms has no option "timeOut". Did you mean timeout?' })
  await t.rejects(box.call('get.vin', {}, untyped({ acount: 'bob' })), { message: 'the caller has no option "acount". Did you mean account?' })
  await t.rejects(box.matrix(['true'], untyped({ job: 1 })), { message: 'matrix has no option "job". Did you mean jobs?' })
  await t.rejects(compare({}, nowhere, untyped({ acount: 'bob' })), { message: 'compare has no option "acount". Did you mean account?' })
  await t.rejects(replay({}, untyped({ fixture: 'here' })), { message: 'replay has no option "fixture". Did you mean fixtures?' })
  t.throws(() => connect('http://127.0.0.1:1', untyped({ admintoken: 'secret' })), { message: 'connect has no option "admintoken". Did you mean adminToken?' })
})

t.test('the options of a fault are those of the client, not the fields of the rule that the server is sent', async (t) => {
  await t.rejects(box.fail(2310, untyped({ acount: 'alice' })), { name: 'TypeError', message: 'a fault has no option "acount". Did you mean account?' })
  await t.rejects(box.slow(10, untyped({ match: {} })), { message: 'a fault has no option "match". It has operation, account, device, phoneNumber, face, times, skip, probability, delay, on, force, id.' })
})

t.test('what is no object of options is told what they are', async (t) => {
  const number: unknown = '0612345678'
  await t.rejects(box.sms(number as object), { name: 'TypeError', message: 'sms takes its options in an object: { to, account, purpose, after, timeout }.' })
  const none: unknown = null
  await t.rejects(box.sms(none as object), { name: 'TypeError', message: /^sms takes its options in an object/ })
  await t.rejects(box.call('get.vin', {}, number as object), { message: /takes its options in an object: \{ account, device \}/ })
})
