import { kmaOf, sameText } from '../crypto/primitives.ts'
import { InweboError } from '../inwebo-error.ts'
import { PIN } from '../pin.ts'
import type { ProtocolContext } from './context.ts'
import { type DeviceQuery, requireParameter } from './parameters.ts'

/**
 * Decrypts the PIN and the Kma that a device sends under Kiw, and checks that they belong together: two private-key
 * operations.
 * @throws InweboError malformed, malformed-pin
 */
export function decryptPin ({ keys }: ProtocolContext, parameters: DeviceQuery, serial: string): string {
  const Kma = keys.decryptWithKiw(requireParameter(parameters, 'Kma'))
  const pin = keys.decryptWithKiw(requireParameter(parameters, 'pin'))?.toString('latin1')
  if (Kma?.length !== 16) throw new InweboError('malformed', 'Kma cannot be decrypted with Kiw, or is not 16 bytes')
  if (pin === undefined) throw new InweboError('malformed', 'pin cannot be decrypted with Kiw')
  if (!PIN.test(pin)) throw new InweboError('malformed-pin', 'the PIN under Kiw is not 4 to 8 digits')
  if (!sameText(Kma.toString('hex'), kmaOf(pin, serial))) throw new InweboError('malformed', 'Kma is not the start of SHA-256(PIN;serial)')
  return pin
}
