import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'
import { sendCommand } from '../../vehicle/send-command.ts'

/** pims.vehicle.command – doors */
export const setCommandDoors = defineOperation({
  of: 'set.command.doors',
  summary: 'Locks or unlocks the doors',
  parameters: {
    doorState: oneOf('lock', 'unlock')
  },

  run ({ doorState }, context) {
    sendCommand(context, { service: 'doors', lock: doorState === 'lock' })
  }
})
