import { Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { defineKind } from './kind.ts'

/** A connection that MQTT refuses, with the code that CONNACK has for it. */
export const connackEffect = defineKind({
  schema: closedObject({ connack: Type.Integer({ minimum: 1, maximum: 5, description: 'Return code of CONNACK: 3 the broker is not available, 4 bad user name or password, 5 not authorised' }) }),
  goesWith: 'mqtt.connect',
  explain: ({ connack }) => `answers % with CONNACK ${connack}`
})
