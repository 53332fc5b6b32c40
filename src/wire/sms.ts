import { type Static, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'

/** What an SMS code is for. */
export const PURPOSES = ['phoneNumberCertification', 'enrollment', 'resetPIN'] as const
export type Purpose = typeof PURPOSES[number]
export const PurposeSchema = literals(PURPOSES)

/** What became of the code of a message: `void` had too many wrong tries, or its account was reset or deleted. */
export const SMS_STATES = ['pending', 'used', 'expired', 'replaced', 'void'] as const

const message = {
  id: Type.String(),
  to: Type.String({ description: 'E.164' }),
  code: Type.String(),
  purpose: PurposeSchema,
  account: Type.String({ description: 'Id of the account that the code belongs to' }),
  text: Type.String(),
  sentAt: Type.String({ description: 'ISO 8601, by the clock of the sandbox' }),
  expiresAt: Type.String({ description: 'When the code dies if nobody uses it; ISO 8601' }),
  state: literals(SMS_STATES, { description: 'Of the code: pending can be used, void had too many wrong tries, or its account was reset or deleted' }),
  attemptsLeft: Type.Integer({ description: 'Wrong tries that the code still takes; 0 unless it is pending' })
}

/** A message of the inbox. */
export const SmsSchema = Type.Object(message, { title: 'Sms' })
export type Sms = Readonly<Static<typeof SmsSchema>>

/** A message that a fault holds back. */
export const LateSmsSchema = Type.Object({ ...message, dueAt: Type.String({ description: 'When it arrives, ISO 8601' }) }, { title: 'LateSms' })
