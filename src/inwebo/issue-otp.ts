import type { Account, Device, DeviceKeys } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { encryptUnder } from './crypto/primitives.ts'
import { withKeys } from './device.ts'
import { newKeys } from './device-keys.ts'
import { InweboError } from './inwebo-error.ts'
import { computeOtp, isOtp, OTP_LENGTH, readOtp } from './crypto/otp-algorithm.ts'
import { checkPin } from './pin.ts'
import { countOtp } from '../accounts/otp-quota.ts'
import { protocolRandom } from './crypto/protocol-random.ts'
import { checkNotBlocked, checkOtpQuota, checkService, failIfPostSyncFails } from './account-checks.ts'

/** Life of a one-time password that nobody redeems, in milliseconds (docs/reference/device-protocol.md#65-redeeming-a-one-time-password). */
const OTP_TTL = 5 * 60_000
/** How many one-time passwords a device may have open; the oldest is dropped first. */
const MAX_OUTSTANDING = 100

type Outstanding = DeviceKeys['outstanding'][number]

const isLive = ({ at }: Outstanding, now: number) => now - at < OTP_TTL

/** The keys with one more open one-time password; expired ones are dropped. */
export function withOutstanding (keys: DeviceKeys, added: Outstanding): DeviceKeys {
  const live = keys.outstanding.filter((one) => isLive(one, added.at))
  return { ...keys, outstanding: [...live, added].slice(-MAX_OUTSTANDING) }
}

/** One-time passwords that were computed, so that a wrong password costs no hash for each open one. */
const computed = new WeakMap<Outstanding, { readonly secval: string, readonly password: string }>()

function passwordOf (one: Outstanding, secval: string): string {
  const known = computed.get(one)
  if (known?.secval === secval) return known.password
  const password = computeOtp(one.K1, one.defi, secval)
  computed.set(one, { secval, password })
  return password
}

/** The device's secret as it enters the hash of a one-time password. */
export const secvalOf = ({ Kma, secret = '' }: DeviceKeys): string => encryptUnder(Kma, secret)

/**
 * Issues a one-time password for a device that does not speak the device protocol itself.
 * @param pin checked when it is given
 * @throws InweboError the state of the account, wrong-pin, no-device, out-of-step, otp-limit
 */
export function issueOtp (sandbox: Sandbox, account: Account, device: Device, { pin }: { readonly pin?: string | undefined } = {}): string {
  const random = protocolRandom(sandbox)
  checkService(account)
  if (!device.enabled) throw new InweboError('no-device', `the device ${device.id} is disabled`)
  checkOtpQuota(sandbox, account)
  const trusted = pin === undefined ? account : checkPin(sandbox, account, pin)
  const known = device.inwebo ?? newKeys(sandbox, account.pin ?? '', undefined, random)
  if (known.secret === undefined) throw new InweboError('out-of-step', 'the device has not sent its secret yet')
  const now = sandbox.clock.now()
  const defi = random.defi()
  const keys = withOutstanding(known, { defi, K1: known.K1, at: now })
  sandbox.accounts.put(withKeys(countOtp(sandbox, trusted), device, keys))
  failIfPostSyncFails(account)
  return computeOtp(keys.K1, defi, secvalOf(keys))
}

/**
 * Redeems a one-time password, once (docs/reference/device-protocol.md#65-redeeming-a-one-time-password). An accepted one
 * retires the older ones of its device; a wrong one does not invalidate the others.
 * @returns the device that made it
 * @throws InweboError wrong-otp, blocked, pin-blocked
 */
export function redeemOtp (sandbox: Sandbox, account: Account, text: string): Device {
  checkNotBlocked(account)
  const password = readOtp(text)
  if (password === undefined) throw new InweboError('wrong-otp', `a one-time password has at most ${OTP_LENGTH} characters, lower-case letters and digits; this one has ${text.length}`)
  const now = sandbox.clock.now()
  const open: number[] = []
  for (const device of account.devices) {
    const { inwebo: keys } = device
    if (keys?.state !== 'active' || !device.enabled) continue
    open.push(keys.outstanding.filter((one) => one.replaced !== true && isLive(one, now)).length)
    const secval = secvalOf(keys)
    const index = keys.outstanding.findIndex((one) => isOtp(password, passwordOf(one, secval)))
    const found = keys.outstanding[index]
    if (found === undefined) continue
    if (found.replaced === true) throw new InweboError('wrong-otp', 'the second round is missing: the answer had a J, so this one-time password is not to be used')
    if (!isLive(found, now)) throw new InweboError('wrong-otp', 'the one-time password was made more than 5 minutes ago')
    sandbox.accounts.put(withKeys(account, device, { ...keys, outstanding: keys.outstanding.slice(index + 1) }))
    return device
  }
  throw new InweboError('wrong-otp', `no device of ${account.id} has made this one-time password, or it was redeemed or retired already; ${describeOpen(open)}`)
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

/** Says how many one-time passwords could be redeemed. @param counts of each device */
function describeOpen (counts: readonly number[]): string {
  const devices = counts.filter((open) => open > 0)
  const passwords = devices.reduce((sum, count) => sum + count, 0)
  if (passwords === 0) return 'none is open'
  return `${count(devices.length, 'device')} ${devices.length === 1 ? 'has' : 'have'} ${count(passwords, 'one-time password')} open`
}
