import type { Account } from '../sandbox/accounts/account.ts'
import type { CodeEnd, EndedCode, PendingCode } from '../sandbox/codes.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Purpose } from '../wire/sms.ts'

/** The result of trying a code: none was pending, it was another one, it is too old, or it is right. */
export type Verdict = 'none' | 'wrong' | 'expired' | 'right'

/** What a code was found to be, and why in a sentence for the author of a client: what was sent, which may be a secret of somebody else, is not quoted. */
export interface CodeCheck {
  readonly verdict: Verdict
  readonly reason: string
}

const time = (milliseconds: number) => new Date(milliseconds).toISOString()

/**
 * Tries a code. One that is wrong, or was sent to another number, counts; after `smsMaxAttempts` the pending code is
 * void. A right one stays pending until `consumeCode`.
 *
 * @param phoneNumber E.164, where the code must have been sent to this very number
 */
export function checkCode (sandbox: Sandbox, account: Account, purpose: Purpose, code: string, phoneNumber?: string): CodeCheck {
  const pending = sandbox.codes.get(account.id, purpose)
  if (pending === undefined) return { verdict: 'none', reason: describeNone(account, purpose, code, sandbox.codes.lastEnded(account.id, purpose)) }
  if (pending.code !== code) {
    const ended = sandbox.codes.lastEnded(account.id, purpose)
    const earlier = ended?.code === code ? `, but an earlier one, which ${describeEnd(ended)}` : ''
    return countWrongTry(sandbox, pending, `the code that was sent is not the pending ${purpose} code${earlier}`)
  }
  if (phoneNumber !== undefined && pending.phoneNumber !== phoneNumber) {
    return countWrongTry(sandbox, pending, `the ${purpose} code was sent to ${pending.phoneNumber}, not to ${phoneNumber}`)
  }
  const expired = describeExpiry(sandbox, pending)
  return expired === undefined ? { verdict: 'right', reason: 'the code is right' } : { verdict: 'expired', reason: expired }
}

function describeNone ({ id }: Account, purpose: Purpose, code: string, ended: EndedCode | undefined): string {
  if (ended === undefined) return `no ${purpose} code has been sent for ${id}`
  if (ended.code !== code) return `no ${purpose} code is pending for ${id}: the last one ${describeEnd(ended)}, and is not the code that was sent`
  return `the ${purpose} code ${describeEnd(ended)}`
}

const ENDS: Readonly<Record<CodeEnd, string>> = { used: 'was used', replaced: 'was replaced by a newer one', void: 'was voided by wrong tries', accountReset: 'was voided when the account was reset', accountDeleted: 'was voided when the account was deleted' }
const describeEnd = ({ end, endedAt }: EndedCode): string => `${ENDS[end]} at ${time(endedAt)}`

/** Says when a pending code expired; `undefined` while it lives. */
export function describeExpiry ({ clock }: Sandbox, { purpose, sentAt, expiresAt }: PendingCode): string | undefined {
  const now = clock.now()
  if (now < expiresAt) return undefined
  return `the ${purpose} code was sent at ${time(sentAt)}, lives ${(expiresAt - sentAt) / 1000} s and expired at ${time(expiresAt)}; the sandbox's clock shows ${time(now)}`
}

/** Spends the pending code, so that nobody can use it again. */
export function consumeCode ({ codes }: Sandbox, { id }: Account, purpose: Purpose): void {
  const pending = codes.get(id, purpose)
  if (pending !== undefined) codes.end(pending, 'used')
}

function countWrongTry ({ codes, settings }: Sandbox, pending: PendingCode, reason: string): CodeCheck {
  const left = codes.countWrongTry(pending, settings.smsMaxAttempts)
  const tries = left > 0 ? `${left} ${left === 1 ? 'try' : 'tries'} left` : 'no tries left, so the pending code is void'
  return { verdict: 'wrong', reason: `${reason}; ${tries}` }
}
