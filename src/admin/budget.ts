import { type Static, Type } from '@sinclair/typebox'
import { UsageMeter, REAL_LIMITS } from '../inwebo/usage.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

const SpentSchema = Type.Object({
  sms: Type.Integer(),
  enrolments: Type.Integer(),
  otps: Type.Integer({ description: 'One-time passwords' }),
  wrongPins: Type.Integer()
})

export const BudgetViewSchema = Type.Object({
  limits: Type.Object({ enrolments: Type.Integer(), otpsPerDay: Type.Integer(), wrongPins: Type.Integer() }, { description: 'What the real service allows an account' }),
  spent: SpentSchema,
  accounts: Type.Array(Type.Object({
    account: Type.String(),
    spent: SpentSchema,
    locks: Type.Array(Type.Object({
      what: Type.Union([Type.Literal('enrolments'), Type.Literal('otps'), Type.Literal('pin')]),
      at: Type.String({ description: 'ISO 8601; the first time' }),
      why: Type.String()
    }), { description: 'What the real service would have refused from then on' })
  }))
})

/** What this run would have cost on the real service, and what it would have locked there. */
export function viewBudget (sandbox: Sandbox): Static<typeof BudgetViewSchema> {
  const accounts = [...sandbox.part(UsageMeter).values()].map((entry) => ({ ...entry, locks: [...entry.locks] }))
  const spent = { sms: 0, enrolments: 0, otps: 0, wrongPins: 0 }
  for (const account of accounts) {
    spent.sms += account.spent.sms
    spent.enrolments += account.spent.enrolments
    spent.otps += account.spent.otps
    spent.wrongPins += account.spent.wrongPins
  }
  return { limits: REAL_LIMITS, spent, accounts }
}
