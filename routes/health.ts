import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { answerHead } from '../src/http/answer-head.ts'
import { sendInstance } from '../src/http/instance.ts'
import { VERSION } from '../src/version.ts'
import { InstanceSchema } from '../src/wire/sandbox.ts'

/** Whether the server is up, for Docker and those who wait for it. */
export const healthRoutes: FastifyPluginAsyncTypebox = async (app) => {
  sendInstance(app)
  answerHead(app)
  app.get('/health', {
    schema: { tags: ['health'], summary: 'Answers once the server is up', response: { 200: Type.Object({ status: Type.Literal('ok'), version: Type.String({ description: 'Of the server' }), instance: InstanceSchema }) } }
  }, async () => ({ status: 'ok' as const, version: VERSION, instance: app.instance }))
}
