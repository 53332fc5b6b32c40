import t from 'tap'
import { thrownMessage } from '../../src/lib/thrown-message.ts'

t.test('an error is told by its message, and whatever else was thrown as it is', async (t) => {
  t.equal(thrownMessage(new TypeError('no number')), 'no number')
  t.equal(thrownMessage('no number'), 'no number')
  t.equal(thrownMessage(undefined), 'undefined')
})
