import type { Fault, Scenario } from '../world/wire.ts'

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
