import { GREATEST_STATUS, LEAST_STATUS, LONGEST_NAME, MAX_COUNT, MAX_DELAY, MAX_SIGMA } from '../../../src/words/bounds.ts'
import { type Draft, effectsIn } from './draft.ts'

/** What is wrong with a field, with the bounds that it has. */
export type Problem =
  | { readonly is: 'whole' | 'number', readonly min: number, readonly max: number }
  | { readonly is: 'list' | 'long' | 'phone' | 'backwards' }

/** The fields of a rule that something is wrong with. */
export type Problems = { readonly [Name in keyof Draft]?: Problem | undefined }

/** A number that has to be there; a whole one where `is` says so. */
function check (text: string, is: 'whole' | 'number', min: number, max: number): Problem | undefined {
  const value = Number(text)
  return text.trim() !== '' && value >= min && value <= max && (is === 'number' || Number.isInteger(value)) ? undefined : { is, min, max }
}

/** A number that may be left out. */
const checkGiven = (text: string, ...bounds: [is: 'whole' | 'number', min: number, max: number]): Problem | undefined =>
  text === '' ? undefined : check(text, ...bounds)

const checkLength = (text: string): Problem | undefined => text.length > LONGEST_NAME ? { is: 'long' } : undefined

/** What the server would refuse of a rule, field by field, as far as the page can tell; a phone number is the server's to read. */
export function problemsOf (draft: Draft): Problems {
  const { kind, parameter, component, status, sms, smsDelay, list, account, device, phoneNumber, skip, times, chance } = draft
  const found: Problems = {
    ...kind === 'error' && { parameter: checkLength(parameter), component: checkLength(component) },
    ...kind === 'http' && { status: check(status, 'whole', LEAST_STATUS, GREATEST_STATUS) },
    ...kind === 'sms' && sms === 'delay' && { smsDelay: check(smsDelay, 'number', 0, MAX_DELAY) },
    ...kind === 'list' && effectsIn(list).length === 0 && { list: { is: 'list' } },
    account: checkLength(account),
    device: checkLength(device),
    phoneNumber: checkLength(phoneNumber),
    skip: checkGiven(skip, 'whole', 0, MAX_COUNT),
    times: checkGiven(times, 'whole', 1, MAX_COUNT),
    chance: checkGiven(chance, 'number', 0, 100),
    ...delayProblems(draft)
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined))
}

function delayProblems ({ wait, delay, delayMore }: Draft): Problems {
  if (wait === 'none') return {}
  const first = { delay: check(delay, 'number', 0, MAX_DELAY) }
  if (wait === 'fixed') return first
  if (wait === 'about') return { ...first, delayMore: check(delayMore, 'number', 0, MAX_SIGMA) }
  return { ...first, delayMore: check(delayMore, 'number', 0, MAX_DELAY) ?? (Number(delayMore) < Number(delay) ? { is: 'backwards' } : undefined) }
}

/** The field that a refusal of the server is about, where it is one whose spelling only the server knows. */
export const refusedField = (message: string): Problems => /^match\.phoneNumber\b/.test(message) ? { phoneNumber: { is: 'phone' } } : {}
