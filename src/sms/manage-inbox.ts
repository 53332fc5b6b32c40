import { Conflict, NotFound } from '../lib/errors.ts'
import { matchesSms, type SmsFilter } from '../sandbox/sms.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sms } from '../wire/sms.ts'
import { readSmsFilter } from './latest-sms.ts'
import { viewLateSms, viewSms } from './view-sms.ts'

/**
 * The messages of a sandbox that match a filter, newest first.
 *
 * @param before id of the message to go on before
 * @throws Malformed, NotFound when there is no message to go on before
 */
export function listSms (sandbox: Sandbox, filter: SmsFilter, limit = Infinity, before?: string) {
  const { inbox } = sandbox
  const wanted = readSmsFilter(sandbox, filter)
  if (before !== undefined && inbox.find(before) === undefined) throw new NotFound(`There is no SMS "${before}" to go on before: it was forgotten, or never was in this sandbox.`)
  const all = inbox.list(wanted)
  const first = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1
  return {
    messages: all.slice(first, first + limit).map((sms) => viewSms(sandbox, sms)),
    total: all.length,
    late: inbox.scheduled.filter(({ sms }) => matchesSms(sms, wanted)).map((late) => viewLateSms(sandbox, late))
  }
}

/**
 * Lets the code of a message expire now.
 *
 * @throws NotFound; Conflict when its code is not pending
 */
export function expireSms (sandbox: Sandbox, id: string): Sms {
  const sms = sandbox.inbox.find(id)
  if (sms === undefined) throw new NotFound(`There is no SMS "${id}". GET /admin/sms lists those of this sandbox.`)
  const { state } = viewSms(sandbox, sms)
  const pending = sandbox.codes.get(sms.account, sms.purpose)
  if (state !== 'pending' || pending === undefined) throw new Conflict(`The code of ${id} is ${state}, so it cannot expire any more.`)
  sandbox.codes.expire(pending)
  return viewSms(sandbox, sms)
}

/** Deletes every message; the codes that they carried stay as they are. */
export function emptyInbox ({ inbox, events }: Sandbox): void {
  inbox.clear()
  events.emit('cleared', { what: 'sms' })
}
