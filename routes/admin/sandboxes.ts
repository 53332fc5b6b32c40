import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { getSandbox, viewSandbox } from '../../src/http/admin/sandbox-view.ts'
import { SANDBOX_ID } from '../../src/sandbox/sandboxes.ts'
import { AdminCalls } from '../../src/journal/admin-calls.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { SandboxBodySchema, SandboxesSchema, SandboxViewSchema } from '../../src/wire/sandbox.ts'

const params = Type.Object({ id: Type.String({ pattern: SANDBOX_ID.source }) })
const tags = ['admin']

/** The sandboxes of this server; the only admin resource that is not of one sandbox. */
export const sandboxesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { sandboxes } = app

  app.get('/sandboxes', {
    schema: { tags, summary: 'The sandboxes of this server, the most recently used first', response: { 200: SandboxesSchema } }
  }, async () => ({ instance: app.instance, sandboxes: sandboxes.list().map(viewSandbox) }))

  app.get('/sandboxes/:id', {
    schema: { tags, summary: 'A sandbox', params, response: { 200: SandboxViewSchema, '4xx': ErrorSchema } }
  }, async ({ params: { id } }) => viewSandbox(getSandbox(sandboxes, id)))

  app.put('/sandboxes/:id', {
    schema: { tags, summary: 'Makes a sandbox, or gives it another seed', params, body: Type.Union([SandboxBodySchema, Type.Null(), Type.Undefined()]), response: { 200: SandboxViewSchema, 201: SandboxViewSchema, '4xx': ErrorSchema } }
  }, async ({ params: { id }, body }, reply) => {
    const created = sandboxes.get(id) === undefined
    const sandbox = sandboxes.open(id)
    if (body?.seed !== undefined) {
      const calls = sandbox.part(AdminCalls)
      calls.noteSeed()
      sandbox.reseed(body.seed)
      calls.add('PUT', `/admin/sandboxes/${id}`, JSON.stringify({ seed: body.seed }))
    }
    return reply.code(created ? 201 : 200).send(viewSandbox(sandbox))
  })

  app.delete('/sandboxes/:id', {
    schema: { tags, summary: 'Drops a sandbox and all that is in it', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ params: { id } }, reply) => {
    sandboxes.drop(getSandbox(sandboxes, id))
    return reply.code(204).send(null)
  })
}
