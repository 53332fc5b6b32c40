import type { ErrorCode } from '../../src/pims/catalogue.ts'
import type { Operation } from '../../src/pims/operation.ts'
import { type Message, messageOf } from './example-requests.ts'

/** How the state of an account, and no fault, makes an operation fail with a code. */
export interface Witness {
  /** In words, for the documentation. */
  readonly how: string
  /** Who calls; nobody when `null`. */
  readonly as: string | null
  /** A merge patch of that account. */
  readonly patch?: object
  readonly environment?: Readonly<Record<string, string>>
  /** What is sent first. */
  readonly before?: readonly Message[]
  readonly message: Message
}

type Way = (operation: Operation) => Witness

/** The fixture accounts that meet a code by their inWebo service (http-api.md, section 7). */
const TROUBLED: Partial<Record<ErrorCode, string>> = {
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

const certification: Message = { verb: 'get', api: 'pims.authentication.smscode', parameters: { type: 'phoneNumberCertification', phoneNumber: '0639980099' } }
const smscode = (type: string): Message => ({ verb: 'get', api: 'pims.authentication.smscode', parameters: { type } })

const by = (as: string | null, how: string, changed: Message['parameters'] = {}, rest: Partial<Witness> = {}): Way =>
  (operation) => ({ as, how, message: messageOf(operation, changed), ...rest })

/** What a message needs first: a parameter, else its selector. */
function neededBy ({ parameters, selector }: Operation): string {
  const [required] = Object.entries(parameters).find(([, { required }]) => required) ?? []
  return String(required ?? selector?.parameter)
}

const withoutParameter: Way = (operation) => by('alice', `without \`${neededBy(operation)}\``, { [neededBy(operation)]: undefined })(operation)
const withBadParameter: Way = (operation) => by('alice', `\`${neededBy(operation)}\` of the wrong form`, { [neededBy(operation)]: 'x' })(operation)

/** Ways that hold for every operation which documents the code. */
const EVERYWHERE: Partial<Record<ErrorCode, Way>> = {
  2001: by('alice', '`REQUIRE_INITIALIZE=true`, before `pims.initialize`', {}, { environment: { REQUIRE_INITIALIZE: 'true' } }),
  2006: by('corrupt', 'account `corrupt`'),
  2101: withoutParameter,
  2102: withBadParameter,
  2301: by(null, 'without a token, nobody signed in on the device'),
  2307: by('bob', 'account `bob`, which has no number'),
  2344: by('misconfigured', 'account `misconfigured`')
}

/** Ways of one operation. */
const HERE: Readonly<Record<string, Partial<Record<ErrorCode, Way>>>> = {
  'set.initialize': {
    2004: by(null, 'a field that is missing or wrong', { mode: 'B2D' }),
    2007: (operation) => by(null, 'a second time on a device', {}, { before: [messageOf(operation)] })(operation)
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

/** How an account meets a code of an operation by its own state; `undefined` where none can. */
export function witnessOf (operation: Operation, code: ErrorCode): Witness | undefined {
  const here = HERE[operation.id]?.[code]
  if (here !== undefined) return here(operation)
  const troubled = TROUBLED[code]
  const way = troubled === undefined ? EVERYWHERE[code] : by(troubled, `account \`${troubled}\``)
  return unreachable(operation, code) === undefined ? way?.(operation) : undefined
}

const NETWORK = 'the network, or what nobody foresaw'
const HEALS = 'removing is what heals it'

/** Why no account meets a code, code by code: everywhere, or in one operation. */
const NEVER: Partial<Record<ErrorCode, string>> = { 2000: NETWORK, 2201: NETWORK, 2202: NETWORK, 2204: NETWORK, 2368: 'the user cancels' }
const NEVER_HERE: Readonly<Record<string, Partial<Record<ErrorCode, string>>>> = {
  'set.enrollment.enroll': { 2313: 'enrolling is what activates' },
  'set.enrollment.enrollWithPhoneNumber': { 2313: 'enrolling is what activates' },
  'set.smscode.enrollment': { 2313: 'enrolling is what activates' },
  'set.enrollment.remove': { 2305: 'no SMS code is asked', 2310: HEALS, 2311: HEALS, 2312: HEALS, 2313: 'there is nothing to remove then', 2317: HEALS },
  'set.pincode.update': { 2305: 'no SMS code is asked' }
}

/** Why no account can meet a code of an operation by its own state. */
export const unreachable = ({ id }: Operation, code: ErrorCode): string | undefined => NEVER_HERE[id]?.[code] ?? NEVER[code]
