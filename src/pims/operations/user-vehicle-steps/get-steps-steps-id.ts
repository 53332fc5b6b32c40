import { answerSteps, someVehicle, stepsParameters, vehicleOfSteps } from '../../device/steps.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { optional, text } from '../../language/parameter.ts'

/** pims.subscription.steps – stepsID */
export const getStepsStepsId = defineOperation({
  of: 'get.steps.stepsId',
  summary: 'What is to be done before remote services work, by the id of steps that were asked for before',
  parameters: {
    stepsID: optional(text('0b59b7b7-bd1e-4b9a-8f6d-0f5a3c1c7a11')),
    ...stepsParameters
  },
  fails: [2102],

  // 2346 is documented of `step` only.
  run ({ stepsID: id, resetSteps, stepsStatus }, context) {
    const vin = id === undefined ? someVehicle(context, 'stepsID') : vehicleOfSteps(context, id)
    if (vin === undefined) throw context.fail(2102, { parameter: 'stepsID', reason: `${context.deviceId} has no steps ${id}: pims.subscription.steps with a vin gives their id, which belongs to one device` })
    return answerSteps(context, vin, { resetSteps, stepsStatus })
  }
})
