import { Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { defineKind } from './kind.ts'

/** A topic filter that is refused, in the SUBACK that may grant others. */
export const subackEffect = defineKind({
  schema: closedObject({ suback: Type.Literal(128, { description: 'Return code of SUBACK: refused' }) }),
  goesWith: 'mqtt.subscribe',
  explain: () => 'refuses % with SUBACK 128'
})
