import t from 'tap'
import { InweboError, type WireError } from '../../src/inwebo/errors.ts'
import { defineOperation } from '../../src/pims/operation.ts'
import { inweboWorld } from '../support/inwebo.ts'

/** An operation that is refused by inWebo. */
const refusedWith = (wire: WireError) => defineOperation({
  component: 'StrongAuthentication',
  verb: 'get',
  api: 'pims.test.refused',
  since: '2.0',
  summary: 'Is refused',
  parameters: {},
  output: {},
  errors: [2310],
  run () {
    throw new InweboError(wire, 'for a reason')
  }
})

t.test('a refusal of inWebo becomes the code that means the same, and an undocumented one is unforeseen', async (t) => {
  const { sandbox, account } = inweboWorld()
  const who = { sandbox, account: account(), deviceId: 'device-1', typed: undefined, signer: { sign: () => Promise.resolve('') } }
  t.throws(() => refusedWith('NOK:NOK_BLOCKED').execute({}, who), { code: 2310, reason: 'for a reason' })
  t.throws(() => refusedWith('NOK:CODE').execute({}, who), { code: 2204, cause: { wire: 'NOK:CODE' } })
})
