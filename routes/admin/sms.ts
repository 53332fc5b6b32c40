import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { closeSignal } from '../../src/http/close-signal.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { Busy, Conflict, Malformed, NotFound } from '../../src/lib/errors.ts'
import { withTimeout } from '../../src/lib/with-timeout.ts'
import { MAX_WAITING, matchesSms, type SmsFilter } from '../../src/sandbox/inbox.ts'
import { readPhoneNumber } from '../../src/sandbox/read-phone-number.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { viewLateSms, viewSms } from '../../src/sandbox/view-sms.ts'
import { LateSmsSchema, PurposeSchema, type Sms, SmsSchema } from '../../src/wire/sms.ts'

/** The messages of a sandbox that match a filter. */
export function listSms (sandbox: Sandbox, filter: SmsFilter, limit = Infinity, before?: string) {
  const { inbox } = sandbox
  const wanted = readFilter(sandbox, filter)
  if (before !== undefined && inbox.find(before) === undefined) throw new NotFound(`There is no SMS "${before}" to go on before: it was forgotten, or never was in this sandbox.`)
  const all = inbox.list(wanted)
  const first = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1
  return {
    messages: all.slice(first, first + limit).map((sms) => viewSms(sandbox, sms)),
    total: all.length,
    late: inbox.scheduled.filter(({ sms }) => matchesSms(sms, wanted)).map((late) => viewLateSms(sandbox, late))
  }
}

/** @throws NotFound; Conflict when its code is not pending */
function expireSms (sandbox: Sandbox, id: string): Sms {
  const sms = sandbox.inbox.find(id)
  if (sms === undefined) throw new NotFound(`There is no SMS "${id}". GET /admin/sms lists those of this sandbox.`)
  const { state } = viewSms(sandbox, sms)
  const pending = sandbox.codes.get(sms.account, sms.purpose)
  if (state !== 'pending' || pending === undefined) throw new Conflict(`The code of ${id} is ${state}, so it cannot expire any more.`)
  sandbox.codes.expire(pending)
  return viewSms(sandbox, sms)
}

const filters = {
  to: Type.Optional(Type.String({ description: 'Number, in any usual spelling' })),
  account: Type.Optional(Type.String({ description: 'Id of the account' })),
  purpose: Type.Optional(PurposeSchema)
}

/** @throws Malformed */
function readFilter ({ settings }: Sandbox, { to, account, purpose }: SmsFilter): SmsFilter {
  return { to: to === undefined ? undefined : readPhoneNumber('to', to, settings, Malformed), account, purpose }
}

const describeFilter = ({ to, account, purpose }: SmsFilter): string =>
  [[' to ', to], [' for account ', account], [' of purpose ', purpose]]
    .flatMap(([name, value]) => value === undefined ? [] : [`${name}${value}`]).join('')

/**
 * The next message that matches; waits for it, `wait` milliseconds at most or until the client leaves.
 *
 * @param asked the filter as it was asked for, for the message
 * @throws NotFound when none came, Busy when too many wait already
 */
async function nextSms (sandbox: Sandbox, wanted: SmsFilter, asked: SmsFilter, wait: number, reply: FastifyReply): Promise<Sms> {
  const { inbox } = sandbox
  if (wait > 0) {
    if (inbox.isFull) throw new Busy(`${MAX_WAITING} requests already wait for an SMS in this sandbox.`)
    const sms = await withTimeout(wait, closeSignal(reply), (signal) => inbox.wait(wanted, signal))
    if (sms !== undefined) return viewSms(sandbox, sms)
  }
  throw new NotFound(`No SMS${describeFilter(asked)} has been sent${wait > 0 ? `, nor came within ${wait} ms` : '. Add wait=5000 to wait for one'}.`)
}

/** The inbox that stands in for telephones. */
export const smsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/sms', {
    schema: {
      tags: ['admin'],
      summary: 'The SMS messages sent, newest first',
      querystring: closedObject({
        ...filters,
        limit: Type.Optional(Type.Integer({ minimum: 0 })),
        before: Type.Optional(Type.String({ description: 'Id of the message to go on before: the last one of the page before' }))
      }),
      response: {
        200: Type.Object({
          messages: Type.Array(SmsSchema),
          total: Type.Integer({ description: 'How many match, on all pages' }),
          late: Type.Array(LateSmsSchema, { description: 'Messages that a fault holds back, the next first' })
        }),
        '4xx': ErrorSchema
      }
    }
  }, async ({ sandbox, query: { limit, before, ...filter } }) => listSms(sandbox, filter, limit, before))

  app.patch('/sms/:id', {
    schema: {
      tags: ['admin'],
      summary: 'Lets the code of a message expire now',
      params: Type.Object({ id: Type.String() }),
      body: closedObject({ state: Type.Literal('expired') }),
      response: { 200: SmsSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, params: { id } }) => expireSms(sandbox, id))

  app.delete('/sms', {
    schema: { tags: ['admin'], summary: 'Empties the inbox', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.inbox.clear()
    sandbox.events.emit('cleared', { what: 'sms' })
    return reply.code(204).send(null)
  })

  app.get('/sms/latest', {
    schema: {
      tags: ['admin'],
      summary: 'The newest SMS that matches; waits for one not yet sent',
      querystring: closedObject({
        ...filters,
        wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000, description: 'Milliseconds' }))
      }),
      response: { 200: SmsSchema, '4xx': ErrorSchema }
    }
  }, ({ sandbox, query }, reply) => {
    const wanted = readFilter(sandbox, query)
    const found = sandbox.inbox.latest(wanted)
    return found === undefined ? nextSms(sandbox, wanted, query, query.wait ?? 0, reply) : viewSms(sandbox, found)
  })
}
