import { defineOperation } from '../../language/define-operation.ts'
import { sendCommand } from '../../vehicle/send-command.ts'

/** pims.vehicle.command – warning */
export const setCommandWarning = defineOperation({
  of: 'set.command.warning',
  summary: 'Flashes the lights',

  run (_, context) {
    sendCommand(context, { service: 'lights' })
  }
})
