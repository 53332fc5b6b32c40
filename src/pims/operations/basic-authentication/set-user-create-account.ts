import { completeAccount, isAccountId, weightOfAccount } from '../../../sandbox/accounts/account.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { openPage } from './login-page.ts'
import { signIn } from '../../device/sign-in.ts'

const NEW_ID = 'it must be a new id: 1 to 64 letters, digits, dots, hyphens, underscores and @'

/** pims.authentication.user – createAccount */
export const setUserCreateAccount = defineOperation({
  of: 'set.user.createAccount',
  ...openPage,
  identity: 'optional',
  summary: 'Opens the page that creates an account',

  // X-Login-As is the id of the new account, made up when absent; whoever has created an account is signed in with it.
  run (_, context) {
    const { sandbox: { accounts, clock, memory, random }, loginAs, fail } = context
    const id = loginAs ?? `user-${random.hex(8)}`
    if (!isAccountId(id) || accounts.get(id) !== undefined) throw fail(2102, { parameter: 'X-Login-As', reason: NEW_ID })
    const account = completeAccount({ id }, clock.now())
    if (accounts.full || !memory.makeRoom(weightOfAccount(account))) throw fail(2368, { reason: 'the sandbox takes no more accounts' })
    accounts.put(account)
    signIn(context, account)
  }
})
