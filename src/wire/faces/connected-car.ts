import { Type } from '@sinclair/typebox'

const Link = Type.Object({ href: Type.String() })
const when = Type.String({ description: 'RFC 3339' })
const duration = Type.String({ description: 'ISO 8601 duration', examples: ['PT2H30M'] })

/** A car in a list of the vehicle API. */
export const CarInShortSchema = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{32}$', description: 'Always the same for a VIN' }),
  vin: Type.String(),
  brand: Type.String(),
  label: Type.String(),
  motorization: Type.String({ description: 'Electric, Hybrid or Thermic' }),
  pictures: Type.Array(Type.String({ description: 'URL' })),
  _links: Type.Record(Type.String(), Link)
}, { title: 'CarInShort' })

/** A list, all of it on one page. */
const onePage = (name: string, item: ReturnType<typeof Type.Object>) => ({
  total: Type.Integer(),
  currentPage: Type.Integer(),
  totalPage: Type.Integer(),
  _links: Type.Object({ self: Link, first: Link, last: Link }),
  _embedded: Type.Object({ [name]: Type.Array(item) })
})

export const CarListSchema = Type.Object(onePage('vehicles', CarInShortSchema), { title: 'CarList' })

/** The user of the vehicle API, with the cars. */
export const CarUserSchema = Type.Object({
  id: Type.String({ description: 'Id of the customer' }),
  email: Type.String(),
  createdAt: when,
  _links: Type.Object({ self: Link, vehicles: Link }),
  _embedded: Type.Object({ vehicles: Type.Array(CarInShortSchema) })
}, { title: 'CarUser' })

const Charging = Type.Object({
  plugged: Type.Boolean(),
  status: Type.String({ description: 'Disconnected, InProgress, Stopped, Finished or Failure' }),
  remainingTime: duration,
  chargingRate: Type.Integer({ description: 'Kilometres in an hour' }),
  chargingMode: Type.String({ description: 'No, Slow or Quick' }),
  nextDelayedTime: duration,
  level: Type.Integer()
})

/** A position as GeoJSON. */
export const CarPositionSchema = Type.Object({
  type: Type.Literal('Feature'),
  geometry: Type.Object({ type: Type.Literal('Point'), coordinates: Type.Array(Type.Number(), { description: 'Longitude, latitude' }) }),
  properties: Type.Object({ type: Type.String(), heading: Type.Integer(), createdAt: when, updatedAt: when })
}, { title: 'CarPosition' })

/** The status of a car, as much of it as all clients read; both generations are in one answer. */
export const CarStatusSchema = Type.Object({
  createdAt: when,
  updatedAt: when,
  energies: Type.Array(Type.Object({ type: Type.String({ description: 'Electric or Fuel; one of each at most' }), level: Type.Integer(), autonomy: Type.Integer(), createdAt: when, updatedAt: when, extension: Type.Unknown() })),
  energy: Type.Array(Type.Object({ type: Type.String(), level: Type.Integer(), autonomy: Type.Integer(), createdAt: when, updatedAt: when, charging: Type.Optional(Charging) })),
  lastPosition: CarPositionSchema,
  odometer: Type.Object({ mileage: Type.Integer(), createdAt: when }),
  doorsState: Type.Object({ lockedStates: Type.Array(Type.String()), opening: Type.Array(Type.Unknown()), createdAt: when }),
  preconditioning: Type.Unknown(),
  preconditionning: Type.Unknown({ description: 'The same in the vendor\'s spelling, with the programmes' }),
  _links: Type.Record(Type.String(), Link)
}, { title: 'CarStatus' })

/** What is left until the next service. */
export const CarMaintenanceSchema = Type.Object({
  mileageBeforeMaintenance: Type.Integer({ description: 'Kilometres' }),
  daysBeforeMaintenance: Type.Integer(),
  createdAt: when,
  updatedAt: when,
  _links: Type.Record(Type.String(), Link)
}, { title: 'CarMaintenance' })

export const CarTripsSchema = Type.Object(onePage('trips', Type.Object({
  id: Type.String(),
  startedAt: when,
  stoppedAt: when,
  distance: Type.Integer({ description: 'Kilometres' }),
  duration: Type.Integer({ description: 'Seconds' }),
  startMileage: Type.Integer()
})), { title: 'CarTrips' })

export const CarAlarmsSchema = Type.Object(onePage('alarms', Type.Object({
  id: Type.String(),
  type: Type.String(),
  status: Type.Object({ activation: Type.String({ description: 'Active or Inactive' }) }),
  createdAt: Type.String()
})), { title: 'CarAlarms' })

export const CarAlertsSchema = Type.Object(onePage('alerts', Type.Object({
  id: Type.String(),
  type: Type.String(),
  active: Type.Boolean(),
  startedAt: Type.String(),
  createdAt: Type.String()
})), { title: 'CarAlerts' })

/** The remote services of a car; its form is ours. */
export const CarRightsSchema = Type.Object({
  vin: Type.String(),
  rights: Type.Array(Type.Object({ service: Type.String(), status: Type.String({ description: 'Granted or NotGranted' }) }))
}, { title: 'CarRights' })
