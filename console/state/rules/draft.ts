import type { OTP_VARIATIONS, TRANSPORTS } from '../../../src/words/effects.ts'
import type { Delay, Effect, RuleInput } from '../world/wire.ts'

export const KINDS = ['error', 'transport', 'http', 'sms', 'otp', 'late', 'list'] as const
export type Kind = typeof KINDS[number]

/** The kinds that a RESULT message takes. */
export const RESULT_KINDS: readonly Kind[] = ['error', 'transport', 'late', 'list']

export const SMS_FATES = ['drop', 'duplicate', 'delay'] as const
export const WAITS = ['none', 'fixed', 'between', 'about'] as const

/** A rule as the fields of the form hold it: texts, empty for nothing. */
export interface Draft {
  readonly id: string | undefined
  readonly kind: Kind
  readonly code: string
  readonly parameter: string
  readonly component: string
  readonly transport: typeof TRANSPORTS[number]
  readonly status: string
  readonly body: string
  readonly sms: typeof SMS_FATES[number]
  readonly smsDelay: string
  readonly otp: typeof OTP_VARIATIONS[number]
  readonly list: string
  readonly operation: string
  readonly face: string
  readonly account: string
  readonly device: string
  readonly phoneNumber: string
  readonly skip: string
  readonly times: string
  readonly wait: typeof WAITS[number]
  readonly delay: string
  readonly delayMore: string
  readonly chance: string
  readonly force: boolean
  /** Whether it is about RESULT messages in place of requests. */
  readonly onResult: boolean
}

const EMPTY: Draft = {
  id: undefined, kind: 'error', code: '2310', parameter: '', component: '', transport: 'reset', status: '503', body: '', sms: 'drop', smsDelay: '60000', otp: 'second-round', list: '', operation: '', face: '', account: '', device: '', phoneNumber: '', skip: '', times: '', wait: 'none', delay: '', delayMore: '', chance: '', force: false, onResult: false
}

/** The fields of a rule, to change it or to begin with. */
export function draftOf ({ id, match = {}, effect, delay, skip, times, probability, force = false, on }: RuleInput): Draft {
  const { operation, face = '', account = '', device = '', phoneNumber = '' } = match
  return {
    ...EMPTY,
    id,
    ...effect !== undefined && effectFields(effect),
    ...delay !== undefined && delayFields(delay),
    operation: operation === undefined ? '' : [operation].flat().join(' '),
    face,
    account,
    device,
    phoneNumber,
    skip: text(skip),
    times: text(times),
    chance: probability === undefined ? '' : String(probability * 100),
    force,
    onResult: on !== undefined
  }
}

const text = (value: number | undefined): string => value === undefined ? '' : String(value)

function effectFields (effect: NonNullable<RuleInput['effect']> | null): Partial<Draft> {
  if (effect === null) return { kind: 'late' }
  if (Array.isArray(effect)) return { kind: 'list', list: JSON.stringify(effect) }
  if ('error' in effect) {
    const { error, parameter = '', component = '', ...more } = effect
    return Object.keys(more).length > 0 ? { kind: 'list', list: JSON.stringify([effect]) } : { kind: 'error', code: String(error), parameter, component }
  }
  if ('transport' in effect) return { kind: 'transport', transport: effect.transport }
  if ('http' in effect) return effect.http.headers === undefined ? { kind: 'http', status: String(effect.http.status), body: bodyText(effect.http.body) } : { kind: 'list', list: JSON.stringify([effect]) }
  if ('otp' in effect) return { kind: 'otp', otp: effect.otp }
  if (!('sms' in effect)) return { kind: 'list', list: JSON.stringify([effect]) }
  return typeof effect.sms === 'string' ? { kind: 'sms', sms: effect.sms } : { kind: 'sms', sms: 'delay', smsDelay: String(effect.sms.delay) }
}

const bodyText = (body: unknown): string => body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)

function delayFields (delay: Delay): Partial<Draft> {
  if (typeof delay === 'number') return { wait: 'fixed', delay: String(delay) }
  return 'min' in delay ? { wait: 'between', delay: String(delay.min), delayMore: String(delay.max) } : { wait: 'about', delay: String(delay.median), delayMore: String(delay.sigma) }
}

/** The rule that the fields say. */
export function ruleOfDraft (draft: Draft): RuleInput {
  const { id, operation, face, account, device, phoneNumber, skip, times, chance, force, onResult } = draft
  const operations = operation.split(/[\s,]+/).filter((name) => name !== '')
  const match = {
    ...operations.length > 0 && { operation: operations.length === 1 ? String(operations[0]) : operations },
    ...face !== '' && { face: face as NonNullable<NonNullable<RuleInput['match']>['face']> }, // of the list that the server gave
    ...account !== '' && { account },
    ...device !== '' && { device },
    ...phoneNumber !== '' && { phoneNumber }
  }
  const delay = delayOf(draft)
  return {
    ...id !== undefined && { id },
    match,
    effect: effectOf(draft),
    ...delay !== undefined && { delay },
    ...skip !== '' && { skip: Number(skip) },
    ...times !== '' && { times: Number(times) },
    ...chance !== '' && { probability: Number(chance) / 100 },
    ...force && { force },
    ...onResult && { on: 'result' as const }
  }
}

function effectOf ({ kind, code, parameter, component, transport, status, body, sms, smsDelay, otp, list }: Draft): Effect | Effect[] | null {
  switch (kind) {
    case 'error': return { error: Number(code), ...parameter !== '' && { parameter }, ...component !== '' && { component } }
    case 'transport': return { transport }
    case 'http': return { http: { status: Number(status), ...body !== '' && { body } } }
    case 'sms': return { sms: sms === 'delay' ? { delay: Number(smsDelay) } : sms }
    case 'otp': return { otp }
    case 'late': return null
    case 'list': return effectsIn(list)
  }
}

/** The effects in a text; none while it is no JSON list. */
export function effectsIn (list: string): Effect[] {
  try {
    const effects: unknown = JSON.parse(list)
    return Array.isArray(effects) ? effects as Effect[] : [] // the server checks each
  } catch {
    return []
  }
}

function delayOf ({ wait, delay, delayMore }: Draft): Delay | undefined {
  const [first, second] = [Number(delay), Number(delayMore)]
  switch (wait) {
    case 'none': return undefined
    case 'fixed': return first
    case 'between': return { min: first, max: second }
    case 'about': return { median: first, sigma: second }
  }
}
