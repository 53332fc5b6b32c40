import type { Account } from '../../sandbox/accounts/account.ts'
import type { Context } from '../language/operation.ts'
import { defaultAccount, Sessions } from './sessions.ts'

/** Who signs in on the page: the account that is named, else the sandbox's default. */
export function chosenAccount ({ sandbox, loginAs, fail }: Context<2102 | 2368>): Account {
  const account = loginAs === undefined ? defaultAccount(sandbox) : sandbox.accounts.findLogin(loginAs)
  if (account !== undefined) return account
  if (loginAs === undefined) throw fail(2368, { reason: 'the sandbox has no account to sign in as' })
  throw fail(2102, { parameter: 'X-Login-As', reason: 'there is no such account in this sandbox' })
}

/** Signs an account in on this device, in place of whoever was. */
export const signIn = ({ sandbox, deviceId }: Pick<Context, 'sandbox' | 'deviceId'>, account: Account): void => {
  sandbox.part(Sessions).set(deviceId, account.id)
}
