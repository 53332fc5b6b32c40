import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { FaceRequest } from '../../src/http/face-request.ts'
import { findCar, findCarByVin, carsOf } from '../../src/cvs/cars/find-car.ts'
import { carPicture } from '../../src/cvs/cars/picture.ts'
import { carAlarms, carAlerts, carMaintenance, carRights } from '../../src/cvs/cars/reports.ts'
import { carPosition, carStatus } from '../../src/cvs/cars/status.ts'
import { carTrips, type TripQuery } from '../../src/cvs/cars/trips.ts'
import { carInShort, carList, userWithCars } from '../../src/cvs/cars/user.ts'
import { cvsEndpoints } from '../../src/cvs/targets.ts'
import { faceHeaders, refusals } from '../../src/docs/documented.ts'
import { mergeFields } from '../../src/http/bodies/form-body.ts'
import type { HttpAnswer } from '../../src/http/face/endpoint.ts'
import type { Pipeline } from '../../src/http/face/face.ts'
import type { RequestFields } from '../../src/http/face/json-face.ts'
import { originOf, sandboxUrl } from '../../src/http/public-url.ts'
import type { JsonTarget } from '../../src/oauth/error-for-code.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Vehicle } from '../../src/vehicles/vehicle.ts'
import { CarAlarmsSchema, CarAlertsSchema, CarInShortSchema, CarListSchema, CarMaintenanceSchema, CarPositionSchema, CarRightsSchema, CarStatusSchema, CarTripsSchema, CarUserSchema } from '../../src/wire/faces/connected-car.ts'
import { cvsEndpoint } from './endpoint.ts'

const HAL_TYPE = 'application/hal+json'
const HAL = { 'content-type': `${HAL_TYPE}; charset=utf-8` }
const tags = ['CVS']

const halAnswer = (body: unknown): HttpAnswer => ({ httpStatus: 200, headers: HAL, body: JSON.stringify(body), status: 'SUCCEEDED' })

/** What a question of the vehicle API is asked with. */
interface Asked {
  readonly sandbox: Sandbox
  readonly account: Account
  /** The URL of the API, before the paths of links. */
  readonly api: string
  /** Milliseconds since 1970, by the clock of the sandbox. */
  readonly now: number
  readonly query: unknown
}

/** What the documentation says of a route, whose answer is described by `success`. */
const documented = (success: object) => ({
  documented: {
    security: [{ account: [] }],
    headers: faceHeaders({}),
    querystring: Type.Object({ client_id: Type.Optional(Type.String({ description: 'Sent by every client; not checked' })) }),
    response: { 200: success, ...refusals }
  }
})

const asHal = (schema: TSchema) => ({ description: 'HAL', content: { [HAL_TYPE]: { schema } } })

/** What a list of trips is asked for by; the last of what is sent twice. */
function tripQuery (query: unknown): TripQuery {
  const fields = mergeFields(query, undefined)
  return { timestamps: fields.timestamps, distance: fields.distance }
}

const apiOf = (request: FaceRequest): string => `${sandboxUrl(originOf(request), request.sandbox.id)}/connectedcar/v4`

/** The vehicle API (docs/reference/connected-car.md#1-vehicles-over-rest), under `/connectedcar`. */
export function registerCars (app: FastifyInstance, { serve }: Pipeline<RequestFields>): void {
  const ask = (path: string, target: JsonTarget, summary: string, schema: TSchema, answer: (asked: Asked, id: string) => unknown): void => {
    app.get(path, { schema: { tags, summary }, config: documented(asHal(schema)) }, serve(cvsEndpoint(target, (request, account) => {
      const { params, sandbox, query } = request as FastifyRequest<{ Params: { id?: string } }>
      return answer({ sandbox, account, api: apiOf(request), now: sandbox.clock.now(), query }, params.id ?? '')
    }, halAnswer)))
  }
  const askOfCar = (resource: string, target: JsonTarget, summary: string, schema: TSchema, answer: (car: Vehicle, asked: Asked) => unknown): void =>
    ask(`/v4/user/vehicles/:id${resource}`, target, summary, schema, (asked, id) => answer(findCar(asked.sandbox, asked.account, id), asked))

  ask('/v4/user', cvsEndpoints.user, 'The user, with the cars', CarUserSchema, ({ sandbox, account, api, now }) => userWithCars(carsOf(sandbox, account), account, api, now))
  ask('/v4/user/vehicles', cvsEndpoints.vehicles, 'The cars of the user', CarListSchema, ({ sandbox, account, api }) => carList(carsOf(sandbox, account), account, api))
  askOfCar('', cvsEndpoints.vehicle, 'A car', CarInShortSchema, (car, { account, api }) => carInShort(car, account, api))
  askOfCar('/status', cvsEndpoints.vehicleStatus, 'How a car is: battery, charge, doors, climate, position', CarStatusSchema, (car, { api, now }) => carStatus(car, api, now))
  askOfCar('/trips', cvsEndpoints.trips, 'The trips of a car, the newest last', CarTripsSchema, (car, { sandbox, api, query }) => carTrips(sandbox, car, api, tripQuery(query)))
  askOfCar('/lastPosition', cvsEndpoints.lastPosition, 'Where a car is, as GeoJSON', CarPositionSchema, (car, { now }) => carPosition(car, now))
  askOfCar('/maintenance', cvsEndpoints.maintenance, 'What is left until the next service', CarMaintenanceSchema, (car, { api, now }) => carMaintenance(car, api, now))
  askOfCar('/alarms', cvsEndpoints.alarms, 'The alarms of a car', CarAlarmsSchema, (car, { api }) => carAlarms(car, api))
  askOfCar('/alerts', cvsEndpoints.alerts, 'What a car warns of: a low level, and what stands open', CarAlertsSchema, (car, { api, now }) => carAlerts(car, api, now))
}

/** The rights of the owner of a car, under `/applications`. */
export function registerRights (app: FastifyInstance, { serve }: Pipeline<RequestFields>): void {
  app.get('/cvs/v4/rights/vehicle/:vin', { schema: { tags, summary: 'The remote services that the owner of a car has' }, config: documented(CarRightsSchema) },
    serve(cvsEndpoint(cvsEndpoints.vehicleRights, (request, account) => {
      const { params, sandbox } = request as FastifyRequest<{ Params: { vin: string } }>
      return carRights(findCarByVin(sandbox, account, params.vin))
    })))
}

/** The pictures that the lists of cars name: asked for by a browser, without a token. */
export const pictureRoutes: FastifyPluginAsync = async (app) => {
  app.get('/pictures/:id', { schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'max-age=86400').type('image/png').send(carPicture()))
}
