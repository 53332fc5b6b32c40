import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { waitSignal } from '../../src/http/closing/wait-signal.ts'
import { answerLatestPush, answerPush } from '../../src/inwebo/service/answer-push.ts'
import { Pushes } from '../../src/inwebo/service/pushes.ts'
import { viewPush } from '../../src/inwebo/service/view-push.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { literals } from '../../src/lib/literals.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { PUSH_ANSWERS, PUSH_STATES, PushSchema } from '../../src/wire/push.ts'

const account = Type.Optional(Type.String({ description: 'Id of the account' }))
const body = closedObject({ answer: literals(PUSH_ANSWERS) })

/** The pushes of the inWebo service, in place of the screens of phones. */
export const pushesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/pushes', {
    schema: {
      tags: ['admin'],
      summary: 'The pushes to users, the one that was sent or answered last first',
      querystring: closedObject({
        account,
        state: Type.Optional(literals(PUSH_STATES))
      }),
      response: { 200: Type.Object({ pushes: Type.Array(PushSchema) }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { account, state } }) => ({
    pushes: sandbox.part(Pushes).list()
      .filter((push) => (account === undefined || push.account === account) && (state === undefined || push.state === state))
      .map(viewPush)
  }))

  app.post('/pushes/latest', {
    schema: {
      tags: ['admin'],
      summary: 'Answers the newest push that waits in place of its user; waits for one not yet sent',
      querystring: closedObject({
        account,
        wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 30_000, description: 'Milliseconds' }))
      }),
      body,
      response: { 200: PushSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query, body: { answer } }, reply) => await answerLatestPush(sandbox, answer, query, () => waitSignal(reply)))

  app.post('/pushes/:sessionId', {
    schema: {
      tags: ['admin'],
      summary: 'Answers a push in place of its user',
      params: Type.Object({ sessionId: Type.String() }),
      body,
      response: { 200: PushSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, params: { sessionId }, body: { answer } }) => answerPush(sandbox, sessionId, answer))
}
