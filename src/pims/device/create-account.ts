import { type AccountInput, completeAccount, isAccountId, weightOfAccount } from '../../sandbox/accounts/account.ts'
import type { Context } from '../language/operation.ts'
import { PimsError } from '../language/pims-error.ts'
import { signIn } from './sign-in.ts'

/**
 * Creates an account and signs it in on the device. X-Login-As is its id, made up when absent.
 *
 * @param input what it has besides its id; its login is by the id when absent
 * @throws PimsError 2102 for an id or a login that cannot be a new one, 2368 where the sandbox takes no more
 */
export function createAccount (context: Context<never>, { login, ...input }: Omit<AccountInput, 'id'> = {}): void {
  const { sandbox: { accounts, clock, memory, random }, loginAs } = context
  const id = loginAs ?? `user-${random.hex(8)}`
  if (!isAccountId(id) || accounts.get(id) !== undefined) throw new PimsError(2102, { parameter: 'X-Login-As', reason: 'it must be a new id: 1 to 64 letters, digits, dots, hyphens, underscores and @' })
  if (login !== undefined && accounts.findLogin(login) !== undefined) throw new PimsError(2102, { parameter: 'email', reason: 'an account has this login already' })
  const account = completeAccount({ id, ...input, ...login !== undefined && { login } }, clock.now())
  if (accounts.full || !memory.makeRoom(weightOfAccount(account))) throw new PimsError(2368, { reason: 'the sandbox takes no more accounts' })
  accounts.put(account)
  signIn(context, account)
}
