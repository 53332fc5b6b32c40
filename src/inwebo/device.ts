import { type Account, type Device, type DeviceKeys, deviceOf, withService } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Budget } from '../accounts/budget.ts'
import { kmaOf } from './crypto/primitives.ts'
import { InweboError } from './inwebo-error.ts'
import { limitsOf } from '../accounts/limits.ts'
import { setOrCheckPin } from './pin.ts'
import { protocolRandom, type ProtocolRandom } from './crypto/protocol-random.ts'
import { checkService } from './account-checks.ts'
import { MAX_DEVICES } from '../wire/account.ts'

/** A device with its keys, and the account it belongs to. */
export interface Enrolled {
  readonly account: Account
  readonly device: Device
  readonly keys: DeviceKeys
}

/** The enabled device that inWebo gave this id. */
export function findDevice ({ accounts }: Sandbox, inweboId: string): Enrolled | undefined {
  const account = accounts.findByInweboId(inweboId)
  const device = account?.devices.find(({ inwebo, enabled }) => inwebo?.id === inweboId && enabled)
  if (account === undefined || device?.inwebo === undefined) return undefined
  return { account, device, keys: device.inwebo }
}

/** The account with a device, new or changed; devices are told apart by their id. */
export const withDevice = (account: Account, device: Device): Account => ({
  ...account,
  devices: deviceOf(account, device.id) === undefined
    ? [...account.devices, device]
    : account.devices.map((other) => other.id === device.id ? device : other)
})

/** The account with other keys of one of its devices. */
export const withKeys = (account: Account, device: Device, keys: DeviceKeys): Account =>
  withDevice(account, { ...device, inwebo: keys })

/** How many ids are drawn before the next free one is taken. */
const MAX_DRAWS = 100
const FIRST_ID = 100_000_000
const LAST_ID = 999_999_999

/** An id that no device of the sandbox has: drawn, or after 100 draws the next free one, so that it always ends. */
function newInweboId ({ accounts }: Sandbox, random: ProtocolRandom): string {
  const isUsed = (id: string) => accounts.findByInweboId(id) !== undefined
  let id = random.id()
  for (let draws = 1; draws < MAX_DRAWS && isUsed(id); draws++) id = random.id()
  while (isUsed(id)) id = String(Number(id) >= LAST_ID ? FIRST_ID : Number(id) + 1)
  return id
}

/**
 * Makes the keys of a new device.
 * @param serial of a device that speaks the protocol; for any other the server makes the serial and the secret
 */
export function newKeys (sandbox: Sandbox, pin: string, serial: string | undefined, random: ProtocolRandom): DeviceKeys {
  const id = newInweboId(sandbox, random)
  const own = serial ?? `${id}/_/${random.secret()}`
  const keys = { id, serial: own, Kma: kmaOf(pin, own), K0: random.K0(), K1: random.K1(), outstanding: [] }
  return serial === undefined
    ? { ...keys, secret: random.secret(), state: 'active' }
    : { ...keys, state: 'ms-pending' }
}

/** What a device says of itself when it enrols. */
export interface NewDevice {
  readonly deviceId: string
  readonly name: string
  /** Of a device that speaks the protocol itself: it will send its secret in the ms step. */
  readonly serial?: string
  readonly pin: string
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
export function enrolDevice (sandbox: Sandbox, account: Account, { deviceId, name, serial, pin }: NewDevice, random = protocolRandom(sandbox)): Enrolled {
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
  const enrolled = withDevice({ ...withService(trusted, { activated: true }), enrollments: account.enrollments + 1 }, device)
  sandbox.accounts.put(enrolled)
  sandbox.part(Budget).count(account.id, 'enrolments')
  return { account: enrolled, device, keys }
}

/** Two installations may use the same device id side by side; the later one is then listed under inWebo's id. */
const isTaken = (account: Account, deviceId: string, serial: string | undefined): boolean =>
  serial !== undefined && deviceOf(account, deviceId)?.inwebo?.state === 'active'

/**
 * Removes all devices, and with them the inWebo client, its PIN and its faulty states; clears the counters and unblocks the account.
 * The vendor sends users here who forgot the PIN and have no device, so that they can choose a new one.
 * @throws InweboError for what cannot be healed by it
 */
export function removeEnrollments (sandbox: Sandbox, { pin, ...account }: Account): Account {
  const cleared: Account = {
    ...withService(account, { activated: false, synchronised: true, upgradable: false }),
    devices: [],
    enrollments: 0,
    pinErrors: 0,
    blocked: 'NotBlocked'
  }
  checkService(withService(cleared, { activated: true }))
  sandbox.accounts.put(cleared)
  sandbox.part(Budget).clearEnrolments(account.id)
  return cleared
}
