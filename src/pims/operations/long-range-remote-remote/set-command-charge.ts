import { defineOperation } from '../../language/define-operation.ts'
import { flag } from '../../language/parameter.ts'
import { sendCommand } from '../../vehicle/send-command.ts'

/** pims.vehicle.command – charge */
export const setCommandCharge = defineOperation({
  of: 'set.command.charge',
  summary: 'Has the car begin or stop to charge',
  parameters: {
    startNow: flag('true: start charge; false: stop charge')
  },

  run ({ startNow }, context) {
    sendCommand(context, { service: 'charge', start: startNow })
  }
})
