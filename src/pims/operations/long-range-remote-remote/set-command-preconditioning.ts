import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { literals } from '../../../lib/literals.ts'
import { DAYS } from '../../../wire/vehicle.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { flag, type Parameter } from '../../language/parameter.ts'
import { sendCommand } from '../../vehicle/send-command.ts'

const ProgramsSchema = Type.Array(Type.Object({
  hour: Type.Integer({ minimum: 0, maximum: 23 }),
  minute: Type.Integer({ minimum: 0, maximum: 59 }),
  isEnabled: Type.Boolean(),
  occurrence: Type.Array(literals(DAYS), { uniqueItems: true }),
  slot: Type.Integer({ minimum: 1, maximum: 4 })
}), { maxItems: 4, examples: [[{ hour: 9, minute: 32, isEnabled: true, occurrence: ['mon', 'tue'], slot: 3 }]] })
type Programs = Static<typeof ProgramsSchema>

const programs: Parameter<Programs> = {
  schema: ProgramsSchema,
  required: true,
  isList: true,
  wanted: 'a list of at most 4 programmes, each with hour, minute, isEnabled, occurrence (mon to sun) and a slot of its own from 1 to 4',
  read: (value) => Value.Check(ProgramsSchema, value) && new Set(value.map(({ slot }) => slot)).size === value.length ? value : undefined
}

/** pims.vehicle.command – preconditioning */
export const setCommandPreconditioning = defineOperation({
  of: 'set.command.preconditioning',
  summary: 'Has the car begin or stop to heat or cool its cabin',
  parameters: {
    startNow: flag('true: start preconditioning; false: stop preconditioning'),
    programs
  },

  run ({ startNow, programs }, context) {
    sendCommand(context, {
      service: 'preconditioning',
      start: startNow,
      programs: programs.map(({ slot, hour, minute, isEnabled, occurrence }) => ({ slot, hour, minute, enabled: isEnabled, days: occurrence }))
    })
  }
})
