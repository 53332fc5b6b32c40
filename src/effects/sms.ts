import { Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { Milliseconds } from './milliseconds.ts'
import { defineKind } from './kind.ts'

/** What becomes of the SMS of an operation that succeeds. */
export const smsEffect = defineKind({
  schema: closedObject({
    sms: Type.Union([Type.Literal('drop'), Type.Literal('duplicate'), closedObject({ delay: Milliseconds })])
  }),
  goesWith: 'those that send an SMS',
  explain: ({ sms }) => typeof sms === 'string' ? `${sms}s the SMS of %` : `delays the SMS of % by ${sms.delay} ms`
})
