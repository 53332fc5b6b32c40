import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { changeClock, viewClock } from '../../src/sandbox/time/change-clock.ts'
import { ClockBodySchema, ClockViewSchema } from '../../src/wire/clock.ts'
import { ErrorSchema } from '../../src/wire/error.ts'

const response = { 200: ClockViewSchema, '4xx': ErrorSchema }

/** The time of the sandbox. */
export const clockRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/clock', {
    schema: { tags: ['admin'], summary: 'The time of the sandbox', response }
  }, async ({ sandbox }) => viewClock(sandbox.clock))

  app.put('/clock', {
    schema: { tags: ['admin'], summary: 'Moves, sets, stops or starts the clock', body: ClockBodySchema, response }
  }, async ({ sandbox, body }) => {
    changeClock(sandbox.clock, body)
    return viewClock(sandbox.clock)
  })

  app.delete('/clock', {
    schema: { tags: ['admin'], summary: "Back to the machine's time", response }
  }, async ({ sandbox }) => {
    sandbox.clock.reset()
    return viewClock(sandbox.clock)
  })
}
