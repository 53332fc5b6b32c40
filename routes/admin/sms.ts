import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { closeSignal } from '../../src/http/close-signal.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { Busy, Malformed, NotFound } from '../../src/lib/errors.ts'
import { withPatience } from '../../src/lib/with-timeout.ts'
import { MAX_WAITING, type SmsFilter } from '../../src/sandbox/inbox.ts'
import { readPhoneNumber } from '../../src/sandbox/read-phone-number.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { PurposeSchema, type Sms, SmsSchema } from '../../src/wire/sms.ts'

const filters = {
  to: Type.Optional(Type.String({ description: 'Number, in any usual spelling' })),
  account: Type.Optional(Type.String({ description: 'Id of the account' })),
  purpose: Type.Optional(PurposeSchema)
}

/** @throws Malformed */
function readFilter ({ settings }: Sandbox, { to, ...filter }: SmsFilter): SmsFilter {
  if (to === undefined) return filter
  return { ...filter, to: readPhoneNumber('to', to, settings, Malformed) }
}

const describeFilter = ({ to, account, purpose }: SmsFilter): string =>
  [[' to ', to], [' for account ', account], [' of purpose ', purpose]]
    .flatMap(([name, value]) => value === undefined ? [] : [`${name}${value}`]).join('')

/**
 * The newest message that matches; waits for one, `wait` milliseconds at most or until the client leaves.
 *
 * @throws NotFound when none came, Busy when too many wait already
 */
async function latestSms (sandbox: Sandbox, filter: SmsFilter, wait: number, closeSignal: () => AbortSignal): Promise<Sms> {
  const { inbox } = sandbox
  const wanted = readFilter(sandbox, filter)
  const found = inbox.latest(wanted)
  if (found !== undefined) return found
  if (wait > 0) {
    if (inbox.isFull) throw new Busy(`${MAX_WAITING} requests already wait for an SMS in this sandbox.`)
    const sms = await withPatience(wait, closeSignal(), (signal) => inbox.wait(wanted, signal))
    if (sms !== undefined) return sms
  }
  throw new NotFound(`No SMS${describeFilter(filter)} has been sent${wait > 0 ? `, nor came within ${wait} ms` : '. Add wait=5000 to wait for one'}.`)
}

/** The inbox that stands in for telephones. */
export const smsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/sms', {
    schema: {
      tags: ['admin'],
      summary: 'The SMS messages sent, newest first',
      querystring: closedObject({ ...filters, limit: Type.Optional(Type.Integer({ minimum: 0 })) }),
      response: { 200: Type.Object({ messages: Type.Array(SmsSchema) }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { limit, ...filter } }) => ({ messages: sandbox.inbox.list(readFilter(sandbox, filter), limit) }))

  app.delete('/sms', {
    schema: { tags: ['admin'], summary: 'Empties the inbox', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.inbox.clear()
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
  }, ({ sandbox, query: { wait = 0, ...filter } }, reply) => latestSms(sandbox, filter, wait, () => closeSignal(reply)))
}
