import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { Milliseconds } from '../effects/milliseconds.ts'
import { FAMILIES } from '../words/families.ts'
import { GigyaSchema, PasswordSchema, ProfileSchema } from './gigya.ts'
import { LINE, TIME } from './patterns.ts'
import { PUSH_ANSWERS } from './push.ts'
import { PurposeSchema } from './sms.ts'
import { shownOnly } from './shown-only.ts'

/** What an id of an account may look like; an id is a bearer token too. */
export const ACCOUNT_ID = '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$'
const E164 = '^\\+[1-9][0-9]{4,14}$'
const VERSION = '^\\d{1,5}(\\.\\d{1,5}){0,3}$'

/** The brands of the group's apps. */
export const BRANDS = ['Peugeot', 'Citroen', 'Ds', 'Opel', 'Vauxhall'] as const
export type Brand = typeof BRANDS[number]

/** How many devices an account takes. */
export const MAX_DEVICES = 100

const count = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000, description })
const configured = (description: string) => literals(['configured', 'misconfigured'], { description })

/** A device as it is shown, without its keys. */
export const DeviceViewSchema = closedObject({
  id: Type.String({ pattern: '^[\\x21-\\x7e]{1,64}$', description: 'What the device sends as X-Device-Id' }),
  name: Type.String({ pattern: LINE }),
  enabled: Type.Boolean(),
  enrolledAt: Type.String({ pattern: TIME, description: 'ISO 8601, UTC' }),
  push: Type.Optional(Type.Boolean({ description: 'false: it takes no pushes' }))
})

const PushAnswer = literals([...PUSH_ANSWERS, 'ignore'])

/** What the user of an account answers to a push. */
export const PushAnswerSchema = Type.Union([PushAnswer, closedObject({ answer: PushAnswer, delay: Milliseconds })], {
  description: 'What the user answers to a push of the inWebo service: at once, or after a delay in milliseconds of the clock of the sandbox; ignore leaves it to POST /admin/pushes/{sessionId}'
})

/** The account at the inWebo service. */
export const InweboSchema = closedObject({
  activated: Type.Boolean({ description: 'Whether the user has an inWebo client; false is 2313' }),
  services: count('Services of the user; 0 is 2314'),
  access: literals(['granted', 'refused'], { description: 'refused is 2308' }),
  libraryVersion: Type.String({ pattern: VERSION, description: 'Below minLibraryVersion is 2309' }),
  minLibraryVersion: Type.String({ pattern: VERSION }),
  synchronised: Type.Boolean({ description: 'false is 2311' }),
  postSync: literals(['ok', 'failed'], { description: 'failed is 2316: done, but…' }),
  upgradable: Type.Boolean({ description: 'true is 2317' })
})

/** The application that the account belongs to. */
export const ApplicationSchema = closedObject({
  core: configured('misconfigured is 2006'),
  strongAuthentication: configured('misconfigured is 2344')
})

/** Limits of one account, where they differ from those of the sandbox. */
export const LimitsSchema = closedObject({
  maxPinErrors: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  maxEnrollments: Type.Optional(count('Enrolments for life')),
  otpDailyLimit: Type.Optional(count('One-time passwords in 24 hours')),
  activationCodeTtl: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000, description: 'Milliseconds' })),
  challengeTtl: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000, description: 'Milliseconds' }))
})

