import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Pushes } from '../../src/inwebo/service/pushes.ts'
import { viewPush } from '../../src/inwebo/service/view-push.ts'
import { closedObject } from '../../src/lib/closed-object.ts'
import { Conflict, NotFound } from '../../src/lib/errors.ts'
import { literals } from '../../src/lib/literals.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { PUSH_ANSWERS, PUSH_STATES, type PushAnswer, PushSchema, type PushView } from '../../src/wire/push.ts'

/** @throws NotFound; Conflict when it was answered, or timed out */
function answerPush (sandbox: Sandbox, sessionId: string, answer: PushAnswer): PushView {
  const pushes = sandbox.part(Pushes)
  const answered = pushes.answer(sessionId, answer)
  if (answered !== undefined) return viewPush(answered)
  const push = pushes.get(sessionId)
  if (push === undefined) throw new NotFound(`There is no push "${sessionId}". GET /admin/pushes lists those of this sandbox.`)
  throw new Conflict(`The push ${sessionId} is ${push.state} already, since ${viewPush(push).endedAt}.`)
}

/** The pushes of the inWebo service, in place of the screens of telephones. */
export const pushesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/pushes', {
    schema: {
      tags: ['admin'],
      summary: 'The pushes to users, the one that was sent or answered last first',
      querystring: closedObject({
        account: Type.Optional(Type.String({ description: 'Id of the account' })),
        state: Type.Optional(literals(PUSH_STATES))
      }),
      response: { 200: Type.Object({ pushes: Type.Array(PushSchema) }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, query: { account, state } }) => ({
    pushes: sandbox.part(Pushes).list()
      .filter((push) => (account === undefined || push.account === account) && (state === undefined || push.state === state))
      .map(viewPush)
  }))

  app.post('/pushes/:sessionId', {
    schema: {
      tags: ['admin'],
      summary: 'Answers a push in place of its user',
      params: Type.Object({ sessionId: Type.String() }),
      body: closedObject({ answer: literals(PUSH_ANSWERS) }),
      response: { 200: PushSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, params: { sessionId }, body: { answer } }) => answerPush(sandbox, sessionId, answer))
}
