import type { Purpose } from '../wire/sms.ts'
import { BoundedMap } from './memory/bounded-map.ts'
import type { Clock } from './time/clock.ts'
import type { MemoryShare } from './memory/memory.ts'
import { Tally } from './tally.ts'

/** A code as it is sent: the content of one SMS, or of two of a duplicate. */
export interface NewCode {
  readonly account: string
  readonly purpose: Purpose
  readonly code: string
  /** E.164; the number that the code was sent to */
  readonly phoneNumber: string
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly sentAt: number
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly expiresAt: number
  /** Whether the device that enrols with it takes the place of all others. */
  readonly replacesDevices?: true
}

/** A code that was sent and not used yet. */
export interface PendingCode extends NewCode {
  /** Number of the code in its sandbox, from 1. */
  readonly id: number
  /** Wrong tries so far. */
  readonly attempts: number
}

/** How a code came to its end, other than by time: `void` is too many wrong tries. */
export const CODE_ENDS = ['used', 'replaced', 'void', 'accountReset', 'accountDeleted'] as const
export type CodeEnd = typeof CODE_ENDS[number]

/** A code that can no longer be used. */
export interface EndedCode extends PendingCode {
  readonly end: CodeEnd
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly endedAt: number
}

/** How many codes that came to their end are remembered at the least. */
export const LEAST_ENDED = 2000

/** Bytes of memory that a code takes. */
const CODE = 500

/** The codes of one sandbox: at most one pending for each account and purpose, and how the earlier ones ended. */
export class Codes {
  readonly #clock: Pick<Clock, 'now'>
  readonly #memory: MemoryShare
  readonly #changed: (id: number) => void
  #lastId = 0
  /** By account, for each purpose. */
  readonly #pending: Readonly<Record<Purpose, Map<string, PendingCode>>> =
    { phoneNumberCertification: new Map(), enrollment: new Map(), resetPIN: new Map() }

  /** Accounts by activation code, oldest first: only the device protocol has to find an account by a code. */
  readonly #accounts = { enrollment: new Map<string, Set<string>>(), resetPIN: new Map<string, Set<string>>() }
  readonly #ended: BoundedMap<number, EndedCode>
  /** The digits of all of them; made when somebody asks: most sandboxes are never looked through. */
  #digits: Tally | undefined
  /** Number of the code that ended last, by account, for each purpose. */
  readonly #lastEnded: Readonly<Record<Purpose, BoundedMap<string, number>>>

  /**
   * @param messages how many the inbox keeps: what became of their codes is remembered as long
   * @param changed called with the number of a code that has lost a try, its life, or has come to its end
   */
  constructor (clock: Pick<Clock, 'now'>, memory: MemoryShare, messages: number, changed: (id: number) => void = () => {}) {
    this.#clock = clock
    this.#memory = memory
    const remembered = Math.max(LEAST_ENDED, messages)
    this.#ended = new BoundedMap(remembered, memory, () => CODE, ({ code }) => this.#digits?.remove(code))
    const lastEnded = () => new BoundedMap<string, number>(remembered, memory)
    this.#lastEnded = { phoneNumberCertification: lastEnded(), enrollment: lastEnded(), resetPIN: lastEnded() }
    this.#changed = changed
  }

  /** The pending code, which may have expired. */
  get (account: string, purpose: Purpose): PendingCode | undefined {
    return this.#pending[purpose].get(account)
  }

  /** Whether a code has these digits, one that is pending or one whose end is remembered. */
  has (digits: string): boolean {
    this.#digits ??= new Tally([...this.values(), ...this.endedValues()].map(({ code }) => code))
    return this.#digits.has(digits)
  }

  /** How a code ended; `undefined` for one that is pending or was ended long ago. */
  ended (id: number): EndedCode | undefined {
    return this.#ended.get(id)
  }

  /** The code of an account and purpose that ended last. */
  lastEnded (account: string, purpose: Purpose): EndedCode | undefined {
    const id = this.#lastEnded[purpose].get(account)
    return id === undefined ? undefined : this.#ended.get(id)
  }

