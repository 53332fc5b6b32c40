import { type Static, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'
import { SEVERITIES } from '../words/severities.ts'
import { EntrySchema } from './request.ts'

/** Requests that a finding names; how many there are is its `count`. */
export const NAMED_REQUESTS = 10

export const SeveritySchema = literals(SEVERITIES)

const RuleFields = {
  rule: Type.String({ description: 'Such as PIMS1001' }),
  name: Type.String({ description: 'The rule in one word, such as GoesOnAfterBlock' }),
  what: Type.String({ description: 'What the client does, after “the client”' }),
  harm: Type.String({ description: 'What comes of it on the real service' }),
  advice: Type.String({ description: 'What to do instead' })
}

/** Something that the client should not have done. */
export const FindingSchema = Type.Object({
  ...RuleFields,
  severity: SeveritySchema,
  face: EntrySchema.properties.face,
  operation: EntrySchema.properties.operation,
  account: EntrySchema.properties.account,
  count: Type.Integer({ description: 'How often' }),
  requests: Type.Array(Type.String(), { description: `Ids of the requests that show it, the oldest first; of the latest times, at most ${NAMED_REQUESTS} in all` })
}, { title: 'Finding' })
export type Finding = Static<typeof FindingSchema>

/** What the journal shows about the client. */
export const ConductSchema = Type.Object({
  findings: Type.Array(FindingSchema, { description: 'The worst first: one for each rule, operation and account' }),
  counts: Type.Object({ high: Type.Integer(), medium: Type.Integer(), low: Type.Integer() }, { description: 'Findings of each severity' }),
  requests: Type.Integer({ description: 'How many requests were looked at' }),
  forgotten: Type.Integer({ description: 'How many more could have shown something, which the journal has forgotten (JOURNAL_SIZE, MAX_MEMORY_MB)' }),
  rules: Type.Array(Type.Object({ ...RuleFields, severity: SeveritySchema }), { description: 'What was looked for' })
}, { title: 'Conduct' })
export type Conduct = Static<typeof ConductSchema>

export const CONDUCT_FORMATS = ['markdown', 'junit', 'sarif'] as const
