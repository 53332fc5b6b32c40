import type { ErrorCode } from '../codes/catalogue.ts'
import type { Operation } from '../pims/language/operation.ts'
import { sharesName } from '../pims/registry.ts'
import { isInQuery } from '../words/verbs.ts'
import { type ExampleRequest, exampleRequestOf } from './example-requests.ts'

/** How the state of an account makes an operation fail with a code, without a fault. */
export interface Reproduction {
  /** In words, for the documentation. */
  readonly how: string
  /** Who calls; nobody when `null`. */
  readonly as: string | null
  readonly environment?: Readonly<Record<string, string>>
  /** What is sent first. */
  readonly before?: readonly ExampleRequest[]
  /** A merge patch of that account, after what is sent first. */
  readonly patch?: object
  readonly message: ExampleRequest
}

type Way = (operation: Operation) => Reproduction

/** The fixture accounts that meet a code by their inWebo service (docs/reference/http-api.md#7-accounts). */
const ACCOUNT_FOR_CODE: Partial<Record<ErrorCode, string>> = {
  2308: 'refused',
  2309: 'outdated',
  2310: 'blocked',
  2311: 'desynchronised',
  2312: 'disabled',
  2313: 'unactivated',
  2314: 'unserviced',
  2316: 'unsynced',
  2317: 'upgradable'
}

const certification: ExampleRequest = { verb: 'get', api: 'pims.authentication.smscode', parameters: { type: 'phoneNumberCertification', phoneNumber: '0639980099' } }
const smscode = (type: string): ExampleRequest => ({ verb: 'get', api: 'pims.authentication.smscode', parameters: { type } })

const by = (as: string | null, how: string, changed: ExampleRequest['parameters'] = {}, rest: Partial<Reproduction> = {}): Way =>
  (operation) => ({ as, how, message: exampleRequestOf(operation, changed), ...rest })

/** What a message needs first: a parameter, else its selector. */
function neededBy ({ parameters, selector }: Operation): string {
  const [required] = Object.entries(parameters).find(([, { required }]) => required) ?? []
  return String(required ?? selector?.parameter)
}

const withoutParameter: Way = (operation) => by('alice', `without \`${neededBy(operation)}\``, { [neededBy(operation)]: undefined })(operation)
const withBadParameter: Way = (operation) => {
  const [name, value] = operation.kind === 'declared' ? wrongIn(operation) ?? [neededBy(operation), 'x'] : [neededBy(operation), 'x']
  return by('alice', `\`${name}\` of the wrong form`, { [name]: value })(operation)
}

/** A parameter of an operation, and what it does not take: text that is not of its type, or no text at all where a body carries it. */
function wrongIn ({ parameters, verb, selector }: Operation): readonly [name: string, value: unknown] | undefined {
  if (selector !== undefined) return [selector.parameter, 'x']
  const [typed] = Object.entries(parameters).filter(([, { schema, isList }]) => schema.type !== 'string' && isList !== true)
  const [any] = Object.entries(parameters)
  if (typed !== undefined) return [typed[0], 'x']
  return any === undefined || isInQuery(verb) ? undefined : [any[0], 1]
}

const vin = 'VR3UHZKXZL0000001'
const remoteCar: ExampleRequest = { verb: 'set', api: 'pims.vehicle.vin', parameters: { actionType: 'remote', vin } }
const otp: ExampleRequest = { verb: 'get', api: 'pims.authentication.otp', parameters: { action: 'withPIN', pinCode: '1234' } }
const pushToken: ExampleRequest = { verb: 'set', api: 'pims.sdk.token', parameters: { action: 'registerPushToken', token: 'abc' } }
const tooLong = 'x'.repeat(201)

/** For each of the remote commands. */
const commandWays: Partial<Record<ErrorCode, Way>> = {
  2204: by('alice', 'without the car key, or without the service', {}, { before: [remoteCar, otp] }),
  2302: by('alice', 'before a one-time password was drawn on the device', {}, { before: [remoteCar] })
}

/** For every operation that documents the code. */
const FOR_ANY: Partial<Record<ErrorCode, Way>> = {
  2001: by('alice', '`REQUIRE_INITIALIZE=true`, before `pims.initialize`', {}, { environment: { REQUIRE_INITIALIZE: 'true' } }),
  2006: by('corrupt', 'account `corrupt`'),
  2101: withoutParameter,
  2102: withBadParameter,
  2301: by(null, 'without a token, nobody signed in on the device'),
  2307: by('bob', 'account `bob`, which has no number'),
  2344: by('misconfigured', 'account `misconfigured`')
}

