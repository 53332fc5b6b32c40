import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { moment } from '../../lib/moment.ts'
import { ACCOUNT_ID, accountFields, DeviceViewSchema, FamilySchema, LimitsSchema, MAX_DEVICES, PinSchema, PushAnswerSchema } from '../../wire/account.ts'
import { GigyaSchema, LOGIN_PROVIDERS, PasswordSchema, ProfileSchema } from '../../wire/gigya.ts'
import { LINE } from '../../wire/patterns.ts'

const hex32 = Type.String({ pattern: '^[0-9a-f]{32}$' })

/** What the server keeps of a device that speaks the inWebo protocol; never shown. */
const DeviceKeysSchema = closedObject({
  id: Type.String({ pattern: '^[1-9]\\d{8}$', description: 'The id that inWebo gave the device' }),
  serial: Type.String({ pattern: '^[\\x21-\\x7e]{1,99}$' }),
  Kma: hex32,
  K0: hex32,
  K1: hex32,
  secret: Type.Optional(hex32),
  state: literals(['ms-pending', 'active'], { description: 'ms-pending until the device has sent its secret' }),
  msId: Type.Optional(Type.String()),
  challenge: Type.Optional(closedObject({
    mode: literals(['ms', 'otp', 'synchro', 'password', 'reset'], { description: 'What the challenge is for' }),
    value: Type.String(),
    at: moment()
  })),
  secondRound: Type.Optional(Type.Boolean({ description: 'Whether the last answer had a J' })),
  outstanding: Type.Array(closedObject({
    defi: Type.String(),
    K1: hex32,
    at: moment(),
    replaced: Type.Optional(Type.Boolean({ description: 'The answer had a J: the device must not use it' }))
  }), { maxItems: 100, description: 'One-time passwords not redeemed yet' })
})

const DeviceSchema = closedObject({ ...DeviceViewSchema.properties, inwebo: Type.Optional(DeviceKeysSchema) })

const { id, inwebo, application, vehicles, ...shown } = accountFields
const plain = {
  ...shown,
  pin: Type.Optional(PinSchema),
  otpTimes: Type.Optional(Type.Array(closedObject({
    at: moment(),
    count: Type.Integer({ minimum: 1, maximum: 1_000_000 })
  }), { maxItems: 200, description: 'When they were made; never shown' })),
  limits: Type.Optional(LimitsSchema),
  pushAnswer: Type.Optional(PushAnswerSchema),
  family: Type.Optional(FamilySchema),
  password: Type.Optional(PasswordSchema),
  profile: Type.Optional(ProfileSchema)
}

/** An account as `fixtures/accounts.json` and a snapshot hold it. */
export const AccountSchema = closedObject({
  id,
  ...plain,
  gigya: Type.Optional(GigyaSchema),
  devices: Type.Array(DeviceSchema, { maxItems: MAX_DEVICES }),
  inwebo,
  application,
  vehicles
}, { title: 'An account of pims-mock' })

/** A type that is read-only at every depth. */
export type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T

/** An account is a value: a change puts a new one in its place, so fixtures can be shared and no change is half done. */
export type Account = Frozen<Static<typeof AccountSchema>>
export type Device = Account['devices'][number]

export type DeviceKeys = NonNullable<Device['inwebo']>

/** The account with something else in its inWebo service. */
export const withService = (account: Account, changed: Partial<Account['inwebo']>): Account =>
  ({ ...account, inwebo: { ...account.inwebo, ...changed } })

const idPattern = new RegExp(ACCOUNT_ID)
const linePattern = new RegExp(LINE)

/** Whether an account may have this id. */
export const isAccountId = (id: string): boolean => idPattern.test(id)

/** Whether an account may have this login. */
export const isLogin = (login: string): boolean => linePattern.test(login)

/** The device of an account that goes by this id. */
export const deviceOf = (account: Account, id: string): Device | undefined =>
  account.devices.find((device) => device.id === id)

