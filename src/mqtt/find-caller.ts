import { describeAccounts } from '../accounts/identify.ts'
import { sandboxOfToken } from '../oauth/token.ts'
import { Tokens } from '../oauth/tokens.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import { DEFAULT_SANDBOX, type Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'

/** The account that a remote access token belongs to: the id of an account is a token, also behind the tag of its sandbox. */
export function remoteCaller (sandbox: Sandbox, token: string): Account | undefined {
  const { accounts } = sandbox
  const tag = sandboxOfToken(token)
  const named = tag === undefined ? accounts.get(token) : tag.sandbox === sandbox.id ? accounts.get(tag.rest) : undefined
  if (named !== undefined) return named
  const issued = sandbox.part(Tokens).find('remoteAccess', token)
  return issued === undefined ? undefined : accounts.get(issued.account)
}

/** Says why `remoteCaller` finds no account. */
export function explainRemoteToken (sandbox: Sandbox, token: string): string {
  const tag = sandboxOfToken(token)
  if (tag !== undefined && tag.sandbox !== sandbox.id) return `the token is of the sandbox "${tag.sandbox}", and this is "${sandbox.id}"`
  return `${sandbox.part(Tokens).explain('remoteAccess', token)}. ${describeAccounts(sandbox)}`
}

/** The sandbox that a password names; `default` where it names none, and where that one is not there, which `reason` says then. */
export function sandboxOfPassword (sandboxes: Sandboxes, password: string | undefined): { readonly sandbox: Sandbox, readonly reason?: string } {
  const id = password === undefined ? undefined : sandboxOfToken(password)?.sandbox
  if (id === undefined || id === DEFAULT_SANDBOX) return { sandbox: sandboxes.open(DEFAULT_SANDBOX) }
  if (sandboxes.get(id) !== undefined) return { sandbox: sandboxes.open(id) }
  return { sandbox: sandboxes.open(DEFAULT_SANDBOX), reason: `the token is of the sandbox "${id}", which is not there: it was dropped, or is in another process` }
}
