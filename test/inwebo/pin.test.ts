import t from 'tap'
import { checkPin, setOrCheckPin } from '../../src/inwebo/pin.ts'
import { Budget } from '../../src/accounts/budget.ts'
import { caught } from '../support/caught.ts'
import { inweboWorld } from '../support/inwebo.ts'

const WITH_PIN = { account: { pin: '1234' } }

t.test('one wrong PIN before the limit is refused, the one that reaches it blocks', async (t) => {
  for (const maxPinErrors of [1, 2, 3]) {
    const { sandbox, account } = inweboWorld({ ...WITH_PIN, maxPinErrors })
    for (let wrong = 1; wrong < maxPinErrors; wrong++) {
      t.throws(() => checkPin(sandbox, account(), '0000'), { refusal: 'wrong-pin', message: `the PIN is not the PIN of the account: wrong PIN ${wrong} of ${maxPinErrors}` })
      t.match(account(), { blocked: 'NotBlocked', pinErrors: wrong })
    }
    t.throws(() => checkPin(sandbox, account(), '0000'), { refusal: 'pin-blocked', message: /so the PIN is blocked; reset the PIN or remove all enrolments/ })
    t.match(account(), { blocked: 'PinBlocked', pinErrors: maxPinErrors })
  }
})

t.test('a right PIN clears the count and stores that, and is no change where there is nothing to clear', async (t) => {
  const { sandbox, account, change } = inweboWorld(WITH_PIN)
  const before = account()
  t.equal(checkPin(sandbox, before, '1234'), before)
  change({ pinErrors: 2 })
  t.match(checkPin(sandbox, account(), '1234'), { pinErrors: 0, pin: '1234' })
  t.equal(account().pinErrors, 0)
})

t.test('a right PIN clears the wrong ones in a row that the real service would count', async (t) => {
  const { sandbox, account } = inweboWorld({ ...WITH_PIN, maxPinErrors: 10 })
  const wrong = () => t.throws(() => checkPin(sandbox, account(), '0000'))
  wrong()
  wrong()
  checkPin(sandbox, account(), '1234')
  wrong()
  wrong()
  t.match([...sandbox.part(Budget).values()], [{ account: 'carol', spent: { wrongPins: 4 }, locks: { length: 0 } }])
  wrong()
  t.match([...sandbox.part(Budget).values()], [{ locks: [{ what: 'pin' }] }])
})

t.test('a PIN has 4 to 8 digits and nothing else', async (t) => {
  const { sandbox, account } = inweboWorld()
  for (const pin of ['1234', '12345678']) t.match(setOrCheckPin(sandbox, account(), pin), { pin })
  for (const pin of ['', '123', '123456789', 'x1234', '1234x', '1234\n']) t.match(caught(() => setOrCheckPin(sandbox, account(), pin)), { refusal: 'malformed-pin', message: 'a PIN has 4 to 8 digits' }, JSON.stringify(pin))
})

t.test('the first PIN of an account is taken, any later one is checked', async (t) => {
  const { sandbox, account, change } = inweboWorld()
  t.match(setOrCheckPin(sandbox, account(), '1234'), { pin: '1234', pinErrors: 0 })
  t.equal(account().pin, undefined, 'and stored by the enrolment')
  change({ pin: '1234' })
  t.throws(() => setOrCheckPin(sandbox, account(), '12345'), /wrong PIN 1 of 3/)
  t.match(setOrCheckPin(sandbox, account(), '1234'), { pin: '1234', pinErrors: 0 })
})
