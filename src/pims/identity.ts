import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Who speaks when nobody says so and `AUTH=optional`. */
const DEFAULT_ACCOUNT = 'alice'

/** The account that a bearer token belongs to; an account's id is a token. */
export function identify ({ accounts, settings }: Sandbox, token: string | undefined): Account | undefined {
  if (token !== undefined) return accounts.get(token)
  return settings.auth === 'optional' ? accounts.get(DEFAULT_ACCOUNT) : undefined
}
