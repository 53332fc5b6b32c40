import { activate } from './modes/activate.ts'
import { ms } from './modes/ms.ts'
import { otp } from './modes/otp.ts'
import { password } from './modes/password.ts'
import { reset } from './modes/reset.ts'
import { synchro } from './modes/synchro.ts'
import type { Effect, EffectOf } from '../../effects/index.ts'
import type { Mode, OtpVariation, ProtocolContext } from './context.ts'
import { InweboError } from '../inwebo-error.ts'
import { type ErrorString, isErrorString, stringOf, stringOfCode } from './error-strings.ts'
import type { DeviceQuery } from './parameters.ts'
import { type Fields, toXml } from './xml.ts'

const MODES: Readonly<Record<string, Mode>> = { activate, ms, otp, synchro, password, reset }
const ACTIONS = { ActionSetup: 'setup', ActionFinalize: 'finalize' } as const

/** An answer of the device protocol; a refusal with its error string and, for the author of a client, the reason. */
export interface DeviceAnswer {
  readonly xml: string
  readonly refused?: { readonly error: ErrorString, readonly reason: string }
}

/** Whether the mock knows a mode of the protocol. */
export const isMode = (mode: string | undefined): mode is string => mode !== undefined && Object.hasOwn(MODES, mode)

/** Answers a request of the device protocol; a refusal is an answer too. */
export function answer (context: ProtocolContext, parameters: DeviceQuery): DeviceAnswer {
  try {
    return { xml: accepted(parameters, play(context, parameters)) }
  } catch (error) {
    if (!(error instanceof InweboError)) throw error
    return refused(parameters, stringOf(error.refusal), error.message)
  }
}

function play (context: ProtocolContext, parameters: DeviceQuery): Fields {
  const { action = '', mode } = parameters
  if (!isAction(action)) throw new InweboError('malformed', 'action should be ActionSetup or ActionFinalize')
  const step = isMode(mode) ? MODES[mode]?.[ACTIONS[action]] : undefined
  if (step === undefined) throw new InweboError('unknown-mode', `no ${action} of this mode is known: mode should be one of ${Object.keys(MODES).join(', ')}`)
  return step(context, parameters)
}

const isAction = (action: string): action is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, action)

/** The elements that open every answer to the last step of an enrolment, refusals too (docs/reference/device-protocol.md). */
const openingOf = ({ action, mode }: DeviceQuery): Fields =>
  action === 'ActionFinalize' && mode === 'activate' ? { newversion: '', newversionurl: '' } : {}

const rootOf = ({ action }: DeviceQuery) => action === 'ActionFinalize' ? 'ActionFinalize' : 'ActionSetup'

const accepted = (parameters: DeviceQuery, fields: Fields): string =>
  toXml(rootOf(parameters), { ...openingOf(parameters), err: 'OK', ...fields })

/** The answer that refuses a request. */
export const refused = (parameters: DeviceQuery, error: ErrorString, reason: string): DeviceAnswer => ({
  xml: toXml(rootOf(parameters), { ...openingOf(parameters), err: error }),
  refused: { error, reason }
})

const OTP_VARIATIONS: Readonly<Record<string, OtpVariation>> = {
  'second-round': { J: true },
  'roll-K1': { dK1: true },
  'new-K1': { K1: true },
  extras: { extras: true }
}

/** Answers a request under what an effect leaves to this face. */
export function answerUnderFault (context: ProtocolContext, parameters: DeviceQuery, effect: Effect | null): DeviceAnswer {
  if (effect !== null && 'otp' in effect) return answer({ ...context, variation: OTP_VARIATIONS[effect.otp] }, parameters)
  if (effect === null || !('error' in effect)) return answer(context, parameters)
  return refuseWithCode(context, parameters, effect)
}

/** Refuses with an injected code. 2316 says that the operation succeeded, so there it is executed where it can be. */
function refuseWithCode (context: ProtocolContext, parameters: DeviceQuery, { error, wire }: EffectOf<'error'>): DeviceAnswer {
  if (error === 2316) answer(context, parameters)
  return refused(parameters, isErrorString(wire) ? wire : stringOfCode(error), `a fault asks for ${error}`)
}
