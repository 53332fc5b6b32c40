import type { Sandbox } from '../../sandbox/sandbox.ts'
import { DeviceViewSchema } from '../../wire/account.ts'
import { PimsError } from '../language/pims-error.ts'
import { Configurations } from './configuration.ts'

/** What a device may call itself. */
const DEVICE_ID = new RegExp(String(DeviceViewSchema.properties.id.pattern))

/**
 * Checks what a device calls itself, and that the facade is initialised on it where that has to be.
 *
 * @param worksBefore whether what is called works on a facade that was not initialised
 * @throws PimsError 2102, 2001
 */
export function checkDevice (sandbox: Sandbox, deviceId: string, { worksBefore }: { readonly worksBefore: boolean }): void {
  if (!DEVICE_ID.test(deviceId)) throw new PimsError(2102, { parameter: 'X-Device-Id', reason: 'X-Device-Id must be 1 to 64 printable characters without spaces' })
  const isTooEarly = sandbox.settings.requireInitialize && !worksBefore && !sandbox.part(Configurations).has(deviceId)
  if (isTooEarly) throw new PimsError(2001, { reason: `pims.initialize has not been called on ${deviceId}` })
}
