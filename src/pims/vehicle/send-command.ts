import type { Command } from '../../vehicles/carry-out.ts'
import { Commands } from '../../vehicles/commands.ts'
import { Vehicles } from '../../vehicles/vehicles.ts'
import { carKeyOf } from '../device/car-keys.ts'
import { checkRemoteAccess } from '../device/remote-access.ts'
import { selectedVehicle } from '../device/selected-vehicles.ts'
import type { Caller } from '../language/operation.ts'
import { PimsError } from '../language/pims-error.ts'

/**
 * Sends a remote command to the car that is set on this device. That it is sent is all that the answer says: what becomes of it
 * is told by RESULT messages of `pims.vehicle.signal`.
 *
 * @throws PimsError 2101 or 2102 without a car, 2302 without a remote token, 2204 without the car key or the service
 */
export function sendCommand (caller: Caller, command: Command): void {
  const { sandbox, account } = caller
  const vin = selectedVehicle(caller, true)
  checkRemoteAccess(caller)
  const key = carKeyOf(caller, vin)
  if (!key.isVerified) throw new PimsError(2204, { subCode: { code: 'CARKEY', label: 'The car key is not verified' }, reason: `the car key of ${vin} is ${key.status}: pims.set of pims.vehicle.carkey verifies it` })
  const { services } = sandbox.part(Vehicles).get(vin)
  if (!services.includes(command.service)) throw new PimsError(2204, { subCode: { code: 'SERVICE', label: 'The service is not bought' }, reason: `${vin} does not have the service ${command.service}, only ${services.join(', ') || 'none'} (services of the car)` })
  sandbox.part(Commands).send(account, vin, command)
}