const byFca = (how: string, patch: object = {}, parameters: ExampleRequest['parameters'] = {}): Way => by('fca', how, { username: 'fca', ...parameters }, { patch })
/** For both logins of FCA's brands. */
const loginWays: Partial<Record<ErrorCode, Way>> = {
  2383: byFca("an account of FCA's brands whose `blocked` is `AccountBlocked`, or after five wrong passwords", { blocked: 'AccountBlocked' }),
  2384: by('fca-unverified', 'account `fca-unverified`', { username: 'fca-unverified', password: 'Password-2' }),
  2389: byFca("an account of FCA's brands whose `gigya.profileComplete` is `false`", { gigya: { profileComplete: false } }, { password: 'Password-1' })
}

/** For one operation, in place of the general way. */
const FOR_OPERATION: Readonly<Record<string, Partial<Record<ErrorCode, Way>>>> = {
  'set.initialize': {
    2004: by(null, 'a field that is missing or wrong', { mode: 'B2D' }),
    2007: (operation) => by(null, 'a second time on a device', {}, { before: [exampleRequestOf(operation)] })(operation)
  },
  'get.carkey': {
    2101: by('alice', 'before `pims.vehicle.vin`'),
    2102: by('alice', 'a car of somebody else, set with `pims.vehicle.vin`', {}, { before: [{ verb: 'set', api: 'pims.vehicle.vin', parameters: { vin: 'VR3UHZKXZL0000002' } }] })
  },
  'set.command.charge': commandWays,
  'set.command.chargeDeferredTime': commandWays,
  'set.command.doors': commandWays,
  'set.command.horn': commandWays,
  'set.command.preconditioning': commandWays,
  'set.command.warning': commandWays,
  'get.informations.remote': { 2302: commandWays[2302] as Way },
  'get.event': {
    2102: by('alice', 'a car of somebody else', { vins: ['VR3UHZKXZL0000002'] }, { before: [pushToken] }),
    2345: by('alice', 'before a push token was registered on the device')
  },
  'set.event.disable': { 2345: by('alice', 'before a push token was registered on the device') },
  'set.event.enable': { 2345: by('alice', 'before a push token was registered on the device') },
  'set.token.registerPushToken': { 2102: by('alice', '`token` that is no text', { token: 42 }) },
  'set.token.unregisterPushToken': { 2345: by('alice', 'before a push token was registered on the device') },
  'set.user.login.isSocial': {
    ...loginWays,
    2387: byFca('another social network than one of `gigya.loginProviders`, where `site` is not among them', { gigya: { loginProviders: ['apple'] } }, { social: 'google' }),
    2388: byFca('a social network that is not among `gigya.loginProviders`, where `site` is', { gigya: { loginProviders: ['site'] } }, { social: 'google' })
  },
  'set.user.login.FCABasicAuthentication': {
    ...loginWays,
    2210: byFca('account `fca`, with a wrong password'),
    2387: byFca('an account of FCA\'s brands without `site` among its `gigya.loginProviders`', { gigya: { loginProviders: ['apple'] } })
  },
  'set.vehicle.removeProperty': {
    2102: by('alice', '`vin` of more than 200 characters, or a car of somebody else', { vin: tooLong }),
    2302: by('alice', 'before a one-time password was drawn on the device'),
    2316: by('alice', 'an account whose post-synchronisation fails, after a one-time password', {}, { before: [otp], patch: { inwebo: { postSync: 'failed' } } })
  },
  'get.step': {
    2102: by('alice', '`stepsID` of more than 200 characters', { stepsID: tooLong }),
    2346: by('alice', 'the id of no steps of the device')
  },
  'get.smscode.enrollment': { 2101: by('bob', 'account `bob`, which has no number') },
  'get.smscode.resetPIN': { 2101: by('bob', 'account `bob`, which has no number') },
  'set.enrollment.enroll': {
    2305: by('alice', 'a code that is wrong, expired or used'),
    2316: by('unsynced', 'account `unsynced`, with the right code', { smsCode: '{enrollment}' }, { before: [smscode('enrollment')] })
  },
  'set.enrollment.enrollWithPhoneNumber': {
    2305: by('bob', 'a code that is wrong, expired, used or for another number'),
    2316: by('bob', 'an account whose post-synchronisation fails, with the right code', { smsCode: '{phoneNumberCertification}' }, {
      patch: { inwebo: { postSync: 'failed' } },
      before: [certification]
    }),
    2390: by('bob', 'a number that some account has', { phoneNumber: '0639980001' })
  },
  'set.pincode.reset': {
    2305: by('alice', 'a code that is wrong, expired or used'),
    2315: by('alice', 'the PIN that the account has', { pinCode: '1234', smsCode: '{resetPIN}' }, { before: [smscode('resetPIN')] }),
    2316: by('unsynced', 'account `unsynced`, with the right code', { smsCode: '{resetPIN}' }, { before: [smscode('resetPIN')] })
  },
  'set.pincode.update': { 2315: by('alice', 'the PIN that the account has', { newPIN: '1234' }) },
  'set.smscode.enrollment': {
    2316: by('unsynced', 'account `unsynced`, with the right code', { smsCode: '{enrollment}' }, { before: [smscode('enrollment')] })
  },
  'set.smscode.modifyPhoneNumber': {
    2316: by('unsynced', 'account `unsynced`, with the right code', { smsCode: '{phoneNumberCertification}' }, { before: [certification] })
  }
}

