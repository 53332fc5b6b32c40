import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { deleteAccount, getAccount, listAccounts, patchAccount, putAccount, resetAccount } from '../../src/accounts/edit-account.ts'
import { healAccount } from '../../src/inwebo/heal-account.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { AccountBodySchema, accountFields, AccountViewSchema } from '../../src/wire/account.ts'
import { showAccount } from '../../src/pims/show-account.ts'
import { ErrorSchema } from '../../src/wire/error.ts'

const params = Type.Object({ id: accountFields.id })
const tags = ['admin']

/** The accounts of the sandbox. */
export const accountsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/accounts', {
    schema: {
      tags,
      summary: 'The accounts, fixtures first',
      querystring: closedObject({
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: '1000 when absent' })),
        after: Type.Optional(Type.String({ description: 'Id of the account to go on after' }))
      }),
      response: { 200: Type.Object({ accounts: Type.Array(AccountViewSchema), total: Type.Integer() }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { limit = 1000, after } }) => ({
    accounts: listAccounts(sandbox, limit, after).map((account) => showAccount(sandbox, account)),
    total: sandbox.accounts.size
  }))

  app.get('/accounts/:id', {
    schema: {
      tags,
      summary: 'An account',
      params,
      querystring: closedObject({ secrets: Type.Optional(Type.Boolean({ description: 'true: with its PIN' })) }),
      response: { 200: AccountViewSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, params: { id }, query: { secrets } }) => showAccount(sandbox, getAccount(sandbox, id), secrets))

  app.put('/accounts/:id', {
    schema: { tags, summary: 'Makes or replaces an account; what is left out takes its default', params, body: AccountBodySchema, response: { 200: AccountViewSchema, 201: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id }, body }, reply) => {
    const { account, created } = putAccount(sandbox, id, body)
    return reply.code(created ? 201 : 200).send(showAccount(sandbox, account))
  })

  app.patch('/accounts/:id', {
    schema: { tags, summary: 'Changes an account by a JSON merge patch', params, body: Type.Record(Type.String(), Type.Unknown()), response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id }, body }) => showAccount(sandbox, patchAccount(sandbox, id, body)))

  app.post('/accounts/:id/reset', {
    schema: { tags, summary: 'Puts an account back to the fixtures', params, response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }) => showAccount(sandbox, resetAccount(sandbox, id)))

  app.delete('/accounts/:id/devices', {
    schema: { tags, summary: 'Removes all enrolments, as the app does to heal a blocked account', params, response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }) => showAccount(sandbox, healAccount(sandbox, id)))

  app.delete('/accounts/:id', {
    schema: { tags, summary: 'Deletes an account', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }, reply) => {
    deleteAccount(sandbox, id)
    return reply.code(204).send(null)
  })
}
