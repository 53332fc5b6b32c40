import type { Effect, EffectOf } from '../effects/index.ts'
import { InweboError } from '../inwebo/inwebo-error.ts'
import { codeOfNumber } from '../sandbox/accounts/own-numbers.ts'
import { type Account, isAccountId } from '../sandbox/accounts/account.ts'
import { isObject } from '../lib/json.ts'
import type { Call } from '../targets/call.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Family } from '../words/families.ts'
import { isInQuery, type Verb } from '../words/verbs.ts'
import { isErrorCode } from '../codes/catalogue.ts'
import { checkConfiguration } from './check-configuration.ts'
import { CODES_OF_REFUSALS } from './codes-of-refusals.ts'
import { checkDevice } from './device/check-device.ts'
import { errorOfFault } from './error-of-fault.ts'
import { isHidden } from './hidden.ts'
import type { Context, Operation } from './language/operation.ts'
import type { Reading } from './language/parameter.ts'
import { readParameters, sentValue } from './language/read-parameters.ts'
import { PimsError } from './language/pims-error.ts'
import { Outputs } from './outputs.ts'
import { selectOperation } from './registry.ts'
import { callingAccount, explainNobody } from './device/sessions.ts'

/** A request of the PIMS face, as it was sent. */
export interface PimsRequest {
  readonly verb: Verb
  readonly api: string
  readonly parameters: unknown
  readonly token: string | undefined
  /** What the device calls itself. */
  readonly deviceId: string
  /** What the user enters on the page that the operation opens (`X-Login-As`). */
  readonly loginAs: string | undefined
}

/** A PIMS request with its operation, caller and phone number resolved; other parameters are not parsed yet. */
export interface ResolvedRequest {
  readonly call: Call
  /** The error that its magic number asks for. */
  readonly namedEffect: EffectOf<'error'> | undefined
  readonly operation: Operation
  readonly parameters: Readonly<Record<string, unknown>>
  /** Id of the account that calls. */
  readonly caller: string | undefined
  readonly token: string | undefined
  readonly deviceId: string
  readonly loginAs: string | undefined
}

/**
 * Finds out what a request is about: its operation, who calls, which number it names (docs/reference/http-api.md#order-of-checks).
 *
 * @throws PimsError 2002, 2101, 2102, 2001
 */
export function resolve (sandbox: Sandbox, { verb, api, parameters: sent, token, deviceId, loginAs }: PimsRequest): ResolvedRequest {
  const caller = callingAccount(sandbox, token, deviceId)
  const { operation, parameters } = selectOperation(verb, api, sent, familyOf(caller ?? namedAccount(sandbox, loginAs, sent)) ?? familyToCreate(sent))
  checkVersion(operation, sandbox)
  checkDevice(sandbox, deviceId, { worksBefore: !operation.documents(2001) })
  const call = {
    operation: operation.id,
    account: caller?.id ?? (loginAs === undefined ? undefined : accountOfLogin(sandbox, loginAs)),
    device: deviceId,
    phoneNumber: readPhoneNumber(operation, parameters, { settings: sandbox.settings, account: undefined, isQuery: isInQuery(verb) })
  }
  return { call, namedEffect: magicEffect(operation, call.phoneNumber, sandbox), operation, parameters, caller: caller?.id, token, deviceId, loginAs }
}

/** @throws PimsError 2002 for an operation that came after the SDK, where STRICT_VERSION hides those */
function checkVersion (operation: Operation, { settings }: Sandbox): void {
  if (isHidden(operation, settings)) throw new PimsError(2002, { reason: `${operation.id} came with SDK ${operation.since}, and this is ${settings.sdkVersion} (SDK_VERSION, STRICT_VERSION)` })
}

/** The family of brands whose operations somebody calls; unknown for nobody. */
const familyOf = (account: Account | undefined): Family | undefined => account === undefined ? undefined : account.family ?? 'psa'

/** Whom nobody is about to be: who the page's user logs in as, else whom the message names as FCA's does. */
function namedAccount (sandbox: Sandbox, loginAs: string | undefined, sent: unknown): Account | undefined {
  if (loginAs !== undefined) return sandbox.accounts.findLogin(loginAs)
  return isObject(sent) && typeof sent.username === 'string' ? sandbox.accounts.findLogin(sent.username) : undefined
}

