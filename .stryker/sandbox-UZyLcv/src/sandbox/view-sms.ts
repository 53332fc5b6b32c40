// @ts-nocheck
import type { Sms } from '../wire/sms.ts'
import type { ScheduledSms, StoredSms } from './inbox.ts'
import type { Sandbox } from './sandbox.ts'

/** A message as the admin API shows it: with what became of its code. */
export function viewSms (sandbox: Sandbox, { codeId, expiresAt, ...sms }: StoredSms): Sms {
  const pending = sandbox.codes.get(sms.account, sms.purpose)
  if (pending?.id !== codeId) {
    // One that ended so long ago that nobody remembers how has at least lived its time.
    return { ...sms, expiresAt: time(expiresAt), state: sandbox.codes.ended(codeId)?.end ?? 'expired', attemptsLeft: 0 }
  }
  const isAlive = sandbox.clock.now() < pending.expiresAt
  return {
    ...sms,
    expiresAt: time(pending.expiresAt),
    state: isAlive ? 'pending' : 'expired',
    attemptsLeft: isAlive ? sandbox.settings.smsMaxAttempts - pending.attempts : 0
  }
}

/** A message that a fault holds back, as the admin API shows it. */
export const viewLateSms = (sandbox: Sandbox, { sms, dueAt }: ScheduledSms) => ({ ...viewSms(sandbox, sms), dueAt: time(dueAt) })

const time = (milliseconds: number): string => new Date(milliseconds).toISOString()
