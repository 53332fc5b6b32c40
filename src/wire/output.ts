import { type Static, Type } from '@sinclair/typebox'

/** What an operation answers in place of what it would. */
export const OutputBodySchema = Type.Record(Type.String(), Type.Unknown(), { description: 'The output, as the reference has it' })

/** An output as the admin API shows it. */
export const OutputViewSchema = Type.Object({
  operation: Type.String(),
  account: Type.Union([Type.String(), Type.Null()], { description: 'The only account that gets it; null for all' }),
  isPut: Type.Boolean({ description: 'Whether it was put; otherwise it is the example of the reference' }),
  output: OutputBodySchema
}, { title: 'Output' })
export type OutputView = Static<typeof OutputViewSchema>

export const OutputListSchema = Type.Object({ outputs: Type.Array(OutputViewSchema) }, { title: 'OutputList' })
