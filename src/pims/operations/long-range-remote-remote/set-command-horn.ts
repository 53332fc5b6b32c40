import { defineOperation } from '../../language/define-operation.ts'
import { sendCommand } from '../../vehicle/send-command.ts'

/** pims.vehicle.command – horn */
export const setCommandHorn = defineOperation({
  of: 'set.command.horn',
  summary: 'Sounds the horn',

  run (_, context) {
    sendCommand(context, { service: 'horn' })
  }
})
