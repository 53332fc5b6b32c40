import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { DAY } from '../lib/day.ts'
import { moment } from '../lib/moment.ts'
import type { Clock } from '../sandbox/time/clock.ts'
import type { MemoryShare } from '../sandbox/memory/memory.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** What the real service allows (docs/reference/device-protocol.md); the mock's own limits may be wider. */
export const REAL_LIMITS = { enrolments: 20, otpsPerDay: 6, wrongPins: 3 } as const

/** What the meter counts. */
export type BudgetKind = 'sms' | 'enrolments' | 'otps' | 'wrongPins'

/** Something that the real service would have refused from then on. */
export interface Lock {
  readonly what: 'enrolments' | 'otps' | 'pin'
  /** ISO 8601, by the sandbox's clock; the first time */
  readonly at: string
  readonly why: string
}

const count = Type.Integer({ minimum: 0 })

const AccountBudgetSchema = closedObject({
  spent: closedObject({ sms: count, enrolments: count, otps: count, wrongPins: count }),
  enrolled: count,
  wrongPins: count,
  otpTimes: Type.Array(moment(), { maxItems: REAL_LIMITS.otpsPerDay, description: 'Of the last one-time passwords, no more than are allowed in a day' }),
  locks: Type.Array(closedObject({
    what: literals(['enrolments', 'otps', 'pin']),
    at: Type.String({ maxLength: 40 }),
    why: Type.String({ maxLength: 500 })
  }), { maxItems: 3 })
})
type AccountBudget = Static<typeof AccountBudgetSchema>

/** How many accounts are counted; further ones are not. */
const MAX_ACCOUNTS = 10_000
/** Bytes of memory that the budget of an account takes. */
const ACCOUNT_BUDGET = 1000

/** Counts what the run of a sandbox would have used on the real service, and notes what it would have locked there. */
export class Budget {
  static readonly key = 'budget'
  static readonly StateSchema = Type.Record(Type.String({ maxLength: 64 }), AccountBudgetSchema, { maxProperties: MAX_ACCOUNTS, description: 'By the id of the account' })

  readonly #clock: Clock
  readonly #memory: MemoryShare
  readonly #accounts = new Map<string, AccountBudget>()

  constructor ({ clock, memory }: Sandbox) {
    this.#clock = clock
    this.#memory = memory
  }

  /** Counts one more of a kind for an account. */
  count (id: string, kind: BudgetKind): void {
    const account = this.#accounts.get(id) ?? this.#open(id)
    account.spent[kind]++
    if (kind === 'enrolments' && ++account.enrolled > REAL_LIMITS.enrolments) this.#lock(account, 'enrolments', `enrolment ${account.enrolled} of ${REAL_LIMITS.enrolments} for life: NOK:MAXNBTOOLS until all are removed`)
    if (kind === 'wrongPins' && ++account.wrongPins >= REAL_LIMITS.wrongPins) this.#lock(account, 'pin', `${account.wrongPins} wrong PINs in a row: NOK:NOK_BLOCKED until the PIN is reset or all enrolments are removed`)
    if (kind === 'otps') this.#countOtp(account)
  }

  /** Notes a right PIN, which ends the row of wrong ones. */
  clearWrongPins (id: string): void {
    const account = this.#accounts.get(id)
    if (account !== undefined) account.wrongPins = 0
  }

  /** Notes the removal of all enrolments, which clears what they cost. */
  clearEnrolments (id: string): void {
    const account = this.#accounts.get(id)
    if (account !== undefined) Object.assign(account, { enrolled: 0, wrongPins: 0 })
  }

  /** Every account that used something. */
  * values (): Iterable<{ account: string, spent: Readonly<Record<BudgetKind, number>>, locks: readonly Lock[] }> {
    for (const [account, { spent, locks }] of this.#accounts) yield { account, spent, locks }
  }

  /** Forgets all, as the sandbox is reset. */
  reset (): void {
    this.#memory.add(-ACCOUNT_BUDGET * this.#accounts.size)
    this.#accounts.clear()
  }

  save (): Record<string, AccountBudget> {
    return structuredClone(Object.fromEntries(this.#accounts))
  }

  restore (state: Record<string, AccountBudget>): void {
    this.reset()
    for (const [id, account] of Object.entries(structuredClone(state))) this.#keep(id, account)
  }

  #countOtp (account: AccountBudget): void {
    const now = this.#clock.now()
    const recent = account.otpTimes.filter((time) => time > now - DAY)
    account.otpTimes = [...recent, now].slice(-REAL_LIMITS.otpsPerDay)
    if (recent.length >= REAL_LIMITS.otpsPerDay) this.#lock(account, 'otps', `more than ${REAL_LIMITS.otpsPerDay} one-time passwords in 24 hours: refused until the first is a day old`)
  }

  #lock (account: AccountBudget, what: Lock['what'], why: string): void {
    if (!account.locks.some((lock) => lock.what === what)) account.locks.push({ what, at: new Date(this.#clock.now()).toISOString(), why })
  }

  #open (id: string): AccountBudget {
    const account: AccountBudget = { spent: { sms: 0, enrolments: 0, otps: 0, wrongPins: 0 }, enrolled: 0, wrongPins: 0, otpTimes: [], locks: [] }
    if (this.#accounts.size < MAX_ACCOUNTS) this.#keep(id, account)
    return account
  }

  #keep (id: string, account: AccountBudget): void {
    this.#accounts.set(id, account)
    this.#memory.add(ACCOUNT_BUDGET)
  }
}
