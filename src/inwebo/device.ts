import { type Account, type Device, type DeviceKeys, deviceOf } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

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
