import t from 'tap'
import { InweboError, type InweboRefusal } from '../../src/inwebo/inwebo-error.ts'
import { execute } from '../../src/pims/dispatch.ts'
import { defineOperation } from '../../src/pims/language/define-operation.ts'
import type { Operation } from '../../src/pims/language/operation.ts'
import { joinOperation } from '../../src/pims/join-operation.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { MAX_OWN_ACCOUNTS } from '../../src/sandbox/accounts/accounts.ts'
import { inweboWorld } from '../support/inwebo.ts'

/** An operation that is refused by inWebo. */
const refusedWith = (refusal: InweboRefusal) => joinOperation({
  id: 'get.refused',
  reference: { component: 'StrongAuthentication', verb: 'get', api: 'pims.test.refused', vendorTag: 'pims.test.refused', since: '2.0', parameters: [], output: [], errors: [2310] },
  family: 'psa',
  otherForm: new Set(),
  behaviour: defineOperation({
    of: 'get.refused',
    summary: 'Is refused',
    run () {
      throw new InweboError(refusal, 'for a reason')
    }
  })
})

const createAccount = allOperations().find(({ id }) => id === 'set.user.createAccount')

const signer = { sign: () => '' }

/** A request for an operation, from the world's one account. */
const requestFor = (operation: Operation, caller: string | undefined = 'carol') => ({
  operation,
  parameters: {},
  caller,
  token: undefined,
  deviceId: 'device-1',
  loginAs: undefined,
  namedEffect: undefined,
  call: { operation: operation.id, account: caller, device: 'device-1', phoneNumber: undefined }
})

t.test('a refusal of inWebo becomes the code that means the same, and an undocumented one is unforeseen', async (t) => {
  const { sandbox } = inweboWorld()
  t.throws(() => execute(requestFor(refusedWith('blocked')), null, { sandbox, signer }), { code: 2310, reason: 'for a reason' })
  t.throws(() => execute(requestFor(refusedWith('wrong-code')), null, { sandbox, signer }), { code: 2204, cause: { refusal: 'wrong-code' } })
})

t.test('2316 carries the operation out, and hides nothing that nobody foresaw', async (t) => {
  const { sandbox } = inweboWorld()
  const broken = requestFor({ ...refusedWith('wrong-code'), run: () => { throw new TypeError('broken') } })
  t.throws(() => execute(broken, { error: 2316 }, { sandbox, signer }), TypeError)
  t.throws(() => execute(broken, { error: 1 }, { sandbox, signer }), { code: 2000 }, 'no code at all is an unknown error')
})

t.test('a sandbox that takes no more accounts is a page that the user leaves', async (t) => {
  const { sandbox, account } = inweboWorld()
  for (let count = 0; count <= MAX_OWN_ACCOUNTS; count++) sandbox.accounts.put({ ...account(), id: `own-${count}`, trustedPhoneNumber: null })
  t.throws(() => execute(requestFor(createAccount as Operation, undefined), null, { sandbox, signer }), { code: 2368 })
})
