import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'

/** A change of the clock. */
export const ClockBodySchema = closedObject({
  advance: Type.Optional(Type.Union([Type.Number(), Type.String()], { description: 'Milliseconds, or an ISO 8601 duration such as PT5M; negative goes back' })),
  now: Type.Optional(Type.String({ description: 'ISO 8601, such as 2026-01-31T12:00:00Z' })),
  frozen: Type.Optional(Type.Boolean({ description: 'true stops the clock' }))
}, { minProperties: 1, title: 'ClockChange' })
export type ClockBody = Static<typeof ClockBodySchema>

/** The time of a sandbox. */
export const ClockViewSchema = Type.Object({
  now: Type.String({ description: 'ISO 8601' }),
  offset: Type.Integer({ description: 'Milliseconds ahead of the machine; of a stopped clock, when it was stopped' }),
  frozen: Type.Boolean()
}, { title: 'Clock' })
export type ClockView = Static<typeof ClockViewSchema>
