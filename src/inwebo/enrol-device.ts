import { Budget } from '../accounts/budget.ts'
import { limitsOf } from '../accounts/limits.ts'
import { type Account, deviceOf, withService } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { MAX_DEVICES } from '../wire/account.ts'
import { checkService } from './account-checks.ts'
import { protocolRandom } from './crypto/protocol-random.ts'
import { type Enrolled, withDevice } from './device.ts'
import { newKeys } from './device-keys.ts'
import { InweboError } from './inwebo-error.ts'
import { setOrCheckPin } from './pin.ts'

/** What a device says of itself when it enrols. */
export interface NewDevice {
  readonly deviceId: string
  readonly name: string
  /** Of a device that speaks the protocol itself: it will send its secret in the ms step. */
  readonly serial?: string
  readonly pin: string
  /** Whether it takes the place of all other devices. */
  readonly isOnly?: boolean | undefined
}

/**
 * Checks that a device can be enrolled, whatever the PIN. One enrolment too many blocks the account (PinBlocked), which
 * goes on saying that its enrolments are used up.
 * @throws InweboError the state of the account, or enrolment-limit
 */
export function checkEnrolment (sandbox: Sandbox, account: Account, libraryVersion?: string): void {
  const { maxEnrollments } = limitsOf(sandbox, account)
  const isUsedUp = account.enrollments >= maxEnrollments
  const isBlockedByIt = isUsedUp && account.blocked === 'PinBlocked'
  checkService(withService(isBlockedByIt ? { ...account, blocked: 'NotBlocked' } : account, { activated: true }), libraryVersion)
  if (isUsedUp) {
    sandbox.accounts.put({ ...account, blocked: 'PinBlocked' })
    throw new InweboError('enrolment-limit', `all ${maxEnrollments} enrolments for life are used up, so the account is blocked; remove all enrolments to start over`)
  }
  if (account.devices.length >= MAX_DEVICES) throw new InweboError('enrolment-limit', `the account has ${MAX_DEVICES} devices; remove all enrolments to start over`)
}

/**
 * Enrols a device (docs/reference/device-protocol.md#61-activate): sets the account's first PIN or checks it, counts the
 * enrolment, makes keys.
 * @throws InweboError enrolment-limit, malformed-pin, wrong-pin, pin-blocked, or the state of the account
 */
export function enrolDevice (sandbox: Sandbox, account: Account, { deviceId, name, serial, pin, isOnly = false }: NewDevice, random = protocolRandom(sandbox)): Enrolled {
  checkEnrolment(sandbox, account)
  const trusted = setOrCheckPin(sandbox, account, pin)
  const keys = newKeys(sandbox, pin, serial, random)
  const device = {
    id: isTaken(account, deviceId, serial) ? keys.id : deviceId,
    name,
    enabled: true,
    enrolledAt: new Date(sandbox.clock.now()).toISOString(),
    inwebo: keys
  }
  const enrolled = withDevice({ ...withService(trusted, { activated: true }), ...isOnly && { devices: [] }, enrollments: account.enrollments + 1 }, device)
  sandbox.accounts.put(enrolled)
  sandbox.part(Budget).count(account.id, 'enrolments')
  return { account: enrolled, device, keys }
}

/** Two installations may use the same device id side by side; the later one is then listed under inWebo's id. */
const isTaken = (account: Account, deviceId: string, serial: string | undefined): boolean =>
  serial !== undefined && deviceOf(account, deviceId)?.inwebo?.state === 'active'
