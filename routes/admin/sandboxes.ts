import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { dropSandbox, getSandbox, putSandbox, SandboxBodySchema, SandboxViewSchema, viewSandbox } from '../../src/admin/sandboxes.ts'
import { ErrorSchema } from '../../src/http/errors.ts'
import { SANDBOX_ID, type Sandboxes } from '../../src/sandbox/sandboxes.ts'

const params = Type.Object({ id: Type.String({ pattern: SANDBOX_ID.source }) })
const tags = ['admin']

/** The sandboxes of this server; the only admin resource that is not of one sandbox. */
export const sandboxesRoutes: FastifyPluginAsyncTypebox<{ sandboxes: Sandboxes }> = async (app, { sandboxes }) => {
  app.get('/sandboxes', {
    schema: { tags, summary: 'The sandboxes, the most recently used first', response: { 200: Type.Object({ sandboxes: Type.Array(SandboxViewSchema) }) } }
  }, async () => ({ sandboxes: sandboxes.list().map(viewSandbox) }))

  app.get('/sandboxes/:id', {
    schema: { tags, summary: 'A sandbox', params, response: { 200: SandboxViewSchema, '4xx': ErrorSchema } }
  }, async ({ params: { id } }) => viewSandbox(getSandbox(sandboxes, id)))

  app.put('/sandboxes/:id', {
    schema: { tags, summary: 'Makes a sandbox, or gives it another seed', params, body: Type.Union([SandboxBodySchema, Type.Null(), Type.Undefined()]), response: { 200: SandboxViewSchema, 201: SandboxViewSchema, '4xx': ErrorSchema } }
  }, async ({ params: { id }, body }, reply) => {
    const { sandbox, created } = putSandbox(sandboxes, id, body ?? {})
    return reply.code(created ? 201 : 200).send(viewSandbox(sandbox))
  })

  app.delete('/sandboxes/:id', {
    schema: { tags, summary: 'Drops a sandbox and all that is in it', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ params: { id } }, reply) => {
    dropSandbox(sandboxes, id)
    return reply.code(204).send(null)
  })
}
