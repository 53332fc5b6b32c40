import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Budget } from '../accounts/budget.ts'
import { sameText } from './crypto/primitives.ts'
import { InweboError } from './inwebo-error.ts'
import { limitsOf } from '../accounts/limits.ts'

/** What a PIN may look like. */
export const PIN = /^\d{4,8}$/

/**
 * Counts an attempt with a PIN: a wrong one counts and the last one allowed blocks the account; a right one clears the
 * count, whatever becomes of the request (docs/reference/device-protocol.md#64-r-values-and-wrong-pins).
 * @param reason what shows that the PIN is wrong
 * @returns the account after a right PIN, stored
 * @throws InweboError wrong-pin, or pin-blocked from the one that blocks
 */
export function countPinAttempt (sandbox: Sandbox, account: Account, isRight: boolean, reason: string): Account {
  if (!isRight) return countWrongPin(sandbox, account, reason)
  sandbox.part(Budget).clearWrongPins(account.id)
  if (account.pinErrors === 0) return account
  const trusted = { ...account, pinErrors: 0 }
  sandbox.accounts.put(trusted)
  return trusted
}

function countWrongPin (sandbox: Sandbox, account: Account, reason: string): never {
  const { maxPinErrors } = limitsOf(sandbox, account)
  const pinErrors = account.pinErrors + 1
  const isLast = pinErrors >= maxPinErrors
  sandbox.part(Budget).count(account.id, 'wrongPins')
  sandbox.accounts.put({ ...account, pinErrors, ...isLast && { blocked: 'PinBlocked' } })
  const sentence = `${reason}: wrong PIN ${pinErrors} of ${maxPinErrors}`
  throw isLast ? new InweboError('pin-blocked', `${sentence}, so the PIN is blocked; reset the PIN or remove all enrolments`) : new InweboError('wrong-pin', sentence)
}

/**
 * Checks a PIN that was sent in clear.
 * @returns the account after it, stored
 * @throws InweboError as `countPinAttempt`
 */
export const checkPin = (sandbox: Sandbox, account: Account, pin: string): Account =>
  countPinAttempt(sandbox, account, account.pin !== undefined && sameText(account.pin, pin), 'the PIN is not the PIN of the account')

/**
 * Sets the first PIN of an account, or checks it.
 * @returns the account with the PIN; a first one is not stored yet
 * @throws InweboError malformed-pin, or as `countPinAttempt`
 */
export function setOrCheckPin (sandbox: Sandbox, account: Account, pin: string): Account {
  if (!PIN.test(pin)) throw new InweboError('malformed-pin', 'a PIN has 4 to 8 digits')
  return account.pin === undefined ? { ...account, pin, pinErrors: 0 } : checkPin(sandbox, account, pin)
}
