import { MAX_WAITING, type Sms, type SmsFilter } from '../sandbox/inbox.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { withPatience } from '../lib/with-timeout.ts'
import { Busy, Malformed, NotFound } from '../lib/errors.ts'
import { readPhoneNumber } from '../sandbox/read-phone-number.ts'

/** Messages that match, newest first. */
export const listSms = (sandbox: Sandbox, filter: SmsFilter, limit?: number): Sms[] =>
  sandbox.inbox.list(readFilter(sandbox, filter), limit)

/**
 * The newest message that matches; waits for one, `wait` milliseconds at most or until the client leaves.
 *
 * @throws NotFound when none came, Busy when too many wait already
 */
export async function latestSms (sandbox: Sandbox, filter: SmsFilter, wait = 0, departure: () => AbortSignal): Promise<Sms> {
  const { inbox } = sandbox
  const wanted = readFilter(sandbox, filter)
  const found = inbox.latest(wanted)
  if (found !== undefined) return found
  if (wait > 0) {
    if (inbox.crowded) throw new Busy(`${MAX_WAITING} requests wait for an SMS in this sandbox already.`)
    const sms = await withPatience(wait, departure(), (signal) => inbox.wait(wanted, signal))
    if (sms !== undefined) return sms
  }
  throw new NotFound(`No SMS${describe(filter)} has been sent${wait > 0 ? `, nor came within ${wait} ms` : '. Add wait=5000 to wait for one'}.`)
}

function readFilter ({ settings }: Sandbox, { to, ...filter }: SmsFilter): SmsFilter {
  if (to === undefined) return filter
  return { ...filter, to: readPhoneNumber('to', to, settings, Malformed) }
}

const describe = ({ to, account, purpose }: SmsFilter): string =>
  [[' to ', to], [' for account ', account], [' of purpose ', purpose]]
    .flatMap(([name, value]) => value === undefined ? [] : [`${name}${value}`]).join('')