  /** Stores a code that is being sent; it replaces the account's earlier one for the same purpose. */
  issue ({ account, purpose, code, phoneNumber, sentAt, expiresAt, replacesDevices }: NewCode): PendingCode {
    const earlier = this.get(account, purpose)
    if (earlier !== undefined) this.end(earlier, 'replaced')
    const pending = { id: ++this.#lastId, account, purpose, code, phoneNumber, sentAt, expiresAt, attempts: 0, ...replacesDevices === true && { replacesDevices } }
    this.#store(pending)
    return pending
  }

  /**
   * Counts a wrong try; the last one allowed ends the code.
   * @returns how many tries are left
   */
  countWrongTry (pending: PendingCode, maxAttempts: number): number {
    const attempts = pending.attempts + 1
    const tried = { ...pending, attempts }
    if (attempts >= maxAttempts) {
      this.end(tried, 'void')
      return 0
    }
    this.#pending[pending.purpose].set(pending.account, tried)
    this.#changed(pending.id)
    return maxAttempts - attempts
  }

  /** Lets a pending code expire now. */
  expire (pending: PendingCode): void {
    this.#pending[pending.purpose].set(pending.account, { ...pending, expiresAt: this.#clock.now() })
    this.#changed(pending.id)
  }

  /** Ends a pending code, so that nobody can use it again. */
  end (pending: PendingCode, end: CodeEnd): void {
    const { id, account, purpose, code, phoneNumber, sentAt, expiresAt, attempts } = pending
    this.#remove(pending)
    this.#ended.set(id, { id, account, purpose, code, phoneNumber, sentAt, expiresAt, attempts, end, endedAt: this.#clock.now() })
    this.#lastEnded[purpose].set(account, id)
    this.#changed(id)
  }

  /** Ends the pending codes of an account. */
  endAll (account: string, end: CodeEnd): void {
    for (const codes of Object.values(this.#pending)) {
      const pending = codes.get(account)
      if (pending !== undefined) this.end(pending, end)
    }
  }

  /** The account's code that is pending under these digits, which tell no account; of several (a fixed code) the newest. */
  find (purpose: 'enrollment' | 'resetPIN', code: string): PendingCode | undefined {
    const account = [...this.#accounts[purpose].get(code) ?? []].at(-1)
    return account === undefined ? undefined : this.get(account, purpose)
  }

  /** The pending codes. */
  * values (): Iterable<PendingCode> {
    for (const codes of Object.values(this.#pending)) yield * codes.values()
  }

  /** The codes that ended, the oldest first. */
  endedValues (): Iterable<EndedCode> {
    return this.#ended.values()
  }

  /** Takes over codes in place of what there is. */
  restore (pending: readonly PendingCode[], ended: readonly EndedCode[]): void {
    this.clear()
    for (const code of pending) this.#store(code)
    for (const code of ended) {
      this.#ended.set(code.id, code)
      this.#lastEnded[code.purpose].set(code.account, code.id)
    }
    this.#lastId = [...pending, ...ended].reduce((last, { id }) => Math.max(last, id), 0)
  }

  clear (): void {
    for (const codes of Object.values(this.#pending)) this.#memory.add(-CODE * codes.size)
    for (const codes of [...Object.values(this.#pending), ...Object.values(this.#accounts), ...Object.values(this.#lastEnded), this.#ended]) codes.clear()
    this.#digits = undefined
    this.#lastId = 0
  }

  #store (pending: PendingCode): void {
    const { account, purpose, code } = pending
    this.#digits?.add(code)
    if (!this.#pending[purpose].has(account)) this.#memory.add(CODE)
    this.#pending[purpose].set(account, pending)
    if (purpose === 'phoneNumberCertification') return
    const accounts = this.#accounts[purpose].get(code) ?? new Set()
    this.#accounts[purpose].set(code, accounts.add(account))
  }

  #remove ({ account, purpose, code }: PendingCode): void {
    if (this.#pending[purpose].delete(account)) this.#memory.add(-CODE)
    if (purpose === 'phoneNumberCertification') return
    const accounts = this.#accounts[purpose].get(code)
    accounts?.delete(account)
    if (accounts?.size === 0) this.#accounts[purpose].delete(code)
  }
}
