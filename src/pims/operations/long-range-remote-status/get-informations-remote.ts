import { Type } from '@sinclair/typebox'
import { Vehicles } from '../../../vehicles/vehicles.ts'
import { checkRemoteAccess } from '../../device/remote-access.ts'
import { selectedVehicle } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'
import { remoteStatus } from '../../vehicle/remote-status.ts'

/** pims.vehicle.informations – remote */
export const getInformationsRemote = defineOperation({
  of: 'get.informations.remote',
  summary: 'What is known of the car: doors, battery and charge, climate',
  parameters: {
    actionType: oneOf('remote'),
    action: oneOf('get', 'refresh', 'refreshWithWakeUp')
  },
  output: {
    vehicle: Type.Record(Type.String(), Type.Unknown())
  },

  run ({ action }, context) {
    const { sandbox, account } = context
    const vin = selectedVehicle(context, true)
    checkRemoteAccess(context)
    const vehicles = sandbox.part(Vehicles)
    const vehicle = vehicles.get(vin)
    const now = sandbox.clock.now()
    return { vehicle: remoteStatus(wakes(action, vehicle) ? vehicles.put(account.id, { ...vehicle, asleep: false }) : vehicle, account, now) }
  }
})

/** Whether the car is woken to tell of itself: `refresh` does it while it charges, or is plugged and disconnected. */
const wakes = (action: string, { charging }: { readonly charging?: { readonly status: string } | undefined }): boolean =>
  action === 'refreshWithWakeUp' || (action === 'refresh' && charging?.status === 'InProgress')
