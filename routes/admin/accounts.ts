import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { deleteAccount, getAccount, healAccount, listAccounts, patchAccount, putAccount, resetAccount, writableFields } from '../../src/inwebo/edit-account.ts'
import { limitsOf } from '../../src/inwebo/limits.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import type { Account, Frozen } from '../../src/sandbox/accounts/account.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { AccountBodySchema, accountFields, type AccountView, AccountViewSchema } from '../../src/wire/account.ts'
import { codesMet } from '../../src/pims/codes-met.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { PURPOSES } from '../../src/wire/sms.ts'

const params = Type.Object({ id: accountFields.id })
const tags = ['admin']

/** An account as it is shown: without the keys of its devices, and its PIN only among `secrets`. */
export function viewAccount (sandbox: Sandbox, account: Account, secrets = false): AccountView {
  const { id, login, customerId, brand, trustedPhoneNumber, pin, pinErrors, blocked, enrollments, otpCount24h, ...rest } = writableFields(sandbox, account)
  const { otpDailyLimit, ...limits } = limitsOf(sandbox, account)
  const view: Frozen<AccountView> = {
    id,
    login,
    customerId,
    brand,
    trustedPhoneNumber,
    hasPin: pin !== undefined,
    ...secrets && pin !== undefined && { pin },
    pinErrors,
    blocked,
    enrollments,
    otpCount24h,
    ...rest,
    limits: { ...limits, ...otpDailyLimit !== undefined && { otpDailyLimit } },
    meets: codesMet(account),
    fixture: sandbox.accounts.fixtureState(id),
    pending: pendingOf(sandbox, id)
  }
  return view as AccountView // for the wire: nothing writes to it
}

/** The codes of an account that can still be used. */
const pendingOf = ({ codes, inbox, clock }: Sandbox, account: string): AccountView['pending'] => PURPOSES.flatMap((purpose) => {
  const code = codes.get(account, purpose)
  return code === undefined || code.expiresAt <= clock.now() ? [] : [{ purpose, sms: inbox.withCode(code.id).at(-1)?.id ?? null }]
})

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
    accounts: listAccounts(sandbox, limit, after).map((account) => viewAccount(sandbox, account)),
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
  }, async ({ sandbox, params: { id }, query: { secrets } }) => viewAccount(sandbox, getAccount(sandbox, id), secrets))

  app.put('/accounts/:id', {
    schema: { tags, summary: 'Makes or replaces an account; what is left out takes its default', params, body: AccountBodySchema, response: { 200: AccountViewSchema, 201: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id }, body }, reply) => {
    const { account, created } = putAccount(sandbox, id, body)
    return reply.code(created ? 201 : 200).send(viewAccount(sandbox, account))
  })

  app.patch('/accounts/:id', {
    schema: { tags, summary: 'Changes an account by a JSON merge patch', params, body: Type.Record(Type.String(), Type.Unknown()), response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id }, body }) => viewAccount(sandbox, patchAccount(sandbox, id, body)))

  app.post('/accounts/:id/reset', {
    schema: { tags, summary: 'Puts an account back to the fixtures', params, response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }) => viewAccount(sandbox, resetAccount(sandbox, id)))

  app.delete('/accounts/:id/devices', {
    schema: { tags, summary: 'Removes all enrolments, as the app does to heal a blocked account', params, response: { 200: AccountViewSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }) => viewAccount(sandbox, healAccount(sandbox, id)))

  app.delete('/accounts/:id', {
    schema: { tags, summary: 'Deletes an account', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }, reply) => {
    deleteAccount(sandbox, id)
    return reply.code(204).send(null)
  })
}
