import t from 'tap'
import { InweboError, type WireError } from '../../src/inwebo/errors.ts'
import { execute } from '../../src/pims/dispatch.ts'
import { defineOperation } from '../../src/pims/operation.ts'
import { setUserCreateAccount } from '../../src/pims/operations/set-user-create-account.ts'
import { MAX_OWN_ACCOUNTS } from '../../src/sandbox/accounts.ts'
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

const signer = { sign: () => Promise.resolve('') }

t.test('a refusal of inWebo becomes the code that means the same, and an undocumented one is unforeseen', async (t) => {
  const { sandbox, account } = inweboWorld()
  const who = { sandbox, account: account(), deviceId: 'device-1', typed: undefined, signer }
  t.throws(() => refusedWith('NOK:NOK_BLOCKED').execute({}, who), { code: 2310, reason: 'for a reason' })
  t.throws(() => refusedWith('NOK:CODE').execute({}, who), { code: 2204, cause: { wire: 'NOK:CODE' } })
})

t.test('2316 carries the operation out, and hides nothing that nobody foresaw', async (t) => {
  const { sandbox, account } = inweboWorld()
  const broken = { ...refusedWith('NOK:CODE'), execute: () => { throw new TypeError('broken') } }
  const call = { operation: broken, parameters: {}, account: account(), deviceId: 'device-1', typed: undefined, phoneNumber: undefined }
  t.throws(() => execute(sandbox, call, { signer }, { error: 2316 }), TypeError)
  t.throws(() => execute(sandbox, call, { signer }, { error: 1 }), { code: 2000 }, 'no code at all is an unknown error')
})

t.test('a sandbox that takes no more accounts is a page that the user leaves', async (t) => {
  const { sandbox, account } = inweboWorld()
  for (let count = 0; count <= MAX_OWN_ACCOUNTS; count++) sandbox.accounts.put({ ...account(), id: `own-${count}`, trustedPhoneNumber: null })
  t.throws(() => setUserCreateAccount.execute({}, { sandbox, account: undefined, deviceId: 'device-1', typed: undefined, signer }), { code: 2368 })
})
