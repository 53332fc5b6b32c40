import { Faults } from '../faults/engine.ts'
import type { Hit } from '../faults/rule.ts'
import type { Account } from '../sandbox/account.ts'
import { DeviceViewSchema } from '../wire/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Delivery } from '../sms/send-code.ts'
import { isErrorCode, type ErrorCode } from './catalogue.ts'
import { Configurations } from './configuration.ts'
import type { Operation, Verb, Visit } from './operation.ts'
import { canonicalPhoneNumber } from '../lib/phone-number.ts'
import { PimsError } from './pims-error.ts'
import { selectOperation } from './registry.ts'
import { speakerOf } from './sessions.ts'
import type { Effect, ErrorEffect } from '../wire/fault.ts'

/** A request of the PIMS face, as it came. */
export interface Message {
  readonly verb: Verb
  readonly api: string
  readonly parameters: unknown
  readonly token: string | undefined
  /** What the device calls itself. */
  readonly deviceId: string
  /** What the user types into the page that the operation opens (`X-Login-As`). */
  readonly typed: string | undefined
}

/** A message understood as far as faults need it: which operation, and whom it concerns. */
export interface Call {
  readonly operation: Operation
  readonly parameters: Readonly<Record<string, unknown>>
  readonly account: Account | undefined
  readonly deviceId: string
  readonly typed: string | undefined
  /** E.164, where the message names a possible number. */
  readonly phoneNumber: string | undefined
}

/** What a device may call itself. */
const DEVICE_ID = new RegExp(String(DeviceViewSchema.properties.id.pattern))

/**
 * Understands a message (docs/reference/http-api.md#order-of-checks).
 *
 * @throws PimsError 2002, 2101, 2102, 2001
 */
export function readCall (sandbox: Sandbox, { verb, api, parameters: raw, token, deviceId, typed }: Message): Call {
  const { operation, parameters } = selectOperation(verb, api, raw)
  if (!DEVICE_ID.test(deviceId)) throw new PimsError(2102, { parameter: 'X-Device-Id' })
  const isTooEarly = sandbox.settings.requireInitialize && operation.documents(2001) && !sandbox.part(Configurations).has(deviceId)
  if (isTooEarly) throw new PimsError(2001, { reason: `pims.initialize has not been called on ${deviceId}` })
  return {
    operation,
    parameters,
    account: speakerOf(sandbox, token, deviceId),
    deviceId,
    typed,
    phoneNumber: 'phoneNumber' in operation.parameters ? readPhoneNumber(parameters.phoneNumber, sandbox) : undefined
  }
}

/**
 * Decides whether a fault hits a call (step 5): the one that the request asks for itself, else a rule of the sandbox,
 * else the call's magic number.
 */
export function takeFault (sandbox: Sandbox, call: Call, asked: Effect | undefined): Hit | undefined {
  const { operation, account, deviceId: device, phoneNumber, typed } = call
  if (asked !== undefined) return { effect: asked, delay: 0 }
  const hit = sandbox.part(Faults).take({ operation: operation.id, account: account?.id ?? typed, device, phoneNumber })
  if (hit !== undefined) return hit
  const error = magicCode(sandbox, call)
  return error === undefined ? undefined : { effect: { error }, delay: 0 }
}

/** What carrying a call out needs beside the sandbox. */
interface Tools {
  readonly signer: Visit['signer']
}

/**
 * Carries a call out (steps 6 to 10), under what an effect leaves to this face: an error, or the fate of an SMS.
 *
 * @returns the output data, or `undefined` where the operation has none
 * @throws PimsError the injected code, or whatever the operation refuses with
 */
export function execute (sandbox: Sandbox, call: Call, tools: Tools, effect: Effect | null = null): Record<string, unknown> | undefined {
  if (effect !== null && 'error' in effect) return fail(sandbox, call, tools, effect)
  return run(sandbox, call, tools, effect !== null && 'sms' in effect ? effect.sms : undefined)
}

function run (sandbox: Sandbox, { operation, parameters, account: speaker, deviceId, typed }: Call, { signer }: Tools, delivery?: Delivery): Record<string, unknown> | undefined {
  // Read again: a delay may have passed since the call was understood, and the account may be another by now.
  const account = speaker === undefined ? undefined : sandbox.accounts.get(speaker.id)
  return operation.execute(parameters, { sandbox, account, deviceId, typed, delivery, signer })
}

/** Fails with an injected code. 2316 says that the operation succeeded, so there it is carried out where it can be. */
function fail (sandbox: Sandbox, call: Call, tools: Tools, { error, ...blanks }: ErrorEffect): never {
  if (error === 2316) {
    try {
      run(sandbox, call, tools)
    } catch (refusal) {
      if (!(refusal instanceof PimsError)) throw refusal
    }
  }
  throw new PimsError(isErrorCode(error) ? error : 2000, blanks)
}

/** Numbers of this form fail with the code that their last four digits name. */
const MAGIC = /^\+3363998(\d{4})$/

/** The code that a call's magic number asks for, where the operation documents it (docs/reference/http-api.md#4-faults). */
function magicCode ({ settings }: Sandbox, { operation, phoneNumber }: Call): ErrorCode | undefined {
  if (!settings.magicNumbers || phoneNumber === undefined) return undefined
  const code = Number(MAGIC.exec(phoneNumber)?.[1])
  return isErrorCode(code) && operation.documents(code) ? code : undefined
}

function readPhoneNumber (value: unknown, { settings }: Sandbox): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return canonicalPhoneNumber(String(value), settings.phoneRegion)
}
