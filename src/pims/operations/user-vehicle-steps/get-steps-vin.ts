import { checkOwned } from '../../device/selected-vehicles.ts'
import { answerSteps, someVehicle, stepsParameters } from '../../device/steps.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { optional, text } from '../../language/parameter.ts'

/** pims.subscription.steps – vin */
export const getStepsVin = defineOperation({
  of: 'get.steps.vin',
  summary: 'What is to be done before remote services work, for a car by its VIN',
  parameters: {
    vin: optional(text('VR1AB12C3D4567890')),
    ...stepsParameters
  },

  run ({ vin, resetSteps, stepsStatus }, context) {
    if (vin !== undefined) checkOwned(context, 'vin', vin)
    return answerSteps(context, vin ?? someVehicle(context, 'vin'), { resetSteps, stepsStatus })
  }
})
