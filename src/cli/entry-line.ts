import type { JournalEntry } from '../client/contract.ts'

/** A request in one line: when, what, whose, and what came of it. */
export function entryLine ({ at, operation, face, account, status, code, answered, httpStatus, reason, fault, duration }: JournalEntry): string {
  const outcome = status === 'SUCCEEDED' ? 'OK' : String(code ?? httpStatus ?? (answered ? 'answered' : 'no answer'))
  const cause = fault === null || fault === undefined ? '' : ` (fault ${fault.rule ?? 'of the request'})`
  return [at.slice(11, 19), operation ?? face ?? '-', account ?? '-', `${outcome}${cause}`, `${Math.round(duration)} ms`, reason ?? ''].filter((part) => part !== '').join('  ')
}
