import { Type } from '@sinclair/typebox'
import { DEFAULT_ACCOUNT, describeAccounts, explainToken, identify, NO_BEARER } from '../../accounts/identify.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import { BoundedMap, entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { ACCOUNT_ID } from '../../wire/account.ts'

/** How many devices of a sandbox may be signed in. */
const MAX_SESSIONS = 10_000

/** Who is signed in on which device: ids of accounts by what the device calls itself. */
export class Sessions extends BoundedMap<string, string> {
  static readonly key = 'sessions'
  static readonly StateSchema = entriesSchema(Type.String({ pattern: ACCOUNT_ID }), MAX_SESSIONS, 'Account by device')

  constructor ({ memory }: Pick<Sandbox, 'memory'>) {
    super(MAX_SESSIONS, memory)
  }

  /** Forgets what is kept for an account that is deleted. */
  forgetAccount (id: string): void {
    for (const [device, account] of [...this]) if (account === id) this.delete(device)
  }
}

/** The account that calls: that of the token, else the one signed in on its device. */
export function callingAccount (sandbox: Sandbox, token: string | undefined, deviceId: string): Account | undefined {
  if (token !== undefined) return identify(sandbox, token)
  const signedIn = sandbox.part(Sessions).get(deviceId)
  return (signedIn === undefined ? undefined : sandbox.accounts.get(signedIn)) ?? identify(sandbox, undefined)
}

/** Says why `callingAccount` finds nobody. */
export const explainNobody = (sandbox: Sandbox, token: string | undefined): string =>
  token === undefined
    ? `nobody is signed in on this device, and ${NO_BEARER}. ${describeAccounts(sandbox)}`
    : explainToken(sandbox, token)

/** Who signs in when nobody is named: alice, else the first account of the sandbox. */
export function defaultAccount ({ accounts }: Sandbox): Account | undefined {
  const [first] = accounts.values()
  return accounts.get(DEFAULT_ACCOUNT) ?? first
}
