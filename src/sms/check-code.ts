import type { Account } from '../sandbox/account.ts'
import type { PendingCode } from '../sandbox/codes.ts'
import type { Purpose } from '../sandbox/inbox.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** What came of a try: there was no code, it was another, it is too old, or it is right. */
export type Verdict = 'none' | 'wrong' | 'expired' | 'right'

/**
 * Tries a code. One that is wrong, or meant for another number, counts; after `smsMaxAttempts` the pending code is
 * void. A right one stays pending until `consumeCode` spends it.
 *
 * @param phoneNumber E.164, where the code must have been sent to this very number
 */
export function checkCode (sandbox: Sandbox, account: Account, purpose: Purpose, code: string, phoneNumber?: string): Verdict {
  const pending = sandbox.codes.get(account.id, purpose)
  if (pending === undefined) return 'none'
  const isRight = pending.code === code && (phoneNumber === undefined || pending.phoneNumber === phoneNumber)
  if (!isRight) {
    countWrongTry(sandbox, pending)
    return 'wrong'
  }
  return pending.expiresAt <= sandbox.clock.now() ? 'expired' : 'right'
}

/** Spends the pending code, so that nobody can use it again. */
export const consumeCode = (sandbox: Sandbox, account: Account, purpose: Purpose): void =>
  sandbox.codes.delete({ account: account.id, purpose })

function countWrongTry ({ codes, settings }: Sandbox, pending: PendingCode): void {
  const attempts = pending.attempts + 1
  if (attempts >= settings.smsMaxAttempts) codes.delete(pending)
  else codes.put({ ...pending, attempts })
}
