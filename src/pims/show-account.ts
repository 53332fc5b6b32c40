import { viewAccount } from '../accounts/view-account.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { AccountView } from '../wire/account.ts'
import { codesMet } from './codes-met.ts'
import { loginRefusals } from './device/gigya.ts'

/** An account as it is shown, with the codes that it meets; its PIN and password only among `secrets`. */
export const showAccount = (sandbox: Sandbox, account: Account, secrets?: boolean): AccountView =>
  viewAccount(sandbox, account, [...codesMet(account), ...loginRefusals(account, sandbox.clock.now())], secrets)