/** How the state of an account makes an operation answer a code; `undefined` where none can. */
export function reproductionOf (operation: Operation, code: ErrorCode): Reproduction | undefined {
  const here = FOR_OPERATION[operation.id]?.[code]
  if (here !== undefined) return here(operation)
  if (unreachable(operation, code) !== undefined) return undefined
  const account = ACCOUNT_FOR_CODE[code]
  const way = account === undefined ? FOR_ANY[code] : by(account, `account \`${account}\``)
  const reproduction = way?.(operation)
  return reproduction === undefined || operation.family === 'psa' || reproduction.as === null ? reproduction : { ...reproduction, as: 'fca', how: `${reproduction.how}, by account \`fca\`` }
}

const NETWORK = 'a network problem or an unforeseen error'
const HEALS = 'removing is what heals it'

const BLUETOOTH = 'a matter of Bluetooth, which the mock has none of'
const SIGNAL = 'the car tells it by `pims.vehicle.signal`'
const NO_STATE = 'no state of the car brings it about'
const ANOTHER = "for nobody, PSA's operation of the same name answers"
const carCodes: Partial<Record<ErrorCode, string>> = {
  ...Object.fromEntries([2341, 2342, 2354, 2355, 2356].map((code) => [code, BLUETOOTH])),
  ...Object.fromEntries([2329, 2330, 2331, 2332, 2333, 2334, 2335, 2336, 2358, 2359, 2360, 2361, 2362].map((code) => [code, SIGNAL])),
  ...Object.fromEntries([2325, 2326, 2337, 2338, 2339, 2357].map((code) => [code, NO_STATE])),
  2005: 'a second subscription of the device brings it about, not an account',
  2340: 'a permission of the phone',
  2377: 'the broker is down, which a fault simulates'
}

/** Why the state of no account causes a code: in any operation, or in one. */
const UNREACHABLE: Partial<Record<ErrorCode, string>> = { 2000: NETWORK, 2201: NETWORK, 2202: NETWORK, 2203: NETWORK, 2204: NETWORK, 2205: NETWORK, 2208: NETWORK, 2209: NETWORK, ...carCodes, 2368: 'the user cancels, which a fault simulates' }
const UNREACHABLE_IN: Readonly<Record<string, Partial<Record<ErrorCode, string>>>> = {
  'set.enrollment.enroll': { 2313: 'enrolling is what activates' },
  'set.enrollment.enrollWithPhoneNumber': { 2313: 'enrolling is what activates' },
  'set.smscode.enrollment': { 2313: 'enrolling is what activates' },
  'set.enrollment.remove': { 2305: 'it takes no SMS code', 2310: HEALS, 2311: HEALS, 2312: HEALS, 2313: 'there is nothing to remove', 2317: HEALS },
  'set.pincode.update': { 2305: 'it takes no SMS code' },
  'get.account.isDeviceActivated.FCAStrongAuthentication': { 2002: 'it is for every account of its family' },
  'get.token': { 2301: ANOTHER },
  'set.pincode.create': { 2301: ANOTHER },
  'set.user.forgotPassword': { 2301: ANOTHER },
  'set.user.login.isSocial': { 2210: 'it takes no password that could be wrong' },
  'set.user.login.FCABasicAuthentication': { 2388: 'a username is that of the account with a password' },
  'subscribe.event.remote': { 2302: NO_STATE },
  'subscribe.trips': { 2101: 'it takes no parameter', 2102: 'it takes no parameter' }
}

/** What brings codes about in operations that answer with an example: their parameters, who calls, and how the application is configured. */
const MET_BY_DECLARED: readonly ErrorCode[] = [2001, 2006, 2101, 2102, 2301, 2344]

/** Why the state of no account makes an operation answer a code. */
export function unreachable (operation: Operation, code: ErrorCode): string | undefined {
  const known = UNREACHABLE_IN[operation.id]?.[code] ?? UNREACHABLE[code]
  if (operation.kind !== 'declared' || known === NETWORK) return known
  if (!MET_BY_DECLARED.includes(code)) return 'it answers with an example, whatever the state'
  if (code === 2101 && !needsAnything(operation)) return 'it needs no parameter'
  if (code === 2102 && wrongIn(operation) === undefined) return 'it takes any text'
  if (code === 2301 && operation.family === 'fca' && sharesName(operation)) return ANOTHER
  return undefined
}

const needsAnything = ({ parameters, selector }: Operation): boolean => selector !== undefined || Object.values(parameters).some(({ required }) => required)
