import { type Static, Type } from '@sinclair/typebox'

/** An error of the admin API, and of every face that has no error format of its own. */
export const ErrorSchema = Type.Object({
  statusCode: Type.Integer(),
  error: Type.String({ description: 'The name of the status' }),
  message: Type.String({ description: 'What was wrong, and what to send instead' })
}, { title: 'ErrorBody' })
export type ErrorBody = Static<typeof ErrorSchema>
