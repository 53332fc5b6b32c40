import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Tokens } from './tokens.ts'

/** Who speaks when nobody says so and `AUTH=optional`. */
export const DEFAULT_ACCOUNT = 'alice'

/** The account that a bearer token belongs to: an account's id is a token, and so is every living access token. */
export function identify (sandbox: Sandbox, token: string | undefined): Account | undefined {
  const { accounts, settings } = sandbox
  if (token === undefined) return settings.auth === 'optional' ? accounts.get(DEFAULT_ACCOUNT) : undefined
  const found = accounts.get(token)
  if (found !== undefined) return found
  const access = sandbox.part(Tokens).find('access', token)
  return access === undefined ? undefined : accounts.get(access.account)
}
