import type { Contract, Operation, Reach, Target } from '../world/wire.ts'

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
