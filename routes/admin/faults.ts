import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { preValidationHookHandler } from 'fastify'
import { Malformed } from '../../src/lib/errors.ts'
import { isObject } from '../../src/lib/json.ts'
import { addFault, deleteFault, getFault, putFault, replaceFaults } from '../../src/faults/edit-faults.ts'
import { viewFault, viewFaults, viewNewFault } from '../../src/faults/view-fault.ts'
import { Faults } from '../../src/faults/engine.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { FaultListInputSchema, FaultListSchema, FaultSchema, RuleIdSchema, RuleInputSchema } from '../../src/wire/fault.ts'
import { EffectSchema } from '../../src/effects/index.ts'

const params = Type.Object({ id: RuleIdSchema })
const created = { 200: FaultSchema, 201: FaultSchema, '4xx': ErrorSchema }
const tags = ['admin']

/** Says where an effect belongs that was sent in place of a rule. */
const suggestRule: preValidationHookHandler = ({ body }, _reply, done) => {
  if (isObject(body) && !('effect' in body) && Object.keys(body).length > 0 && Value.Check(EffectSchema, body)) {
    return done(new Malformed(`${JSON.stringify(body)} is an effect, not a rule: did you mean {"effect":${JSON.stringify(body)}}?`))
  }
  done()
}

/** The faults of the sandbox. */
export const faultsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/faults', {
    schema: { tags, summary: 'The faults, newest first', response: { 200: FaultListSchema } }
  }, async ({ sandbox }) => ({ faults: viewFaults(sandbox) }))

  app.post('/faults', {
    preValidation: suggestRule,
    schema: { tags, summary: 'Adds a fault', body: RuleInputSchema, response: created }
  }, async ({ sandbox, body }, reply) => reply.code(201).send(viewNewFault(sandbox, addFault(sandbox, body))))

  app.put('/faults', {
    preValidation: suggestRule,
    schema: {
      tags,
      summary: 'Adds a fault, or replaces the one with its id; a list replaces all',
      body: Type.Union([RuleInputSchema, FaultListInputSchema]),
      response: { 200: Type.Union([FaultSchema, FaultListSchema]), 201: FaultSchema, '4xx': ErrorSchema }
    }
  }, async ({ sandbox, body }, reply) => {
    if ('faults' in body) {
      replaceFaults(sandbox, body)
      return { faults: viewFaults(sandbox) }
    }
    if (body.id === undefined) return reply.code(201).send(viewNewFault(sandbox, addFault(sandbox, body)))
    const { state, created } = putFault(sandbox, body.id, body)
    return reply.code(created ? 201 : 200).send(viewNewFault(sandbox, state))
  })

  app.delete('/faults', {
    schema: { tags, summary: 'Deletes all faults', response: { 204: Type.Null() } }
  }, async ({ sandbox }, reply) => {
    sandbox.part(Faults).clear()
    return reply.code(204).send(null)
  })

  app.get('/faults/:id', {
    schema: { tags, summary: 'A fault', params, response: { 200: FaultSchema, '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }) => viewFault(sandbox, getFault(sandbox, id), sandbox.part(Faults).shadows))

  app.put('/faults/:id', {
    preValidation: suggestRule,
    schema: { tags, summary: 'Makes or replaces a fault; a code as the id, and no body, is a switch', params, body: Type.Union([RuleInputSchema, Type.Null(), Type.Undefined()]), response: created }
  }, async ({ sandbox, params: { id }, body }, reply) => {
    const { state, created } = putFault(sandbox, id, body ?? {})
    return reply.code(created ? 201 : 200).send(viewNewFault(sandbox, state))
  })

  app.delete('/faults/:id', {
    schema: { tags, summary: 'Deletes a fault', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id } }, reply) => {
    deleteFault(sandbox, id)
    return reply.code(204).send(null)
  })
}
