import t from 'tap'
import { checkCode, consumeCode } from '../../src/sms/check-code.ts'
import { inweboWorld } from '../support/inwebo.ts'

const NUMBER = '+33639980003'

/** A world in which 123456 is pending for carol's number. */
function codeWorld (smsMaxAttempts = 3) {
  const world = inweboWorld({ smsMaxAttempts })
  const now = world.sandbox.clock.now()
  world.sandbox.codes.issue({ account: 'carol', purpose: 'phoneNumberCertification', code: '123456', phoneNumber: NUMBER, sentAt: now, expiresAt: now + 1000 })
  return { ...world, check: (code: string, phoneNumber?: string) => checkCode(world.sandbox, world.account(), 'phoneNumberCertification', code, phoneNumber) }
}

t.test('a right code stays pending until it is consumed', async (t) => {
  const { sandbox, account, check } = codeWorld()
  t.equal(check('123456').verdict, 'right')
  t.equal(check('123456', NUMBER).verdict, 'right')
  consumeCode(sandbox, account(), 'phoneNumberCertification')
  t.match(check('123456'), { verdict: 'none', reason: 'the phoneNumberCertification code was used at 2023-11-14T22:13:20.000Z' })
})

t.test('a wrong code counts, and says how many tries are left', async (t) => {
  const { check } = codeWorld()
  t.strictSame(check('014029'), { verdict: 'wrong', reason: 'the code that was sent is not the pending phoneNumberCertification code; 2 tries left' })
  t.strictSame(check('0'.repeat(5000)), { verdict: 'wrong', reason: 'the code that was sent is not the pending phoneNumberCertification code; 1 try left' })
  t.equal(check('123456').verdict, 'right', 'until the last one')
  t.match(check('014029'), { verdict: 'wrong', reason: /; no tries left, so the pending code is void$/ })
  t.equal(check('123456').verdict, 'none')
  t.equal(codeWorld(1).check('1').verdict, 'wrong')
})

t.test('a right code for another number counts as a wrong one', async (t) => {
  const { check } = codeWorld()
  t.strictSame(check('123456', '+33639980009'), { verdict: 'wrong', reason: 'the phoneNumberCertification code was sent to +33639980003, not to +33639980009; 2 tries left' })
})

t.test('a code lives up to the moment when it expires, and its expiry counts as no try', async (t) => {
  const { sandbox, check, wait } = codeWorld(1)
  wait(999)
  t.equal(check('123456').verdict, 'right')
  wait(1)
  t.strictSame(check('123456'), {
    verdict: 'expired',
    reason: "the phoneNumberCertification code was sent at 2023-11-14T22:13:20.000Z, lives 1 s and expired at 2023-11-14T22:13:21.000Z; the sandbox's clock shows 2023-11-14T22:13:21.000Z"
  })
  t.ok(sandbox.codes.get('carol', 'phoneNumberCertification'))
})
