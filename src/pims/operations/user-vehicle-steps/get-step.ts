import { stepsFor, vehicleOfSteps } from '../../device/steps.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'

/** pims.subscription.step */
export const getStep = defineOperation({
  of: 'get.step',
  summary: 'The first step that is to do; no result where none is',
  parameters: {
    stepsID: text('0b59b7b7-bd1e-4b9a-8f6d-0f5a3c1c7a11')
  },
  fails: [2346],

  run ({ stepsID }, context) {
    const vin = vehicleOfSteps(context, stepsID)
    if (vin === undefined) throw context.fail(2346, { reason: `${context.deviceId} has no steps ${stepsID}: pims.subscription.steps gives their id, which belongs to one device` })
    const step = stepsFor(context, vin).find(({ status }) => status === 'todo')
    return step === undefined ? undefined : { [step.name]: step }
  }
})
