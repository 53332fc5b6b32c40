import { Type } from '@sinclair/typebox'
import { TIME_OF_DAY } from '../../../wire/vehicle.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { flag, type Parameter } from '../../language/parameter.ts'
import { sendCommand } from '../../vehicle/send-command.ts'

const pattern = new RegExp(TIME_OF_DAY)

const timeOfDay: Parameter<string> = {
  schema: Type.String({ pattern: TIME_OF_DAY, examples: ['PT22H30M'] }),
  required: true,
  wanted: 'a time of the day as PTxxHxxM, such as PT22H30M',
  read: (value) => typeof value === 'string' && pattern.test(value) ? value : undefined
}

/** pims.vehicle.command – chargeDeferredTime */
export const setCommandChargeDeferredTime = defineOperation({
  of: 'set.command.chargeDeferredTime',
  summary: 'Tells the car when to begin to charge',
  parameters: {
    startNow: flag('true: start charge; false: stop charge'),
    deferredTime: timeOfDay,
    checkStartCharge: flag('Of the vendor\'s; changes nothing here')
  },

  run ({ startNow, deferredTime }, context) {
    sendCommand(context, { service: 'charge', start: startNow, delayedTo: deferredTime })
  }
})
