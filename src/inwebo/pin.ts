import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { UsageMeter } from './usage.ts'
import { sameText } from './crypto/primitives.ts'
import { pinBlocked } from './account-checks.ts'
import { InweboError } from './errors.ts'
import { limitsOf } from './limits.ts'

/** What a PIN may look like. */
export const PIN = /^\d{4,8}$/

/**
 * The rule of docs/reference/device-protocol.md#64-r-values-and-wrong-pins: a wrong PIN counts, the last one allowed blocks the account, a right one clears the count.
 * @param reason what shows that the PIN is wrong
 * @returns the account after a right PIN, not stored yet
 * @throws InweboError NOK:ACCESS, or NOK:NOK_BLOCKED from the one that blocks
 */
export function countPinAttempt (sandbox: Sandbox, account: Account, isRight: boolean, reason: string): Account {
  if (!isRight) return countWrongPin(sandbox, account, reason)
  sandbox.part(UsageMeter).clearWrongPins(account.id)
  return account.pinErrors === 0 ? account : { ...account, pinErrors: 0 }
}

function countWrongPin (sandbox: Sandbox, account: Account, reason: string): never {
  const { maxPinErrors } = limitsOf(sandbox, account)
  const pinErrors = account.pinErrors + 1
  const isLast = pinErrors >= maxPinErrors
  sandbox.part(UsageMeter).count(account.id, 'wrongPins')
  sandbox.accounts.put({ ...account, pinErrors, ...isLast && { blocked: 'PinBlocked' } })
  const sentence = `${reason}: wrong PIN ${pinErrors} of ${maxPinErrors}`
  throw isLast ? pinBlocked(`${sentence}, so the PIN is blocked; reset the PIN or remove all enrolments`) : new InweboError('NOK:ACCESS', sentence)
}

/**
 * Checks a PIN that was sent as it is.
 * @returns the account after it, not stored yet
 * @throws InweboError as `countPinAttempt`
 */
export const checkPin = (sandbox: Sandbox, account: Account, pin: string): Account =>
  countPinAttempt(sandbox, account, account.pin !== undefined && sameText(account.pin, pin), 'the PIN is not the PIN of the account')

/**
 * The account with a PIN: its first one, or the right one.
 * @throws InweboError NOK:PINREFUSED, or as `countPinAttempt`
 */
export function setOrCheckPin (sandbox: Sandbox, account: Account, pin: string): Account {
  if (!PIN.test(pin)) throw new InweboError('NOK:PINREFUSED', 'a PIN has 4 to 8 digits')
  return account.pin === undefined ? { ...account, pin, pinErrors: 0 } : checkPin(sandbox, account, pin)
}
