import { didYouMean } from '../lib/nearest-word.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Tokens } from '../oauth/tokens.ts'

/** The account of a request without a token under `AUTH=optional`. */
export const DEFAULT_ACCOUNT = 'alice'

/** What is wrong with a request without a token, and with one that sends its token in another way. */
export const NO_BEARER = 'there is no Authorization: Bearer header (Basic, and a token alone, are not taken)'

/** How many accounts an explanation names. */
const NAMED = 10

/** The account that a bearer token belongs to: the id of an account is a token, and so is every living access token. */
export function identify (sandbox: Sandbox, token: string | undefined): Account | undefined {
  const { accounts, settings } = sandbox
  if (token === undefined) return settings.auth === 'optional' ? accounts.get(DEFAULT_ACCOUNT) : undefined
  const found = accounts.get(token)
  if (found !== undefined) return found
  const access = sandbox.part(Tokens).find('access', token)
  return access === undefined ? undefined : accounts.get(access.account)
}

/** Says why `identify` finds no account for a token, and which tokens there are. */
export function explainToken (sandbox: Sandbox, token: string | undefined): string {
  if (token === undefined) return `${NO_BEARER}. ${describeAccounts(sandbox)}`
  return `${sandbox.part(Tokens).explain('access', token)}. ${didYouMean(token, sandbox.accounts.ids())}${describeAccounts(sandbox)}`
}

/** Names the accounts of a sandbox, no more than ten. */
export function describeAccounts ({ accounts }: Sandbox): string {
  const ids: string[] = []
  for (const id of accounts.ids()) {
    if (ids.length >= NAMED) break
    ids.push(id)
  }
  const more = accounts.size - ids.length
  if (ids.length === 0) return 'The sandbox has no accounts'
  return `The id of an account is a token too: ${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
