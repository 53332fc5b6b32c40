import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Life of an activation code, in milliseconds (docs/reference/device-protocol.md#2-keys-and-identifiers). */
const ACTIVATION_CODE_TTL = 15 * 60_000
/** Time between Setup and Finalize, in milliseconds (docs/reference/device-protocol.md#6-what-the-server-does). */
const CHALLENGE_TTL = 60_000

/** The limits that hold for an account: its own, else the sandbox's; times in milliseconds. */
export const limitsOf = ({ settings }: Sandbox, { limits }: Account) => ({
  maxPinErrors: settings.maxPinErrors,
  maxEnrollments: settings.maxEnrollments,
  otpDailyLimit: settings.otpDailyLimit,
  activationCodeTtl: ACTIVATION_CODE_TTL,
  challengeTtl: CHALLENGE_TTL,
  ...limits
})