/** An account as a client may write it: all but the id can be left out. */
export const AccountInputSchema = closedObject({
  id,
  ...Type.Partial(Type.Object(plain)).properties,
  gigya: Type.Optional(closedObject(Type.Partial(GigyaSchema).properties)),
  devices: Type.Optional(Type.Array(closedObject({ ...Type.Partial(DeviceSchema).properties, id: DeviceSchema.properties.id }), { maxItems: MAX_DEVICES })),
  inwebo: Type.Optional(closedObject(Type.Partial(inwebo).properties)),
  application: Type.Optional(closedObject(Type.Partial(application).properties)),
  vehicles: Type.Optional(vehicles)
})
export type AccountInput = Static<typeof AccountInputSchema>

/** The account at Gigya of a user who signs in without trouble. */
const GIGYA: NonNullable<Account['gigya']> = { verified: true, profileComplete: true, loginProviders: LOGIN_PROVIDERS, passwordErrors: 0, lockedUntil: null, resetMailAt: null }

const CUSTOMER_PREFIX = { Peugeot: 'AP', Citroen: 'AC', Ds: 'AC', Opel: 'OP', Vauxhall: 'VX' } as const

/** The VIN of the car of an account that names none: always the same, and another for each account, as two with one VIN share a car. */
function vinOf (id: string): string {
  let hash = 0
  for (let index = 0; index < id.length; index++) hash = (hash * 31 + id.charCodeAt(index)) % 10_000_000
  return `VR3UHZKXZM${String(hash).padStart(7, '0')}`
}

/**
 * Fills in what an account leaves out: a new account whose strong authentication is in order,
 * activated when it has a device.
 *
 * @param now milliseconds since 1970
 */
export function completeAccount (input: AccountInput, now: number): Account {
  const { id, brand = 'Peugeot', devices = [] } = input
  return {
    id,
    login: input.login ?? (id.includes('@') ? id : `${id}@example.com`),
    customerId: input.customerId ?? `${CUSTOMER_PREFIX[brand]}-ACNT-${id}`,
    brand,
    trustedPhoneNumber: input.trustedPhoneNumber ?? null,
    ...(input.pin !== undefined && { pin: input.pin }),
    pinErrors: input.pinErrors ?? 0,
    blocked: input.blocked ?? 'NotBlocked',
    enrollments: input.enrollments ?? devices.length,
    otpCount24h: input.otpCount24h ?? 0,
    ...(input.otpTimes !== undefined && { otpTimes: input.otpTimes }),
    ...(input.limits !== undefined && { limits: input.limits }),
    ...(input.pushAnswer !== undefined && input.pushAnswer !== 'ignore' && { pushAnswer: input.pushAnswer }),
    ...(input.family !== undefined && input.family !== 'psa' && { family: input.family }),
    ...(input.password !== undefined && { password: input.password }),
    ...(input.profile !== undefined && { profile: input.profile }),
    ...((input.family === 'fca' || input.gigya !== undefined) && { gigya: { ...GIGYA, ...input.gigya } }),
    devices: devices.map((device) => ({ name: device.id, enabled: true, enrolledAt: new Date(now).toISOString(), ...device })),
    inwebo: {
      activated: devices.length > 0,
      services: 1,
      access: 'granted',
      libraryVersion: '0.2.11',
      minLibraryVersion: '0.2.0',
      synchronised: true,
      postSync: 'ok',
      upgradable: false,
      ...input.inwebo
    },
    application: { core: 'configured', strongAuthentication: 'configured', ...input.application },
    vehicles: input.vehicles ?? [{ vin: vinOf(id) }]
  }
}

/** Bytes of an account without devices, and of one that is deleted. */
const SMALL = 700
/** Bytes of a device or a vehicle. */
const DEVICE = 600

/** Bytes of memory that an account takes; none where there is nothing. */
export function weightOfAccount (account: Account | null | undefined): number {
  if (account === undefined) return 0
  return account === null ? SMALL : SMALL + DEVICE * (account.devices.length + account.vehicles.length) + weightOfPerson(account)
}

/** Bytes of what only users of FCA's brands have: their profile and their account at Gigya. */
const weightOfPerson = ({ gigya, profile, password }: Account): number =>
  (gigya === undefined ? 0 : SMALL) + (profile === undefined ? 0 : DEVICE) + 2 * Object.values(profile ?? {}).reduce((sum, text) => sum + text.length, password?.length ?? 0)
