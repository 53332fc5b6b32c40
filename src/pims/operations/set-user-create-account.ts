import { completeAccount, isAccountId } from '../../sandbox/account.ts'
import { defineOperation } from '../operation.ts'
import { onlyOn, optional, platformObject, text } from '../parameter.ts'
import { signIn } from '../sign-in.ts'

/** pims.authentication.user – createAccount */
export const setUserCreateAccount = defineOperation({
  component: 'BasicAuthentication',
  verb: 'set',
  api: 'pims.authentication.user',
  selector: { parameter: 'action', value: 'createAccount' },
  since: '2.0',
  summary: 'Opens the page that creates an account',
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  },
  output: {},
  identity: 'optional',
  errors: [2001, 2101, 2102, 2368],

  // X-Login-As is the id of the new account, made up when absent; whoever has created an account is signed in with it.
  run (_, visit) {
    const { sandbox: { accounts, clock, random }, typed, fail } = visit
    const id = typed ?? `user-${random.hex(8)}`
    if (!isAccountId(id) || accounts.get(id) !== undefined) throw fail(2102, { parameter: 'X-Login-As', reason: 'it must be a new id: 1 to 64 letters, digits, dots, hyphens, underscores and @' })
    if (accounts.full) throw fail(2368, { reason: 'the sandbox takes no more accounts' })
    const account = completeAccount({ id }, clock.now())
    accounts.put(account)
    signIn(visit, account)
  }
})
