import { Ring } from './ring.ts'

/** What an SMS code is for. */
export const PURPOSES = ['phoneNumberCertification', 'enrollment', 'resetPIN'] as const
export type Purpose = typeof PURPOSES[number]

export interface Sms {
  readonly id: string
  /** E.164 */
  readonly to: string
  readonly code: string
  readonly purpose: Purpose
  /** Id of the account that the code belongs to. */
  readonly account: string
  readonly text: string
  /** ISO 8601, by the sandbox's clock */
  readonly sentAt: string
}

/** A filter: what is absent matches anything. */
export type SmsFilter = { readonly [Key in 'to' | 'account' | 'purpose']?: string | undefined }

/** How many requests may wait for a message at once. */
const MAX_WAITING = 1000

interface Waiting {
  readonly filter: SmsFilter
  readonly deliver: (sms: Sms | undefined) => void
}

/** The SMS messages of one sandbox, in place of telephones. */
export class Inbox {
  readonly #messages: Ring<Sms>
  readonly #waiting = new Set<Waiting>()

  constructor (size: number) {
    this.#messages = new Ring(size)
  }

  /** Puts a message into the inbox and wakes those who wait for it. */
  deliver (sms: Sms): void {
    this.#messages.push(sms)
    for (const waiting of this.#waiting) {
      if (matches(sms, waiting.filter)) waiting.deliver(sms)
    }
  }

  /** Messages that match, newest first. */
  list (filter: SmsFilter, limit = Infinity): Sms[] {
    const found: Sms[] = []
    for (const sms of this.#messages.newestFirst()) {
      if (found.length >= limit) break
      if (matches(sms, filter)) found.push(sms)
    }
    return found
  }

  latest (filter: SmsFilter): Sms | undefined {
    return this.list(filter, 1)[0]
  }

  /** Whether one more request may wait. */
  get crowded (): boolean {
    return this.#waiting.size >= MAX_WAITING
  }

  /** The newest message that matches, or the next one; `undefined` when `signal` aborts first. */
  async wait (filter: SmsFilter, signal: AbortSignal): Promise<Sms | undefined> {
    const found = this.latest(filter)
    if (found !== undefined || signal.aborted) return found
    return await new Promise((resolve) => {
      const deliver = (sms: Sms | undefined) => {
        this.#waiting.delete(waiting)
        signal.removeEventListener('abort', giveUp)
        resolve(sms)
      }
      const giveUp = () => deliver(undefined)
      const waiting: Waiting = { filter, deliver }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', giveUp)
    })
  }

  clear (): void {
    this.#messages.clear()
  }
}

function matches (sms: Sms, { to, account, purpose }: SmsFilter): boolean {
  return (to === undefined || sms.to === to) &&
    (account === undefined || sms.account === account) &&
    (purpose === undefined || sms.purpose === purpose)
}
