import { getAccount } from '../accounts/edit-account.ts'
import { Busy, Malformed, NotFound } from '../lib/errors.ts'
import { withTimeout } from '../lib/with-timeout.ts'
import { MAX_WAITING } from '../sandbox/inbox.ts'
import { matchesSms, type SmsFilter, type StoredSms } from '../sandbox/sms.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { isPending, viewSms } from './view-sms.ts'
import type { Sms } from '../wire/sms.ts'

/** Which message is asked for. */
export interface WantedSms extends SmsFilter {
  /** Id of a message: only those with a newer code count. */
  readonly after?: string | undefined
  /** Milliseconds. With a wait, only messages whose code can be used count. */
  readonly wait?: number | undefined
}

/**
 * Brings the number of a filter into the form of the inbox's.
 *
 * @throws Malformed
 */
export function readSmsFilter ({ settings }: Sandbox, { to, account, purpose }: SmsFilter): SmsFilter {
  return { to: to === undefined ? undefined : readPhoneNumber('to', to, settings.phoneRegion, Malformed), account, purpose }
}

/**
 * The newest message that is wanted; waits for one not yet sent where that is asked.
 *
 * @param closed aborts when the client disconnects, or the sandbox is dropped
 * @throws Malformed, NotFound when none came or there is no such account, Busy when too many wait already, Dropped when the sandbox was
 */
export async function latestSms (sandbox: Sandbox, wanted: WantedSms, closed: () => AbortSignal): Promise<Sms> {
  const { inbox } = sandbox
  const { after, wait = 0 } = wanted
  const filter = readSmsFilter(sandbox, wanted)
  const codeId = after === undefined ? 0 : readAfter(sandbox, after)
  const isAsked = (sms: StoredSms) => sms.codeId > codeId && matchesSms(sms, filter)
  const isWanted = wait === 0 ? isAsked : (sms: StoredSms) => isAsked(sms) && isPending(sandbox, sms)

  const found = inbox.latest(isWanted)
  if (found !== undefined) return viewSms(sandbox, found)
  if (wait > 0) {
    if (inbox.isFull) throw new Busy(`${MAX_WAITING} requests already wait for an SMS in this sandbox.`)
    const sms = await withTimeout(wait, closed(), (signal) => inbox.wait(isWanted, signal))
    sandbox.refuseClosed()
    if (sms !== undefined) return viewSms(sandbox, sms)
  }
  const unusable = inbox.latest(isAsked)
  if (wanted.account !== undefined && unusable === undefined) getAccount(sandbox, wanted.account)
  const elsewhere = filter.to === undefined ? undefined : inbox.latest((sms) => sms.codeId > codeId && matchesSms(sms, { ...filter, to: undefined }))
  throw new NotFound(explainNone(sandbox, wanted, { unusable, elsewhere }))
}

/**
 * Number of the code after which a code is newer: two messages of a duplicate are equally new, and a message that comes late
 * is as old as its code.
 *
 * @throws Malformed
 */
function readAfter ({ inbox }: Sandbox, id: string): number {
  const codeId = inbox.codeIdOf(id)
  if (codeId === undefined) throw new Malformed(`after "${id}" is not the id of an SMS that this sandbox remembers: it was sent before a reset, long ago, or in another sandbox. GET /admin/sms lists the ids; without after, the newest SMS counts.`)
  return codeId
}

/** @param found the newest messages that would have matched: without a wait, and to another number */
function explainNone (sandbox: Sandbox, wanted: WantedSms, { unusable, elsewhere }: { readonly unusable: StoredSms | undefined, readonly elsewhere: StoredSms | undefined }): string {
  const { wait = 0, after } = wanted
  const which = `${describeFilter(wanted)}${after === undefined ? '' : ` after ${after}`}`
  const other = elsewhere === undefined ? '' : ` The newest to another number, ${elsewhere.id}, went to ${elsewhere.to}.`
  if (wait === 0) return `No SMS${which} has been sent. Add wait=5000 to wait for one.${other}`
  if (unusable === undefined) return `No SMS${which} has been sent, nor came within ${wait} ms.${other}`
  const { id, state } = viewSms(sandbox, unusable)
  return `No SMS${which} with a code that can be used has been sent, nor came within ${wait} ms: the code of the newest, ${id}, is ${state}. Without a wait it is answered all the same.`
}

const describeFilter = ({ to, account, purpose }: SmsFilter): string =>
  [[' to ', to], [' for account ', account], [' of purpose ', purpose]]
    .flatMap(([name, value]) => value === undefined ? [] : [`${name}${value}`]).join('')
