import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { literals } from '../../src/lib/literals.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { type TSchema, Type } from '@sinclair/typebox'
import { AccountsFileSchema } from '../../src/sandbox/accounts/fixtures.ts'
import { NotFound } from '../../src/lib/errors.ts'
import type { Snapshots } from '../../src/sandbox/snapshot.ts'
import { ScenarioFileSchema } from '../../src/wire/scenario.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { VehiclesFileSchema } from '../../src/wire/vehicle.ts'

/** The largest snapshot taken, in bytes: 100,000 accounts and some. */
const BODY_LIMIT = 64 * 1024 * 1024

/** Bytes of memory that a byte of a snapshot takes once it is parsed. */
const PARSED = 3

const tags = ['admin']

/** The state of the sandbox as a whole. */
export const stateRoutes: FastifyPluginAsyncTypebox<{ snapshots: Snapshots }> = async (app, { snapshots }) => {
  /** The files that somebody may write by hand. */
  const files: Readonly<Record<string, TSchema>> = { 'accounts.json': AccountsFileSchema, 'scenario.json': ScenarioFileSchema, 'state.json': snapshots.Schema, 'vehicles.json': VehiclesFileSchema }

  app.post('/reset', {
    schema: { tags, summary: 'Takes the sandbox back to the fixtures', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.reset()
    return reply.code(204).send(null)
  })

  app.get('/state', {
    schema: {
      tags,
      summary: 'A snapshot of the sandbox: all but its journal, secrets and all',
      querystring: closedObject({
        accounts: Type.Optional(literals(['all', 'changed'], { description: 'changed: only those not as in the fixtures, for a server with the same' }))
      }),
      response: { 200: Type.Unsafe<unknown>(snapshots.Schema), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { accounts = 'all' } }, reply) => reply.send(snapshots.take(sandbox, accounts)))

  app.put('/state', {
    bodyLimit: Math.min(BODY_LIMIT, app.requestMemory.largestBody),
    preParsing: async ({ sandbox, headers }) => sandbox.memory.ensureRoom(Number(headers['content-length'] ?? 0) * PARSED),
    schema: { tags, summary: 'Puts a snapshot in place of all that the sandbox remembers', body: snapshots.Schema, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, body }, reply) => {
    snapshots.restore(sandbox, body)
    return reply.code(204).send(null)
  })

  app.get('/schemas/:name', {
    schema: {
      tags,
      summary: 'The JSON Schema of a file: accounts.json, scenario.json, state.json or vehicles.json',
      params: Type.Object({ name: Type.String() }),
      response: { 200: Type.Record(Type.String(), Type.Unknown()), '4xx': ErrorSchema }
    }
  }, async ({ params: { name } }) => {
    const schema = Object.hasOwn(files, name) ? files[name] : undefined
    if (schema === undefined) throw new NotFound(`There is no schema "${name}". There are ${Object.keys(files).join(', ')}.`)
    return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }
  })
}
