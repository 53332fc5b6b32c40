import type { Sms } from '../wire/sms.ts'
import type { EndedCode } from '../sandbox/codes.ts'
import type { ScheduledSms, StoredSms } from '../sandbox/sms.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** A message as the admin API shows it: with what became of its code. */
export function viewSms (sandbox: Sandbox, sms: StoredSms): Sms {
  const { id, to, code, purpose, account, text, sentAt } = sms
  return { id, to, code, purpose, account, text, sentAt, ...viewCode(sandbox, sms) }
}

/** Whether the code of a message can be used. */
export function isPending ({ codes, clock }: Pick<Sandbox, 'codes' | 'clock'>, { account, purpose, codeId }: Pick<StoredSms, 'account' | 'purpose' | 'codeId'>): boolean {
  const pending = codes.get(account, purpose)
  return pending?.id === codeId && clock.now() < pending.expiresAt
}

/** What became of the code of a message. */
function viewCode ({ codes, clock, settings }: Sandbox, { account, purpose, codeId, expiresAt }: StoredSms): Pick<Sms, 'expiresAt' | 'state' | 'attemptsLeft'> {
  const pending = codes.get(account, purpose)
  if (pending?.id !== codeId) {
    return { expiresAt: time(expiresAt), state: stateOf(codes.ended(codeId)), attemptsLeft: 0 }
  }
  const isAlive = isPending({ codes, clock }, { account, purpose, codeId })
  return {
    expiresAt: time(pending.expiresAt),
    state: isAlive ? 'pending' : 'expired',
    attemptsLeft: isAlive ? settings.smsMaxAttempts - pending.attempts : 0
  }
}

/** The state of a code that ended; one that ended so long ago that nobody remembers how has at least lived its time. */
function stateOf (code: EndedCode | undefined): Sms['state'] {
  if (code === undefined) return 'expired'
  return code.end === 'used' || code.end === 'replaced' ? code.end : 'void'
}

/** A message that a fault holds back, as the admin API shows it. */
export const viewLateSms = (sandbox: Sandbox, { sms, dueAt }: ScheduledSms) => ({ ...viewSms(sandbox, sms), dueAt: time(dueAt) })

const time = (milliseconds: number): string => new Date(milliseconds).toISOString()
