import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { deleteVehicle, getVehicle, listVehicles, patchVehicle, putVehicle, resetVehicle } from '../../src/vehicles/edit-vehicle.ts'
import { type Vehicle, viewVehicle } from '../../src/vehicles/vehicle.ts'
import { accountFields } from '../../src/wire/account.ts'
import { ErrorSchema } from '../../src/wire/error.ts'
import { VehicleBodySchema, VehicleViewSchema } from '../../src/wire/vehicle.ts'

const params = Type.Object({ id: accountFields.id, vin: Type.String({ maxLength: 100 }) })
const tags = ['admin']
const answers = { 200: VehicleViewSchema, '4xx': ErrorSchema }

/** The cars of an account. */
export const vehiclesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const show = ({ clock }: Sandbox, vehicle: Vehicle) => viewVehicle(vehicle, clock.now())

  app.get('/accounts/:id/vehicles', {
    schema: {
      tags,
      summary: 'The cars of an account',
      params: Type.Object({ id: accountFields.id }),
      response: { 200: Type.Object({ vehicles: Type.Array(VehicleViewSchema) }), '4xx': ErrorSchema }
    }
  }, async ({ sandbox, params: { id } }) => ({ vehicles: listVehicles(sandbox, id).map((vehicle) => show(sandbox, vehicle)) }))

  app.get('/accounts/:id/vehicles/:vin', {
    schema: { tags, summary: 'A car', params, response: answers }
  }, async ({ sandbox, params: { id, vin } }) => show(sandbox, getVehicle(sandbox, id, vin)))

  app.put('/accounts/:id/vehicles/:vin', {
    schema: { tags, summary: 'Gives an account a car, or replaces one; what is left out takes its default', params, body: VehicleBodySchema, response: { ...answers, 201: VehicleViewSchema } }
  }, async ({ sandbox, params: { id, vin }, body }, reply) => {
    const { vehicle, created } = putVehicle(sandbox, id, vin, body)
    return reply.code(created ? 201 : 200).send(show(sandbox, vehicle))
  })

  app.patch('/accounts/:id/vehicles/:vin', {
    schema: { tags, summary: 'Changes a car by a JSON merge patch (RFC 7396)', params, body: Type.Record(Type.String(), Type.Unknown()), response: answers }
  }, async ({ sandbox, params: { id, vin }, body }) => show(sandbox, patchVehicle(sandbox, id, vin, body)))

  app.post('/accounts/:id/vehicles/:vin/reset', {
    schema: { tags, summary: 'Puts a car back to the fixtures', params, response: answers }
  }, async ({ sandbox, params: { id, vin } }) => show(sandbox, resetVehicle(sandbox, id, vin)))

  app.delete('/accounts/:id/vehicles/:vin', {
    schema: { tags, summary: 'Takes a car off an account', params, response: { 204: Type.Null(), '4xx': ErrorSchema } }
  }, async ({ sandbox, params: { id, vin } }, reply) => {
    deleteVehicle(sandbox, id, vin)
    return reply.code(204).send(null)
  })
}