/** The family of the account that nobody is about to create: only FCA's form says `isSocial`. */
const familyToCreate = (sent: unknown): Family | undefined => isObject(sent) && sent.action === 'createAccount' && 'isSocial' in sent ? 'fca' : undefined

/** Id of the account that a login names; one that is about to be created is named by its id. */
const accountOfLogin = (sandbox: Sandbox, loginAs: string): string | undefined =>
  sandbox.accounts.findLogin(loginAs)?.id ?? (isAccountId(loginAs) ? loginAs : undefined)

function readPhoneNumber ({ parameters, extras }: Operation, sent: Readonly<Record<string, unknown>>, reading: Reading): string | undefined {
  const specification = parameters.phoneNumber ?? extras.phoneNumber
  const number = specification?.read(sentValue(sent, 'phoneNumber'), reading)
  return typeof number === 'string' ? number : undefined
}

/**
 * Executes a request, under what an effect leaves to this face: an error, or the fate of an SMS.
 *
 * @returns the output data, or `undefined` where the operation has none
 * @throws PimsError the injected code, or whatever the operation refuses with
 */
export function execute (request: ResolvedRequest, effect: Effect | null, { sandbox, signer }: Pick<Context, 'sandbox' | 'signer'>): Record<string, unknown> | undefined {
  const { operation: { fail }, caller, deviceId, loginAs } = request
  const context: Context = {
    sandbox,
    // Not before now: a delay may have passed since the request was resolved, and the account may have changed.
    account: caller === undefined ? undefined : sandbox.accounts.get(caller),
    deviceId,
    loginAs,
    delivery: effect !== null && 'sms' in effect ? effect.sms : undefined,
    signer,
    fail
  }
  if (effect !== null && 'error' in effect) throw errorOf(effect, request, context)
  return perform(request, context)
}

/** The error of an injected code. 2316 says that the operation succeeded, so there it is performed where it can be. */
function errorOf (effect: EffectOf<'error'>, request: ResolvedRequest, context: Context): PimsError {
  if (effect.error === 2316) {
    try {
      perform(request, context)
    } catch (refusal) {
      if (!(refusal instanceof PimsError)) throw refusal
    }
  }
  return errorOfFault(effect)
}

/**
 * Reads the parameters of a request.
 *
 * @throws PimsError 2101, 2102
 */
export const inputOf = ({ operation, parameters, call: { phoneNumber } }: ResolvedRequest, { sandbox: { settings }, account }: Pick<Context, 'sandbox' | 'account'>): Record<string, unknown> =>
  readParameters(operation, parameters, { settings, account, isQuery: isInQuery(operation.verb) }, phoneNumber)

function perform (request: ResolvedRequest, context: Context): Record<string, unknown> | undefined {
  const { operation, token } = request
  const { sandbox, account } = context
  if (operation.identity === 'required' && account === undefined) throw new PimsError(2301, { reason: explainNobody(sandbox, token) })
  const input = inputOf(request, context)
  checkConfiguration(operation, context)
  try {
    const output = operation.run(input, context)
    if (operation.kind === 'subscription') return output // what was put is for its RESULT messages
    return sandbox.part(Outputs).find(operation.id, account?.id) ?? output
  } catch (error) {
    throw error instanceof InweboError ? translateRefusal(error, operation) : error
  }
}

/** What a refusal of the inWebo service becomes on this face; one that the operation does not document is unexpected. */
function translateRefusal (error: InweboError, { component, documents }: Operation): PimsError {
  const { refusal, message: reason } = error
  const code = CODES_OF_REFUSALS[refusal].find(documents)
  return code === undefined ? new PimsError(2204, { cause: error, reason }) : new PimsError(code, { component, reason })
}

/** The error that a request's magic number asks for, where the operation documents it (docs/reference/http-api.md#4-faults). */
function magicEffect (operation: Operation, phoneNumber: string | undefined, { settings }: Sandbox): EffectOf<'error'> | undefined {
  if (!settings.magicNumbers || phoneNumber === undefined) return undefined
  const error = codeOfNumber(phoneNumber, settings.numbers)
  return error !== undefined && isErrorCode(error) && operation.documents(error) ? { error } : undefined
}
