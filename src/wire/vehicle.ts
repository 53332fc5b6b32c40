import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { LINE } from './patterns.ts'
import { shownOnly } from './shown-only.ts'

/** What a vehicle identification number looks like. */
export const VIN = '^[A-HJ-NPR-Z0-9]{17}$'

/** How many cars an account takes. */
export const MAX_VEHICLES = 100

/** What moves a car. */
export const ENERGIES = ['electric', 'hybrid', 'thermic'] as const
export type Energy = typeof ENERGIES[number]

/** What a charge can be at. */
export const CHARGING_STATUSES = ['Disconnected', 'InProgress', 'Stopped', 'Finished', 'Failure'] as const
const CHARGING_MODES = ['Slow', 'Quick'] as const

/** What the locks can be at, as the vendor's reference of `pims.vehicle.informations` has it. */
export const LOCK_STATES = ['Unlocked', 'Locked', 'SuperLocked', 'DriverDoorUnlocked', 'CabinDoorsUnlocked', 'CargoDoorsLocked', 'CargoDoorsUnlocked', 'RearDoorsUnlocked', 'RearDoorsLocked', 'TrunkLocked'] as const
/** What can stand open. */
export const OPENINGS = ['driver', 'passenger', 'rearLeft', 'rearRight', 'rearWindow', 'roofWindow', 'trunk'] as const
export const CLIMATE_STATUSES = ['Disabled', 'Enabled', 'Finished', 'Failure', 'Unknown'] as const
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The remote services that the owner of a car can have. */
export const SERVICES = ['charge', 'doors', 'horn', 'lights', 'preconditioning', 'wakeUp'] as const
export type Service = typeof SERVICES[number]

/** The steps of a remote command; `done` and `refused` end it. */
export const COMMAND_STATES = ['accepted', 'asleep', 'woken', 'forwarded', 'done', 'refused'] as const
export type CommandState = typeof COMMAND_STATES[number]

/** What a car tells of a charge that ends. */
export const CHARGE_NOTIFICATIONS = ['remoteChargeFinished', 'remoteChargeInterrupted'] as const
export type ChargeNotification = typeof CHARGE_NOTIFICATIONS[number]

const percent = Type.Integer({ minimum: 0, maximum: 100, description: 'Percent' })
const kilometres = Type.Integer({ minimum: 0, maximum: 2_000_000, description: 'Kilometres' })
const milliseconds = Type.Integer({ minimum: 0, maximum: 3_600_000, description: 'Milliseconds, by the clock of the sandbox' })
const uniqueList = <Words extends readonly string[]>(words: Words, description: string) => Type.Array(literals(words), { uniqueItems: true, maxItems: words.length, description })

/** A time of the day as the vendor writes it, `PT22H30M`. */
export const TIME_OF_DAY = '^PT(?=\\d)(?:([01]?\\d|2[0-3])H)?(?:([0-5]?\\d)M)?$'

const battery = closedObject({
  level: percent,
  autonomy: kilometres,
  capacity: Type.Integer({ minimum: 1000, maximum: 500_000, description: 'Watt-hours' })
})
const fuel = closedObject({ level: percent, autonomy: kilometres })
const charging = closedObject({
  plugged: Type.Boolean(),
  status: literals(CHARGING_STATUSES),
  mode: literals(CHARGING_MODES),
  power: Type.Integer({ minimum: 1000, maximum: 500_000, description: 'Watts: how fast it charges' }),
  delayedTo: Type.Optional(Type.String({ pattern: TIME_OF_DAY, description: 'When a charge that is stopped begins: time of the day (UTC), such as PT22H30M' }))
})
const doors = closedObject({
  state: Type.Array(literals(LOCK_STATES), { minItems: 1, uniqueItems: true, maxItems: LOCK_STATES.length, description: 'What the locks are at' }),
  opened: uniqueList(OPENINGS, 'What stands open')
})

/** A programme of preconditioning. */
export const ProgramSchema = closedObject({
  slot: Type.Integer({ minimum: 1, maximum: 4 }),
  hour: Type.Integer({ minimum: 0, maximum: 23 }),
  minute: Type.Integer({ minimum: 0, maximum: 59 }),
  enabled: Type.Boolean(),
  days: uniqueList(DAYS, 'On which days')
})
export type Program = Static<typeof ProgramSchema>

