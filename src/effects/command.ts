import { Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { ANSWER_VARIATIONS, CAR_VARIATIONS } from '../words/effects.ts'
import { defineKind } from './kind.ts'

const DEEDS = {
  none: 'answers % with nothing',
  double: 'sends each answer of % twice',
  reordered: 'sends the last answer of % first',
  asleep: 'puts the car to sleep before %',
  interrupted: 'interrupts the charge a minute after %'
} as const

/** What becomes of a remote command over MQTT, or of its answers. */
export const commandEffect = defineKind({
  schema: closedObject({
    command: Type.Union([
      closedObject({
        returnCode: Type.String({ pattern: '^[0-9]{1,4}$', description: 'Such as 400: the token is no longer valid' }),
        reason: Type.Optional(Type.String({ maxLength: 200, description: 'What the client is told besides' })),
        accepted: Type.Optional(Type.Literal(true, { description: 'Only after the car has accepted it (process codes 900 and 903)' }))
      }),
      closedObject({ answers: literals(ANSWER_VARIATIONS) }),
      closedObject({ car: literals(CAR_VARIATIONS) })
    ])
  }),
  goesWith: 'remote commands over MQTT',
  explain ({ command }) {
    if ('returnCode' in command) return `answers % with return_code ${command.returnCode}${command.accepted === true ? ' after it was accepted' : ''}`
    return DEEDS['answers' in command ? command.answers : command.car]
  }
})
