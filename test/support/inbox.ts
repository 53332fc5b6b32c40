import { Inbox } from '../../src/sandbox/inbox.ts'
import { MemoryShare } from '../../src/sandbox/memory/memory.ts'
import type { StoredSms } from '../../src/sandbox/sms.ts'
import { Clock } from '../../src/sandbox/time/clock.ts'
import { Schedule } from '../../src/sandbox/time/schedule.ts'

/** A message to alice. */
export const sms = (id: string, codeId = 1, more: Partial<StoredSms> = {}): StoredSms =>
  ({ id, codeId, expiresAt: 900_000, to: '+33612345678', code: '1234', purpose: 'enrollment', account: 'alice', text: '1234', sentAt: '1970-01-01T00:00:00.000Z', ...more })

/** An inbox of so many messages on a clock that stands still, its memory, what it told, and what was sent by it. */
export function inboxOf (size = 10) {
  const [memory, clock] = [new MemoryShare(), new Clock(() => 0)]
  const [told, sent]: [string[], string[]] = [[], []]
  const inbox = new Inbox(size, new Schedule(clock, memory), memory, ({ id }, what, dueAt) => told.push(what === 'arrived' ? id : `${id} ${what}${dueAt === undefined ? '' : ` until ${dueAt}`}`), ({ id }) => sent.push(id))
  return { inbox, clock, memory, told, sent }
}
