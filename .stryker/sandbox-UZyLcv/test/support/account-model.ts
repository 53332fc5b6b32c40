// @ts-nocheck
import assert from 'node:assert'

export const MAX_PIN_ERRORS = 2
export const MAX_ENROLLMENTS = 2
const MAX_ATTEMPTS = 3
const LIFETIMES = { phoneNumberCertification: 300_000, enrollment: 900_000, resetPIN: 900_000 }

export type Purpose = keyof typeof LIFETIMES
interface Pending { code: string, number: string | null, at: number, attempts: number }

/** What a message is sent with; each operation takes what it knows. */
export interface Choice {
  device: string
  number: string
  pin: string
  otherPin: string
  code: 'right' | 'wrong' | 'omitted'
  action: 'get' | 'refresh'
}

/** An account as the vendor's pages describe it, written without a look at the server. Every method answers a code, or 0. */
export class AccountModel {
  now = 0
  login = 'bob@example.com'
  number: string | null = null
  pin: string | undefined
  pinErrors = 0
  blocked = false
  enrollments = 0
  devices = new Set<string>()
  pending = new Map<Purpose, Pending>()
  /** The newest code of each purpose, pending or not. */
  newest = new Map<Purpose, string>()
  verified = new Map<string, string>()
  /** The code that enrolled a device, until another is verified there. */
  enrolledBy = new Map<string, string>()
  /** Who is signed in on a device: bob, or an account made there. */
  sessions = new Map<string, 'bob' | 'new'>()
  tokens = new Map<string, string>()

  sent (purpose: Purpose, code: string, number: string | null): void {
    this.pending.set(purpose, { code, number, at: this.now, attempts: 0 })
    this.newest.set(purpose, code)
  }

  /** The code that a choice means: the newest one, or one that differs in its last digit. */
  codeOf (purpose: Purpose, { code }: Choice): string | undefined {
    if (code === 'omitted') return undefined
    const newest = this.newest.get(purpose) ?? '123456789'
    return code === 'right' ? newest : `${newest.slice(0, -1)}${(Number(newest.at(-1)) + 1) % 10}`
  }

  judge (purpose: Purpose, code: string, number: string | null = null): 'none' | 'bad' | 'right' {
    const pending = this.pending.get(purpose)
    if (pending === undefined) return 'none'
    if (pending.code !== code || (number !== null && pending.number !== number)) {
      if (++pending.attempts >= MAX_ATTEMPTS) this.pending.delete(purpose)
      return 'bad'
    }
    return this.now - pending.at >= LIFETIMES[purpose] ? 'bad' : 'right'
  }

  /** The rule of wrong PINs. */
  tryPin (pin: string): number {
    if (this.pin === pin) {
      this.pinErrors = 0
      return 0
    }
    this.blocked = ++this.pinErrors >= MAX_PIN_ERRORS
    return this.blocked ? 2317 : 2308
  }

  state (device: string): number {
    if (this.blocked) return 2317
    if (this.devices.size === 0) return 2313
    return this.devices.has(device) ? 0 : 2312
  }

  /** One enrolment too many blocks the account. */
  enrolState (): number {
    if (this.enrollments >= MAX_ENROLLMENTS) this.blocked = true
    return this.blocked ? 2317 : 0
  }

  enrol (device: string, pin: string, purpose: Purpose): number {
    if (this.pin === undefined) this.pin = pin
    const refused = this.tryPin(pin)
    if (refused !== 0) return refused
    this.devices.add(device)
    this.enrollments++
    this.pending.delete(purpose)
    return 0
  }

  setPin (pin: string): number {
    this.pin = pin
    this.pinErrors = 0
    this.blocked = false
    return 0
  }

  remove (): number {
    this.setPin('')
    this.pin = undefined
    this.enrollments = 0
    this.devices.clear()
    return 0
  }

  /** What must hold whatever has happened. */
  check (): void {
    assert.ok(this.enrollments <= MAX_ENROLLMENTS && this.pinErrors <= MAX_PIN_ERRORS)
    if (this.pinErrors === MAX_PIN_ERRORS) assert.ok(this.blocked)
    if (this.blocked) assert.ok(this.pinErrors === MAX_PIN_ERRORS || this.enrollments === MAX_ENROLLMENTS)
  }
}
