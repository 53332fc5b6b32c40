import { associationId } from '../../../vehicles/association-id.ts'
import { answerSteps, someVehicle, stepsParameters } from '../../device/steps.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { optional, text } from '../../language/parameter.ts'

/** pims.subscription.steps – carAssociationID */
export const getStepsCarAssociationID = defineOperation({
  of: 'get.steps.carAssociationID',
  summary: 'What is to be done before remote services work, for a car by its association',
  parameters: {
    carAssociationID: optional(text('0b59b7b7-bd1e-4b9a-8f6d-0f5a3c1c7a11')),
    ...stepsParameters
  },
  fails: [2102],

  run ({ carAssociationID: id, resetSteps, stepsStatus }, context) {
    const { account, fail } = context
    const vin = id === undefined ? someVehicle(context, 'carAssociationID') : account.vehicles.find((vehicle) => associationId(account.id, vehicle.vin) === id)?.vin
    if (vin === undefined) throw fail(2102, { parameter: 'carAssociationID', reason: `${account.id} has no car association ${id}; GET /applications/cvs/v4/mauv/car-associations lists them` })
    return answerSteps(context, vin, { resetSteps, stepsStatus })
  }
})
