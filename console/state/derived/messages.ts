import type { Sms, SmsState } from '../world/wire.ts'

/** When a code stops working, in milliseconds since 1970. */
export const expiryOf = ({ expiresAt }: Pick<Sms, 'expiresAt'>): number => Date.parse(expiresAt)

/** How long a code works from the start, in milliseconds. */
export const lifetimeOf = (sms: Sms): number => expiryOf(sms) - Date.parse(sms.sentAt)

/** How long a code still works at a time, in milliseconds: never longer than from the start, which a clock a moment behind would say. */
export const leftAt = (sms: Sms, now: number): number => Math.max(0, Math.min(lifetimeOf(sms), expiryOf(sms) - now))

/** What had become of the code of a message at a time, in milliseconds since 1970: time alone is no event. */
export const stateAt = (sms: Sms, now: number): SmsState =>
  sms.state === 'pending' && expiryOf(sms) <= now ? 'expired' : sms.state

/** A number that messages were sent to. */
export interface Phone {
  readonly number: string
  /** Account of the newest message. */
  readonly account: string
  /** ISO 8601; of the newest message. */
  readonly at: string
  readonly pending: boolean
}

/** The numbers that messages were sent to, the most recent first. */
export function phonesOf (messages: readonly Sms[], pending: readonly Sms[]): readonly Phone[] {
  const waiting = new Set(pending.map(({ to }) => to))
  const phones = new Map<string, Phone>()
  for (const { to, account, sentAt } of messages) {
    if (!phones.has(to)) phones.set(to, { number: to, account, at: sentAt, pending: waiting.has(to) })
  }
  return [...phones.values()]
}
