import { type Static, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'

/** What a user answers to a push. */
export const PUSH_ANSWERS = ['accept', 'refuse'] as const
export type PushAnswer = typeof PUSH_ANSWERS[number]

/** What became of a push. */
export const PUSH_STATES = ['waiting', 'accepted', 'refused', 'timedOut'] as const
export type PushState = typeof PUSH_STATES[number]

/** A push as the admin API shows it. */
export const PushSchema = Type.Object({
  sessionId: Type.String({ description: 'What checkPushResult asks by; 32 hexadecimal digits' }),
  account: Type.String({ description: 'Id of the account whose user is asked' }),
  device: Type.String({ description: 'Id of the device that shows it' }),
  state: literals(PUSH_STATES, { description: 'waiting can be answered; timedOut was not in time' }),
  sentAt: Type.String({ description: 'ISO 8601, by the clock of the sandbox' }),
  expiresAt: Type.String({ description: 'When it times out if nobody answers; ISO 8601' }),
  endedAt: Type.Union([Type.String(), Type.Null()], { description: 'When it was answered or timed out; null while it waits' })
}, { title: 'Push' })
export type PushView = Readonly<Static<typeof PushSchema>>
