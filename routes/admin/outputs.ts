import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { closedObject } from '../../src/lib/closed-object.ts'
import { deleteOutput, getOutput, listOutputs, putOutput } from '../../src/pims/edit-outputs.ts'
import { Outputs } from '../../src/pims/outputs.ts'
import { accountFields } from '../../src/wire/account.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { OutputBodySchema, OutputListSchema, OutputViewSchema } from '../../src/wire/output.ts'

const params = Type.Object({ operation: Type.String({ maxLength: 200, description: 'Its id' }) })
const querystring = closedObject({ account: Type.Optional(accountFields.id) })
const tags = ['admin']
const answers = { 200: OutputViewSchema, '4xx': ErrorSchema }

/** What operations of the SDK answer in place of their own output. */
export const outputsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/outputs', {
    schema: { tags, summary: 'The outputs that were put', response: { 200: OutputListSchema } }
  }, async ({ sandbox }) => ({ outputs: listOutputs(sandbox) }))

  app.delete('/outputs', {
    schema: { tags, summary: 'Deletes all outputs', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.part(Outputs).reset()
    return reply.code(204).send(null)
  })

  app.get('/outputs/:operation', {
    schema: { tags, summary: 'What an operation answers: what was put, else the example of the reference', params, querystring, response: answers }
  }, async ({ sandbox, params: { operation }, query: { account = null } }) => getOutput(sandbox, operation, account))

  app.put('/outputs/:operation', {
    schema: { tags, summary: 'Puts what an operation answers, for all accounts or for one', params, querystring, body: OutputBodySchema, response: { ...answers, 201: OutputViewSchema } }
  }, async ({ sandbox, params: { operation }, query: { account = null }, body }, reply) => {
    const { output, created } = putOutput(sandbox, operation, account, body)
    return reply.code(created ? 201 : 200).send(output)
  })

  app.delete('/outputs/:operation', {
    schema: { tags, summary: 'Lets an operation answer its own output again', params, querystring, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { operation }, query: { account = null } }, reply) => {
    deleteOutput(sandbox, operation, account)
    return reply.code(204).send(null)
  })
}
