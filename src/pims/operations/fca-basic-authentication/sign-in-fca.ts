import type { Account } from '../../../sandbox/accounts/account.ts'
import { signIn } from '../../device/sign-in.ts'
import type { Context } from '../../language/operation.ts'

/**
 * Signs an account of FCA's brands in on the device.
 *
 * @param named what names the account, and in words that it names none
 * @throws PimsError 2102 where it is none of FCA's brands, 2383 where it is blocked
 */
export function signInFca (context: Context<2102 | 2383>, account: Account | undefined, named: { readonly parameter: string, readonly reason: string }): void {
  if (account?.family !== 'fca') throw context.fail(2102, named)
  if (account.blocked === 'AccountBlocked') throw context.fail(2383, { reason: `${account.id} is blocked` })
  signIn(context, account)
}
