import type { DeviceKeys } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { kmaOf } from './crypto/primitives.ts'
import type { ProtocolRandom } from './crypto/protocol-random.ts'

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
