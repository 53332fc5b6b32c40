import { type Static, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'

/** What an SMS code is for. */
export const PURPOSES = ['phoneNumberCertification', 'enrollment', 'resetPIN'] as const
export type Purpose = typeof PURPOSES[number]
export const PurposeSchema = literals(PURPOSES)

/** A message of the inbox. */
export const SmsSchema = Type.Object({
  id: Type.String(),
  to: Type.String({ description: 'E.164' }),
  code: Type.String(),
  purpose: PurposeSchema,
  account: Type.String({ description: 'Id of the account that the code belongs to' }),
  text: Type.String(),
  sentAt: Type.String({ description: 'ISO 8601, by the clock of the sandbox' })
}, { title: 'Sms' })
export type Sms = Readonly<Static<typeof SmsSchema>>
