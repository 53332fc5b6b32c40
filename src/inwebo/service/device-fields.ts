import { createHash } from 'node:crypto'
import type { Account, Device } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Output } from './operation.ts'

/** What the service calls a device: the same as long as the device is enrolled. */
export const aliasOf = (account: Account, { id, inwebo }: Device): string =>
  createHash('sha256').update(`${account.id} ${inwebo?.id ?? id}`).digest('hex').slice(0, 32)

/** Devices of the mock are apps with the mAccess library. */
const TYPE = 'mac'

/** What an answer says of the device that authenticated a user, or is asked to. */
export const deviceFields = ({ clock }: Sandbox, account: Account, device: Device): Output => ({
  name: device.name,
  alias: aliasOf(account, device),
  type: TYPE,
  version: account.inwebo.libraryVersion,
  platform: /iphone|ipad|ios/i.test(device.name) ? 'iphone' : 'android',
  timestamp: clock.now()
})