const preconditioning = closedObject({
  status: literals(CLIMATE_STATUSES),
  programs: Type.Array(ProgramSchema, { maxItems: 4 })
})
const position = closedObject({
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
  heading: Type.Integer({ minimum: 0, maximum: 359, description: 'Degrees' })
})
const alarm = closedObject({
  type: Type.String({ pattern: LINE, description: 'Such as intrusion' }),
  active: Type.Boolean(),
  at: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$', description: 'ISO 8601, UTC' })
})
const timing = closedObject({
  accept: milliseconds,
  wake: milliseconds,
  forward: milliseconds,
  execute: milliseconds
}, { description: 'How long each step of a remote command takes' })

/** The fields of a car that are both kept and shown. */
export const vehicleFields = {
  vin: Type.String({ pattern: VIN }),
  label: Type.String({ pattern: LINE }),
  energy: literals(ENERGIES),
  battery: Type.Optional(battery),
  fuel: Type.Optional(fuel),
  charging: Type.Optional(charging),
  doors,
  preconditioning,
  position,
  odometer: kilometres,
  speed: Type.Integer({ minimum: 0, maximum: 300, description: 'Kilometres in an hour; above 0 the car moves, and refuses most commands' }),
  alarms: Type.Array(alarm, { maxItems: 50 }),
  services: uniqueList(SERVICES, 'The remote services that its owner has'),
  asleep: Type.Boolean({ description: 'A car that sleeps is woken by a command first' }),
  timing
}

const shownCharging = closedObject({
  ...charging.properties,
  rate: Type.Integer({ description: 'Kilometres that an hour of charging brings; 0 while it does not charge' }),
  remainingTime: Type.String({ description: 'ISO 8601 duration until it is full; PT0S while it does not charge' })
})

/** A car as the admin API shows it. What a kind of car does not have is absent: a thermic one has no battery, an electric one no fuel. */
export const VehicleViewSchema = Type.Object({
  ...vehicleFields,
  charging: Type.Optional(shownCharging),
  id: Type.String({ pattern: '^[0-9a-f]{32}$', description: 'What the REST API calls it; always the same for a VIN' }),
  updatedAt: Type.String({ description: 'When the car last told of itself; ISO 8601' })
}, { title: 'Vehicle' })
export type VehicleView = Static<typeof VehicleViewSchema>

const { vin, label, energy, odometer, speed, alarms, services, asleep } = vehicleFields

/** A car as the admin API takes it: any field may be left out, and what GET showed may be sent back. */
export const VehicleBodySchema = closedObject({
  ...Type.Partial(Type.Object({ vin, label, energy, odometer, speed, alarms, services, asleep })).properties,
  battery: Type.Optional(closedObject(Type.Partial(battery).properties)),
  fuel: Type.Optional(closedObject(Type.Partial(fuel).properties)),
  charging: Type.Optional(closedObject({ ...Type.Partial(charging).properties, rate: shownOnly, remainingTime: shownOnly })),
  doors: Type.Optional(closedObject(Type.Partial(doors).properties)),
  preconditioning: Type.Optional(closedObject(Type.Partial(preconditioning).properties)),
  position: Type.Optional(closedObject(Type.Partial(position).properties)),
  timing: Type.Optional(closedObject(Type.Partial(timing).properties)),
  id: shownOnly,
  updatedAt: shownOnly
}, { title: 'VehicleInput' })
export type VehicleBody = Static<typeof VehicleBodySchema>

/** A car of `fixtures/vehicles.json`. */
export const VehicleFixtureSchema = closedObject({ ...VehicleBodySchema.properties, vin })
export type VehicleFixture = Static<typeof VehicleFixtureSchema>

/** The cars of a fixture file; a car that is not in it is an electric one. */
export const VehiclesFileSchema = Type.Array(VehicleFixtureSchema, { title: 'VehiclesFile', maxItems: 100_000 })

/** How far a remote command has come. */
export const CommandViewSchema = Type.Object({
  id: Type.String(),
  vin,
  account: Type.String({ description: 'Whose command it is' }),
  service: literals(SERVICES),
  state: literals(COMMAND_STATES),
  reason: Type.Optional(Type.String({ description: 'Why it was refused' }))
}, { title: 'VehicleCommand' })
export type CommandView = Static<typeof CommandViewSchema>
