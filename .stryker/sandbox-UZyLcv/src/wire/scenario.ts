// @ts-nocheck
import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { FaultSchema, RuleInputSchema } from './fault.ts'

/** A scenario as its file in `fixtures/scenarios` holds it. */
export const ScenarioFileSchema = closedObject({
  title: Type.String({ minLength: 1, maxLength: 100 }),
  description: Type.String({ minLength: 1, maxLength: 1000, description: 'What it is for' }),
  faults: Type.Array(RuleInputSchema, { minItems: 1, maxItems: 100, description: 'As POST /admin/faults takes them; where several match, the last wins' })
})

/** A scenario as the admin API shows it. */
export const ScenarioSchema = Type.Object({
  name: Type.String(),
  title: Type.String(),
  description: Type.String({ description: 'What it is for' }),
  active: Type.Boolean({ description: 'Whether all its faults are among those of the sandbox' }),
  faults: Type.Array(FaultSchema)
}, { title: 'Scenario' })
export type ScenarioView = Static<typeof ScenarioSchema>
