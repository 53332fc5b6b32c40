import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { AccountBodySchema, AccountViewSchema, viewAccount } from '../../src/admin/account-view.ts'
import { deleteAccount, getAccount, listAccounts, patchAccount, putAccount } from '../../src/admin/accounts.ts'
import { ErrorSchema } from '../../src/http/errors.ts'
import { AccountSchema } from '../../src/sandbox/account.ts'

const params = Type.Object({ id: AccountSchema.properties.id })
const tags = ['admin']

/** The accounts of the sandbox. */
export const accountsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/accounts', {
    schema: {
      tags,
      summary: 'The accounts, fixtures first',
      querystring: Type.Object({
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: '1000 when absent' })),
        after: Type.Optional(Type.String({ description: 'Id of the account to go on after' }))
      }, { additionalProperties: false }),
      response: { 200: Type.Object({ accounts: Type.Array(AccountViewSchema), total: Type.Integer() }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { limit = 1000, after } }) => ({
    accounts: listAccounts(sandbox, limit, after).map((account) => viewAccount(sandbox, account)),
    total: sandbox.accounts.size
  }))

  app.get('/accounts/:id', {
    schema: { tags, summary: 'An account', params, response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }) => viewAccount(sandbox, getAccount(sandbox, id)))

  app.put('/accounts/:id', {
    schema: { tags, summary: 'Makes or replaces an account; what is left out takes its default', params, body: AccountBodySchema, response: { 200: AccountViewSchema, 201: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id }, body }, reply) => {
    const { account, created } = putAccount(sandbox, id, body)
    return reply.code(created ? 201 : 200).send(viewAccount(sandbox, account))
  })

  app.patch('/accounts/:id', {
    schema: { tags, summary: 'Changes an account by a JSON merge patch', params, body: Type.Record(Type.String(), Type.Unknown()), response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id }, body }) => viewAccount(sandbox, patchAccount(sandbox, id, body)))

  app.delete('/accounts/:id', {
    schema: { tags, summary: 'Deletes an account', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }, reply) => {
    deleteAccount(sandbox, id)
    return reply.code(204).send(null)
  })
}
