import { outcomeOf } from '../../src/words/outcomes.ts'
import { dialled, hasAll, type NumberPrefixes, searchText } from '../../src/words/search.ts'
import type { Contract, Entry, Fault, Operation, Reach, Scenario, Sms, SmsState, Target } from './wire.ts'

/** Every operation that the contract lists, those of the facade last. */
export const operationsOf = ({ operations, facade }: Contract): readonly Operation[] => [...operations, ...facade]

/** The name of an operation: its last part. */
export const nameOf = (operation: string): string => operation.slice(operation.lastIndexOf('.') + 1)

/** A documented code, and the operations that document it. */
export interface CodeRow {
  readonly code: number
  readonly label: string
  readonly operations: readonly string[]
  /** Operations of other faces that a fault can make answer it in their own words. */
  readonly others: readonly string[]
}

/** The operations of the faces beside PIMS. */
export const othersOf = ({ targets }: Contract): readonly Target[] => targets.filter(({ face }) => face !== 'pims')

/** The documented codes, in their order. */
export function codesOf (contract: Contract): readonly CodeRow[] {
  const rows = new Map<number, { code: number, label: string, operations: string[], others: string[] }>()
  for (const { id, errors } of operationsOf(contract)) {
    for (const { code, label } of errors) {
      const row = rows.get(code) ?? { code, label: label.trim(), operations: [], others: [] }
      row.operations.push(id)
      rows.set(code, row)
    }
  }
  for (const { id, codes } of othersOf(contract)) for (const code of codes) rows.get(code)?.others.push(id)
  return [...rows.values()].sort((a, b) => a.code - b.code)
}

/** How an operation answers a code without a fault. */
export const reachIn = (contract: Contract, operation: string, code: number): Reach | undefined =>
  operationsOf(contract).find(({ id }) => id === operation)?.errors.find((error) => error.code === code)?.reach

/** The families that codes are shown in. */
export const FAMILIES = ['facade', 'parameters', 'network', 'signIn', 'inwebo', 'other'] as const
export type Family = typeof FAMILIES[number]

/** The family of a code. */
export function familyOf (code: number): Family {
  if (code >= 2000 && code < 2100) return 'facade'
  if (code >= 2100 && code < 2200) return 'parameters'
  if (code >= 2200 && code < 2300) return 'network'
  if (code >= 2301 && code <= 2307) return 'signIn'
  return code >= 2308 && code <= 2317 ? 'inwebo' : 'other'
}

/** Id of the rule that a cell of the board stands for. */
export const cellId = (operation: string, code: number): string => `${operation}.${code}`

/** The single code that a rule answers with, where it does. */
export const errorOf = ({ effect }: Pick<Fault, 'effect'>): number | undefined =>
  effect !== null && !Array.isArray(effect) && 'error' in effect ? effect.error : undefined

/** Whether a rule hits every request to its operations, whoever makes it. */
export const isPlain = ({ match: { account, device, phoneNumber }, effect, skip = 0, times, probability }: Fault): boolean =>
  account === undefined && device === undefined && phoneNumber === undefined && skip === 0 && times === undefined && probability === undefined && effect !== null && !Array.isArray(effect)

/** What a cell of the board shows. */
export type Cell =
  | { readonly is: 'off' }
  | { readonly is: 'on' | 'everywhere', readonly fault: Fault }
  | { readonly is: 'hidden', readonly fault: Fault, readonly by: Fault }

/** What becomes of a request to an operation: for a code the state of its cell. */
export function cellAt (operation: string, code: number, faults: readonly Fault[]): Cell {
  const reaching = faults.filter(({ remaining, targets }) => remaining !== 0 && targets.includes(operation))
  const winner = reaching.find(isPlain)
  const fault = reaching.find(({ id }) => id === cellId(operation, code)) ?? reaching.find(({ id }) => id === String(code))
  if (fault === undefined) return { is: 'off' }
  if (winner !== undefined && winner !== fault) return { is: 'hidden', fault, by: winner }
  return { is: fault.id === String(code) ? 'everywhere' : 'on', fault }
}

/** Whether all the faults of a scenario are on. */
export const isRunning = ({ faults }: Scenario, on: readonly Fault[]): boolean =>
  faults.length > 0 && faults.every(({ id }) => on.some((fault) => fault.id === id))

/** When a code stops working, in milliseconds since 1970. */
export const expiryOf = ({ expiresAt }: Pick<Sms, 'expiresAt'>): number => Date.parse(expiresAt)

/** How long a code works from the start, in milliseconds. */
export const lifetimeOf = (sms: Sms): number => expiryOf(sms) - Date.parse(sms.sentAt)

/** How long a code still works at a time, in milliseconds: never longer than from the start, which a clock a moment behind would say. */
export const leftAt = (sms: Sms, now: number): number => Math.max(0, Math.min(lifetimeOf(sms), expiryOf(sms) - now))

/** What had become of the code of a message at a time, in milliseconds since 1970: time alone is no event. */
export const stateAt = (sms: Sms, now: number): SmsState =>
  sms.state === 'pending' && expiryOf(sms) <= now ? 'expired' : sms.state

/** A number that messages were sent to. */
export interface Phone {
  readonly number: string
  /** Account of the newest message. */
  readonly account: string
  /** ISO 8601; of the newest message. */
  readonly at: string
  readonly pending: boolean
}

/** The numbers that messages were sent to, the most recent first. */
export function phonesOf (messages: readonly Sms[], pending: readonly Sms[]): readonly Phone[] {
  const waiting = new Set(pending.map(({ to }) => to))
  const phones = new Map<string, Phone>()
  for (const { to, account, sentAt } of messages) {
    if (!phones.has(to)) phones.set(to, { number: to, account, at: sentAt, pending: waiting.has(to) })
  }
  return [...phones.values()]
}

/** What somebody may have meant whose request no route takes: the reason without the address, which is shown beside it. */
export const meantBy = ({ reason }: Pick<Entry, 'reason'>): string | null => reason?.replace(/^There is nothing at \S+ \S+\. (?=.)/, '') ?? null

/** Why a request failed: the server's reason, else the label of its code; of a fault it is known that it asked for the code, so its label says more. */
export function saidOf (entry: Entry, contract: Contract): string | undefined {
  const { reason, operation, code } = entry
  const outcome = outcomeOf(entry)
  if (outcome === 'unrouted') return undefined // `meantBy` says it
  const label = operationsOf(contract).find(({ id }) => id === operation)?.errors.find((error) => error.code === code)?.label.trim()
  return (outcome === 'fault' ? label ?? reason : reason ?? label) ?? undefined
}

/** Whether a request has all the words of a filter, in any of its fields. */
export const hasWords = (entry: Entry, words: readonly string[], numbers: NumberPrefixes): boolean => words.length === 0 || hasAll(textOf(entry, numbers), words)

const texts = new WeakMap<Entry, string>()

function textOf (entry: Entry, numbers: NumberPrefixes): string {
  const known = texts.get(entry)
  if (known !== undefined) return known
  const text = searchText(entry, entry.phoneNumber === null ? undefined : dialled(entry.phoneNumber, numbers))
  texts.set(entry, text)
  return text
}