/** The fields of an account that are both kept and shown, in the order in which they are shown. */
export const accountFields = {
  id: Type.String({ pattern: ACCOUNT_ID, description: 'Is a bearer token too' }),
  login: Type.String({ pattern: LINE }),
  customerId: Type.String({ pattern: LINE }),
  brand: literals(BRANDS, { description: 'Brand of the app' }),
  trustedPhoneNumber: Type.Union([Type.String({ pattern: E164 }), Type.Null()], { description: 'E.164, or null' }),
  pinErrors: count('Wrong PINs since the last right one'),
  blocked: literals(['NotBlocked', 'PinBlocked', 'AccountBlocked', 'Unknown'], { description: 'PinBlocked is 2317, AccountBlocked 2310; Unknown is shown and blocks nothing' }),
  enrollments: count('Enrolments so far, for life'),
  otpCount24h: count('One-time passwords made in the last 24 hours'),
  inwebo: InweboSchema,
  application: ApplicationSchema,
  vehicles: Type.Array(closedObject({ vin: Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' }) }), { maxItems: 100 })
}

/** The family of brands, which decides whose operations of the same name an account calls. */
export const FamilySchema = literals(FAMILIES, { description: 'Family of brands: where both have an operation of the same name, an account calls that of its own' })

/** The PIN of an account, which is shown only to who asks for secrets. */
export const PinSchema = Type.String({ pattern: '^\\d{4,8}$', description: '4 to 8 digits; shown with secrets=true only' })

const { id, login, customerId, brand, trustedPhoneNumber, inwebo, application, vehicles, ...counts } = accountFields
const hasPin = Type.Boolean({ description: 'Whether a PIN is set; false removes it' })
const hasPassword = Type.Boolean({ description: 'Whether a password is set; false removes it' })

/** What is derived from an account, the fixtures and the codes: shown, and ignored where it is sent back. */
const derivedFields = {
  meets: Type.Array(Type.Object({ code: Type.Integer(), why: Type.String() }), { description: 'The codes that its operations meet by its own state, the first one first' }),
  fixture: literals(['same', 'changed', 'none'], { description: 'Whether it is as in the fixtures' }),
  pending: Type.Array(Type.Object({
    purpose: PurposeSchema,
    sms: Type.Union([Type.String(), Type.Null()], { description: 'Id of the message that carries the code; null where the inbox has none' })
  }), { description: 'Codes that can still be used' })
}

/** An account as the admin API shows it: without the keys of its devices, and without its PIN and password unless they are asked for. */
export const AccountViewSchema = Type.Object({
  id,
  login,
  customerId,
  brand,
  trustedPhoneNumber,
  hasPin,
  pin: Type.Optional(PinSchema),
  ...counts,
  limits: LimitsSchema,
  pushAnswer: PushAnswerSchema,
  family: FamilySchema,
  hasPassword,
  password: Type.Optional(PasswordSchema),
  gigya: Type.Optional(GigyaSchema),
  profile: Type.Optional(ProfileSchema),
  devices: Type.Array(DeviceViewSchema),
  inwebo,
  application,
  vehicles,
  ...derivedFields
}, { title: 'Account' })
export type AccountView = Static<typeof AccountViewSchema>

const ignoredFields = { meets: shownOnly, fixture: shownOnly, pending: shownOnly } satisfies Record<keyof typeof derivedFields, unknown>

/** An account as the admin API takes it: any field may be left out, and what GET showed may be sent back. */
export const AccountBodySchema = closedObject({
  id: Type.Optional(id),
  like: Type.Optional(Type.String({ description: 'Id of an account to copy: its state, number and PIN; nothing else goes with it' })),
  ...ignoredFields,
  ...Type.Partial(Type.Object({ login, customerId, brand, ...counts, vehicles, limits: LimitsSchema, pushAnswer: PushAnswerSchema, family: FamilySchema, profile: ProfileSchema, pin: PinSchema, hasPin, password: PasswordSchema, hasPassword })).properties,
  gigya: Type.Optional(closedObject(Type.Partial(GigyaSchema).properties)),
  trustedPhoneNumber: Type.Optional(Type.Union([Type.String(), Type.Integer(), Type.Null()], { description: 'Any usual spelling, or null' })),
  devices: Type.Optional(Type.Array(closedObject({ ...Type.Partial(DeviceViewSchema).properties, id: DeviceViewSchema.properties.id }), { maxItems: MAX_DEVICES })),
  inwebo: Type.Optional(closedObject(Type.Partial(inwebo).properties)),
  application: Type.Optional(closedObject(Type.Partial(application).properties))
}, { title: 'AccountInput' })
export type AccountBody = Static<typeof AccountBodySchema>
