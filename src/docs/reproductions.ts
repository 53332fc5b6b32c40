import type { ErrorCode } from '../codes/catalogue.ts'
import type { Operation } from '../pims/language/operation.ts'
import { type ExampleRequest, exampleRequestOf } from './example-requests.ts'

/** How the state of an account makes an operation fail with a code, without a fault. */
export interface Reproduction {
  /** In words, for the documentation. */
  readonly how: string
  /** Who calls; nobody when `null`. */
  readonly as: string | null
  /** A merge patch of that account. */
  readonly patch?: object
  readonly environment?: Readonly<Record<string, string>>
  /** What is sent first. */
  readonly before?: readonly ExampleRequest[]
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
const withBadParameter: Way = (operation) => by('alice', `\`${neededBy(operation)}\` of the wrong form`, { [neededBy(operation)]: 'x' })(operation)

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

/** For one operation, in place of the general way. */
const FOR_OPERATION: Readonly<Record<string, Partial<Record<ErrorCode, Way>>>> = {
  'set.initialize': {
    2004: by(null, 'a field that is missing or wrong', { mode: 'B2D' }),
    2007: (operation) => by(null, 'a second time on a device', {}, { before: [exampleRequestOf(operation)] })(operation)
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
  const account = ACCOUNT_FOR_CODE[code]
  const way = account === undefined ? FOR_ANY[code] : by(account, `account \`${account}\``)
  return unreachable(operation, code) === undefined ? way?.(operation) : undefined
}

const NETWORK = 'a network problem or an unforeseen error'
const HEALS = 'removing is what heals it'

/** Why the state of no account causes a code: in any operation, or in one. */
const UNREACHABLE: Partial<Record<ErrorCode, string>> = { 2000: NETWORK, 2201: NETWORK, 2202: NETWORK, 2204: NETWORK, 2368: 'the user cancels, which a fault simulates' }
const UNREACHABLE_IN: Readonly<Record<string, Partial<Record<ErrorCode, string>>>> = {
  'set.enrollment.enroll': { 2313: 'enrolling is what activates' },
  'set.enrollment.enrollWithPhoneNumber': { 2313: 'enrolling is what activates' },
  'set.smscode.enrollment': { 2313: 'enrolling is what activates' },
  'set.enrollment.remove': { 2305: 'it takes no SMS code', 2310: HEALS, 2311: HEALS, 2312: HEALS, 2313: 'there is nothing to remove', 2317: HEALS },
  'set.pincode.update': { 2305: 'it takes no SMS code' }
}

/** Why the state of no account makes an operation answer a code. */
export const unreachable = ({ id }: Operation, code: ErrorCode): string | undefined => UNREACHABLE_IN[id]?.[code] ?? UNREACHABLE[code]
