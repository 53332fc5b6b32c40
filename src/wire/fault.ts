import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { EffectSchema } from '../effects/index.ts'
import { Milliseconds } from '../effects/milliseconds.ts'
import { LONGEST_NAME, MAX_COUNT, MAX_SIGMA } from '../words/bounds.ts'
import { FACES } from '../words/faces.ts'
import { shownOnly } from './shown-only.ts'

const Word = Type.String({ minLength: 1, maxLength: LONGEST_NAME })

/** How long a request is held back, in milliseconds: fixed, uniform or log-normal. */
export const DelaySchema = Type.Union([
  Milliseconds,
  closedObject({ min: Milliseconds, max: Milliseconds }),
  closedObject({ median: Milliseconds, sigma: Type.Number({ minimum: 0, maximum: MAX_SIGMA }) })
], { title: 'Delay' })
export type Delay = Static<typeof DelaySchema>

/** Which requests a rule hits; what is absent matches any. */
export const MatchSchema = closedObject({
  operation: Type.Optional(Type.Union([Word, Type.Array(Word, { minItems: 1, maxItems: 100 })], { description: 'An id such as set.smscode.modifyPhoneNumber, or its last part; one or a list' })),
  account: Type.Optional(Word),
  device: Type.Optional(Word),
  phoneNumber: Type.Optional(Word),
  face: Type.Optional(literals(FACES))
}, { title: 'Match' })

/** Id of a rule. */
export const RuleIdSchema = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' })
const EffectsSchema = Type.Union([Type.Null(), EffectSchema, Type.Array(EffectSchema, { minItems: 1, maxItems: 1000 })], {
  description: 'One effect, a list taken one per hit, or null for a delay alone'
})

/** When a rule hits, and what else it does. */
const conditions = {
  delay: Type.Optional(DelaySchema),
  times: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_COUNT })),
  skip: Type.Optional(Type.Integer({ minimum: 0, maximum: MAX_COUNT })),
  probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  force: Type.Optional(Type.Boolean({ description: 'Raise the code even where it is not documented' })),
  on: Type.Optional(Type.Literal('result', { description: 'Hit the RESULT messages of subscriptions in place of requests: skip and times count them, and the delay is by the clock of the sandbox' }))
}

/** A fault as a client sends it. */
export const RuleInputSchema = closedObject({
  id: Type.Optional(RuleIdSchema),
  match: Type.Optional(MatchSchema),
  effect: Type.Optional(EffectsSchema),
  as: Type.Optional(Type.Literal('transport', { description: 'The code as the network would show it: 2201, 2202, 2203 and 2204' })),
  ...conditions
}, { title: 'FaultInput' })
export type RuleInput = Static<typeof RuleInputSchema>

/** A fault as a sandbox keeps it. */
export const RuleSchema = closedObject({ id: RuleIdSchema, match: MatchSchema, effect: EffectsSchema, ...conditions })
export type Rule = Readonly<Static<typeof RuleSchema>>

/** A fault as the admin API shows it. */
export const FaultSchema = Type.Object({
  ...conditions,
  id: Type.String(),
  match: MatchSchema,
  effect: EffectsSchema,
  hits: Type.Integer(),
  remaining: Type.Union([Type.Integer(), Type.Null()], { description: 'How many more requests it can hit; null for any number' }),
  targets: Type.Array(Type.String(), { description: 'Ids of the operations that it can hit' }),
  shadowedBy: Type.Union([Type.String(), Type.Null()], { description: 'Id of a newer fault that leaves it no request; null where it gets some' }),
  explanation: Type.String({ description: 'The rule in a sentence; says what it reaches where that is no operation of some face' })
}, { title: 'Fault' })
export type FaultView = Static<typeof FaultSchema>

/** How many faults a sandbox takes. */
export const MAX_FAULTS = 1000

/** The faults of a sandbox as the admin API shows them. */
export const FaultListSchema = Type.Object({ faults: Type.Array(FaultSchema, { description: 'Newest first' }) }, { title: 'FaultList' })

/** All faults of a sandbox as a client sends them: what GET showed may be sent back. */
export const FaultListInputSchema = closedObject({
  faults: Type.Array(closedObject({
    ...RuleInputSchema.properties,
    hits: Type.Optional(Type.Integer({ minimum: 0, maximum: MAX_COUNT, description: 'How often it has hit already; 0 when absent' })),
    remaining: shownOnly,
    targets: shownOnly,
    shadowedBy: shownOnly,
    explanation: shownOnly
  }), { maxItems: MAX_FAULTS, description: 'Newest first' })
}, { title: 'FaultListInput' })
export type FaultListInput = Static<typeof FaultListInputSchema>
