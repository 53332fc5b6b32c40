import { viewAccount } from '../accounts/view-account.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { AccountView } from '../wire/account.ts'
import { codesMet } from './codes-met.ts'

/** An account as it is shown, with the codes that it meets; its PIN only among `secrets`. */
export const showAccount = (sandbox: Sandbox, account: Account, secrets?: boolean): AccountView =>
  viewAccount(sandbox, account, codesMet(account), secrets)
