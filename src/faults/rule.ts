import { type Static, Type } from '@sinclair/typebox'

/** The faces that a fault can be confined to. */
export const FACES = ['pims', 'inwebo', 'cvs', 'oauth'] as const
export type Face = typeof FACES[number]

const words = <const Words extends readonly string[]> (...list: Words) => Type.Union(list.map((word) => Type.Literal<Words[number]>(word)))
const closed = { additionalProperties: false }

/** The longest delay, in milliseconds. */
export const MAX_DELAY = 600_000
const Milliseconds = Type.Number({ minimum: 0, maximum: MAX_DELAY })
const Word = Type.String({ minLength: 1, maxLength: 100 })

export const ErrorEffectSchema = Type.Object({
  error: Type.Integer({ description: 'A PIMS code; on other faces it appears in their own words' }),
  parameter: Type.Optional(Word),
  component: Type.Optional(Word),
  subCode: Type.Optional(Type.Object({
    code: Type.Union([Type.Integer(), Word]),
    label: Type.String({ maxLength: 200 })
  }, { ...closed, description: 'The code of another system beneath 2204, 2205 or 2209' })),
  wire: Type.Optional(Type.String({ pattern: '^NOK:[A-Z0-9_]{1,30}$', description: 'On the inWebo face, this error string in place of the one that the code has' }))
}, closed)

export const TransportEffectSchema = Type.Object({ transport: words('hang', 'reset', 'empty', 'truncate', 'malformed') }, closed)

export const HttpEffectSchema = Type.Object({
  http: Type.Object({
    status: Type.Integer({ minimum: 200, maximum: 599 }),
    headers: Type.Optional(Type.Record(Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' }), Type.String({ pattern: '^[\\x20-\\x7e]{0,1000}$' }), closed)),
    body: Type.Optional(Type.Unknown({ description: 'A string is sent as it is, anything else as JSON' }))
  }, closed)
}, closed)

export const SmsEffectSchema = Type.Object({
  sms: Type.Union([Type.Literal('drop'), Type.Literal('duplicate'), Type.Object({ delay: Milliseconds }, closed)])
}, closed)

export const OtpEffectSchema = Type.Object({ otp: words('second-round', 'roll-K1', 'new-K1', 'extras') }, closed)

/** What happens to a request that a rule hits. */
export const EffectSchema = Type.Union([ErrorEffectSchema, TransportEffectSchema, HttpEffectSchema, SmsEffectSchema, OtpEffectSchema])
export type Effect = Static<typeof EffectSchema>
export type ErrorEffect = Static<typeof ErrorEffectSchema>
export type HttpEffect = Static<typeof HttpEffectSchema>
export type TransportEffect = Static<typeof TransportEffectSchema>

export const DelaySchema = Type.Union([
  Milliseconds,
  Type.Object({ min: Milliseconds, max: Milliseconds }, closed),
  Type.Object({ median: Milliseconds, sigma: Type.Number({ minimum: 0, maximum: 5 }) }, closed)
])
export type Delay = Static<typeof DelaySchema>

export const MatchSchema = Type.Object({
  operation: Type.Optional(Type.Union([Word, Type.Array(Word, { minItems: 1, maxItems: 100 })], { description: 'An id such as set.smscode.modifyPhoneNumber, or its last part; one or a list' })),
  account: Type.Optional(Word),
  device: Type.Optional(Word),
  phoneNumber: Type.Optional(Word),
  face: Type.Optional(words(...FACES))
}, closed)

const RuleIdSchema = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' })
const EffectsSchema = Type.Union([Type.Null(), EffectSchema, Type.Array(EffectSchema, { minItems: 1, maxItems: 1000 })], {
  description: 'One effect, a list taken one per hit, or null for a delay alone'
})

/** When a rule hits, and what else it does. */
const conditions = {
  delay: Type.Optional(DelaySchema),
  times: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  force: Type.Optional(Type.Boolean({ description: 'Raise the code even where it is not documented' }))
}

/** A fault as a client sends it. */
export const RuleInputSchema = Type.Object({
  id: Type.Optional(RuleIdSchema),
  match: Type.Optional(MatchSchema),
  effect: Type.Optional(EffectsSchema),
  as: Type.Optional(Type.Literal('transport', { description: 'The code as the network would show it: 2201, 2202, 2203 and 2204' })),
  ...conditions
}, closed)
export type RuleInput = Static<typeof RuleInputSchema>

/** A fault as a sandbox keeps it. */
export const RuleSchema = Type.Object({ id: RuleIdSchema, match: MatchSchema, effect: EffectsSchema, ...conditions }, closed)
export type Rule = Readonly<Static<typeof RuleSchema>>

/** What a rule is matched against. */
export interface Attempt {
  /** Id of the operation, one of `targets`. */
  readonly operation: string
  readonly account?: string | undefined
  readonly device?: string | undefined
  /** E.164 */
  readonly phoneNumber?: string | undefined
  /** Whether an effect can hit this request at all, where an operation takes more than one; any can when absent. */
  readonly takes?: (effect: Effect | null) => boolean
}

/** What a rule does to one request. */
export interface Hit {
  /** Id of the rule; the header or the magic number that asked for it has none. */
  readonly rule?: string
  readonly effect: Effect | null
  /** Milliseconds to hold the request back first. */
  readonly delay: number
}

/** The effects of a rule, in the order of its hits. */
export const effectsOf = (effect: Rule['effect']): ReadonlyArray<Effect | null> => Array.isArray(effect) ? effect : [effect]
