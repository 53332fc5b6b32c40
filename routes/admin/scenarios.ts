import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { activateScenario, deactivateScenario, getScenario, type Scenarios, viewScenario, viewScenarios } from '../../src/faults/scenarios.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { ScenarioSchema } from '../../src/wire/scenario.ts'

const params = Type.Object({ name: Type.String() })
const response = { 200: ScenarioSchema, '4xx': ErrorSchema }
const tags = ['admin']

/** The named sets of faults that come with the server. */
export const scenariosRoutes: FastifyPluginAsyncTypebox<{ scenarios: Scenarios }> = async (app, { scenarios }) => {
  app.get('/scenarios', {
    schema: { tags, summary: 'The scenarios', response: { 200: Type.Object({ scenarios: Type.Array(ScenarioSchema) }) } }
  }, async ({ sandbox }) => ({ scenarios: viewScenarios(sandbox, scenarios) }))

  app.get('/scenarios/:name', {
    schema: { tags, summary: 'A scenario', params, response }
  }, async ({ sandbox, params: { name } }) => viewScenario(sandbox, getScenario(scenarios, name)))

  app.delete('/scenarios/:name/active', {
    schema: { tags, summary: 'Takes the faults of a scenario out of the sandbox', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { name } }, reply) => {
    deactivateScenario(sandbox, getScenario(scenarios, name))
    return reply.code(204).send(null)
  })

  app.put('/scenarios/:name/active', {
    schema: { tags, summary: 'Puts the faults of a scenario in place of those of the sandbox; DELETE of the same ends it', params, response }
  }, async ({ sandbox, params: { name } }) => {
    const scenario = getScenario(scenarios, name)
    activateScenario(sandbox, scenario)
    return viewScenario(sandbox, scenario)
  })
}
