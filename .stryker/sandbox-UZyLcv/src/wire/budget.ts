// @ts-nocheck
import { type Static, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'

const SpentSchema = Type.Object({
  sms: Type.Integer(),
  enrolments: Type.Integer(),
  otps: Type.Integer({ description: 'One-time passwords' }),
  wrongPins: Type.Integer()
})

/** What a run would have cost on the real service, and what it would have locked there. */
export const BudgetViewSchema = Type.Object({
  limits: Type.Object({ enrolments: Type.Integer(), otpsPerDay: Type.Integer(), wrongPins: Type.Integer() }, { description: 'What the real service allows an account' }),
  spent: SpentSchema,
  accounts: Type.Array(Type.Object({
    account: Type.String(),
    spent: SpentSchema,
    locks: Type.Array(Type.Object({
      what: literals(['enrolments', 'otps', 'pin']),
      at: Type.String({ description: 'ISO 8601; the first time' }),
      why: Type.String()
    }), { description: 'What the real service would have refused from then on' })
  }))
}, { title: 'Budget' })
export type BudgetView = Static<typeof BudgetViewSchema>
