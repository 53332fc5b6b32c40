import { type Account, deviceOf } from '../sandbox/account.ts'
import type { Context } from './device-protocol/context.ts'
import { kmaOf, sameText } from './crypto/primitives.ts'
import { type Enrolled, withKeys } from './device.ts'
import { InweboError } from './errors.ts'
import { need, type Parameters } from './device-protocol/parameters.ts'
import { PIN } from './pin.ts'

/**
 * Opens the PIN and the Kma that a device sends under Kiw: two private-key operations.
 * @throws InweboError NOK:SN, NOK:PINREFUSED
 */
export function openPin ({ keys }: Context, parameters: Parameters, serial: string): string {
  const Kma = keys.openKiw(need(parameters, 'Kma'))
  const pin = keys.openKiw(need(parameters, 'pin'))?.toString('latin1')
  if (Kma?.length !== 16) throw new InweboError('NOK:SN', 'Kma does not open under Kiw, or is not 16 bytes')
  if (pin === undefined) throw new InweboError('NOK:SN', 'pin does not open under Kiw')
  if (!PIN.test(pin)) throw new InweboError('NOK:PINREFUSED', 'the PIN under Kiw is not 4 to 8 digits')
  if (!sameText(Kma.toString('hex'), kmaOf(pin, serial))) throw new InweboError('NOK:SN', 'Kma is not the start of SHA-256(PIN;serial)')
  return pin
}

/**
 * Gives the account another PIN, and this one of its devices the Kma that goes with it. Its other devices are told
 * NOK:ACCESS until they enrol again (section 9).
 * @returns the account, not stored yet
 */
export function changePin (account: Account, pin: string, { device, keys }: Pick<Enrolled, 'device' | 'keys'>): Enrolled {
  const rekeyed = { ...keys, Kma: kmaOf(pin, keys.serial) }
  const changed = withKeys({ ...account, pin, pinErrors: 0 }, device, rekeyed)
  return { account: changed, device, keys: rekeyed }
}

/**
 * Gives the account another PIN on the word of a device that may have no keys yet.
 * @returns the account, not stored yet
 */
export function withPin (account: Account, pin: string, deviceId: string): Account {
  const device = deviceOf(account, deviceId)
  if (device?.inwebo === undefined) return { ...account, pin, pinErrors: 0 }
  return changePin(account, pin, { device, keys: device.inwebo }).account
}
