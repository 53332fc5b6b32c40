import { type Static, Type } from '@sinclair/typebox'

/** What an id of an account may look like; an id is a bearer token too. */
export const ACCOUNT_ID = '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$'
const E164 = '^\\+[1-9][0-9]{4,14}$'
const TIME = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$'
const VERSION = '^\\d{1,5}(\\.\\d{1,5}){0,3}$'
const LINE = '^[^\\u0000-\\u001f\\u007f]{1,200}$'

/** How many devices an account takes. */
export const MAX_DEVICES = 100

/** The values of a field that takes one of a few words. */
const words = <const Words extends readonly string[]> (list: Words, description: string) =>
  Type.Union(list.map((word) => Type.Literal<Words[number]>(word)), { description })

const count = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000, description })

const hex32 = Type.String({ pattern: '^[0-9a-f]{32}$' })
const milliseconds = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970' })

/** What the server keeps of a device that speaks the inWebo protocol; never shown. */
const DeviceKeysSchema = Type.Object({
  id: Type.String({ pattern: '^[1-9]\\d{8}$', description: 'The id that inWebo gave the device' }),
  serial: Type.String({ pattern: '^[\\x21-\\x7e]{1,99}$' }),
  Kma: hex32,
  K0: hex32,
  K1: hex32,
  secret: Type.Optional(hex32),
  state: words(['ms-pending', 'active'], 'ms-pending until the device has sent its secret'),
  msId: Type.Optional(Type.String()),
  challenge: Type.Optional(Type.Object({
    mode: words(['ms', 'otp', 'synchro', 'password', 'reset'], 'What the challenge is for'),
    value: Type.String(),
    at: milliseconds
  }, { additionalProperties: false })),
  secondRound: Type.Optional(Type.Boolean({ description: 'Whether the last answer had a J' })),
  outstanding: Type.Array(Type.Object({
    defi: Type.String(),
    K1: hex32,
    at: milliseconds,
    replaced: Type.Optional(Type.Boolean({ description: 'The answer had a J: the device must not use it' }))
  }, { additionalProperties: false }), { maxItems: 100, description: 'One-time passwords not redeemed yet' })
}, { additionalProperties: false })

export const DeviceSchema = Type.Object({
  id: Type.String({ pattern: '^[\\x21-\\x7e]{1,64}$', description: 'What the device sends as X-Device-Id' }),
  name: Type.String({ pattern: LINE }),
  enabled: Type.Boolean(),
  enrolledAt: Type.String({ pattern: TIME, description: 'ISO 8601, UTC' }),
  inwebo: Type.Optional(DeviceKeysSchema)
}, { additionalProperties: false })

const InweboSchema = Type.Object({
  activated: Type.Boolean({ description: 'Whether the user has an inWebo client; false is 2313' }),
  services: count('Services of the user; 0 is 2314'),
  access: words(['granted', 'refused'], 'refused is 2308'),
  libraryVersion: Type.String({ pattern: VERSION, description: 'Below minLibraryVersion is 2309' }),
  minLibraryVersion: Type.String({ pattern: VERSION }),
  synchronised: Type.Boolean({ description: 'false is 2311' }),
  postSync: words(['ok', 'failed'], 'failed is 2316: done, but…'),
  upgradable: Type.Boolean({ description: 'true is 2317' })
}, { additionalProperties: false })

const ApplicationSchema = Type.Object({
  core: words(['configured', 'misconfigured'], 'misconfigured is 2006'),
  strongAuthentication: words(['configured', 'misconfigured'], 'misconfigured is 2344')
}, { additionalProperties: false })

/** Limits of one account, where they differ from those of the sandbox. */
export const LimitsSchema = Type.Object({
  maxPinErrors: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  maxEnrollments: Type.Optional(count('Enrolments for life')),
  otpDailyLimit: Type.Optional(count('One-time passwords in 24 hours')),
  activationCodeTtl: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000, description: 'Milliseconds' })),
  challengeTtl: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000, description: 'Milliseconds' }))
}, { additionalProperties: false })

/** An account as `fixtures/accounts.json` and a snapshot hold it. */
export const AccountSchema = Type.Object({
  id: Type.String({ pattern: ACCOUNT_ID, description: 'Is a bearer token too' }),
  login: Type.String({ pattern: LINE }),
  customerId: Type.String({ pattern: LINE }),
  brand: words(['Peugeot', 'Citroen', 'Ds', 'Opel', 'Vauxhall'], 'Brand of the app'),
  trustedPhoneNumber: Type.Union([Type.String({ pattern: E164 }), Type.Null()], { description: 'E.164, or null' }),
  pin: Type.Optional(Type.String({ pattern: '^\\d{4,8}$', description: '4 to 8 digits; never shown' })),
  pinErrors: count('Wrong PINs since the last right one'),
  blocked: words(['NotBlocked', 'PinBlocked', 'AccountBlocked', 'Unknown'], 'PinBlocked is 2317, AccountBlocked 2310; Unknown is shown and blocks nothing'),
  enrollments: count('Enrolments so far, for life'),
  otpCount24h: count('One-time passwords made in the last 24 hours'),
  otpTimes: Type.Optional(Type.Array(Type.Object({
    at: milliseconds,
    count: Type.Integer({ minimum: 1, maximum: 1_000_000 })
  }, { additionalProperties: false }), { maxItems: 200, description: 'When they were made; never shown' })),
  limits: Type.Optional(LimitsSchema),
  devices: Type.Array(DeviceSchema, { maxItems: MAX_DEVICES }),
  inwebo: InweboSchema,
  application: ApplicationSchema,
  vehicles: Type.Array(Type.Object({
    vin: Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' })
  }, { additionalProperties: false }), { maxItems: 100 })
}, { additionalProperties: false, title: 'An account of pims-mock' })

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T

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

const { id, devices, inwebo, application, vehicles, ...plain } = AccountSchema.properties

/** An account as a client may write it: all but the id can be left out. */
export const AccountInputSchema = Type.Object({
  id,
  ...Type.Partial(Type.Object(plain)).properties,
  devices: Type.Optional(Type.Array(Type.Composite([Type.Pick(DeviceSchema, ['id']), Type.Partial(Type.Omit(DeviceSchema, ['id']))], { additionalProperties: false }), { maxItems: MAX_DEVICES })),
  inwebo: Type.Optional(Type.Partial(inwebo, { additionalProperties: false })),
  application: Type.Optional(Type.Partial(application, { additionalProperties: false })),
  vehicles: Type.Optional(vehicles)
}, { additionalProperties: false })
export type AccountInput = Static<typeof AccountInputSchema>

const CUSTOMER_PREFIX = { Peugeot: 'AP', Citroen: 'AC', Ds: 'AC', Opel: 'OP', Vauxhall: 'VX' } as const

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
    vehicles: input.vehicles ?? [{ vin: 'VR3UHZKXZL0000001' }]
  }
}
