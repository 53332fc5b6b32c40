import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { FindingSchema, SeveritySchema } from './conduct.ts'
import { ErrorSchema } from './error.ts'
import { EntryFilterSchema, EntrySchema } from './request.ts'

const count = (description?: string) => Type.Integer({ minimum: 0, maximum: 1_000_000, ...description !== undefined && { description } })

/** What a test expects of the journal. */
export const ExpectationSchema = closedObject({
  ...EntryFilterSchema.properties,
  since: Type.Optional(Type.String({ description: 'ISO 8601, by the clock of the sandbox, or the id of the entry to count after' })),
  times: Type.Optional(count('Exactly so many')),
  atLeast: Type.Optional(count('1 when no number is given')),
  atMost: Type.Optional(count()),
  conduct: Type.Optional({ ...SeveritySchema, description: 'That the client did nothing of this severity or worse, as GET /admin/conduct finds it; alone, no request is expected' }),
  within: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000, description: 'How long to wait, in milliseconds. With no minimum: how long to check that no more arrive' }))
}, { title: 'Expectation' })
export type Expectation = Static<typeof ExpectationSchema>

/** A field in which an entry is not what was expected. */
export const DifferenceSchema = Type.Object({ field: Type.String(), expected: Type.Unknown(), actual: Type.Unknown() })
export type Difference = Static<typeof DifferenceSchema>

const requests = Type.Array(EntrySchema, { description: 'The entries that match' })

/** The answer when the journal is as expected. */
export const VerifiedSchema = Type.Object({ count: Type.Integer(), requests }, { title: 'Verified' })

/** The answer when it is not, or when the journal cannot tell. */
export const MismatchSchema = Type.Composite([ErrorSchema, Type.Object({
  expected: ExpectationSchema,
  count: Type.Integer(),
  forgotten: Type.Integer({ description: 'How many more may match that the journal has forgotten (JOURNAL_SIZE, MAX_MEMORY_MB)' }),
  underWay: Type.Integer({ description: 'How many more may match that are not answered yet' }),
  requests,
  nearest: Type.Array(Type.Object({ request: EntrySchema, differences: Type.Array(DifferenceSchema) }), {
    description: 'Entries that nearly match, and the fields in which they differ'
  }),
  findings: Type.Optional(Type.Array(FindingSchema, { description: 'What the client should not have done, where conduct was asked' }))
})], { title: 'Mismatch' })
