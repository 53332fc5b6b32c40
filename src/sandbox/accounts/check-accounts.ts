import { parseTime } from '../../lib/iso-time.ts'
import type { AccountInput } from './account.ts'

/** What no schema can say of an account: the first mistake with its path, such as `devices.1.id repeats "phone"`. */
export function findMistake ({ devices = [], gigya }: Pick<AccountInput, 'devices' | 'gigya'>): string | undefined {
  const repeated = findRepeated(devices)
  if (repeated !== undefined) return `devices.${repeated}`
  const index = devices.findIndex(({ enrolledAt }) => enrolledAt !== undefined && parseTime(enrolledAt) === undefined)
  if (index !== -1) return `devices.${index}.enrolledAt "${devices[index]?.enrolledAt}" is not a time`
  const wrong = (['lockedUntil', 'resetMailAt'] as const).find((name) => typeof gigya?.[name] === 'string' && parseTime(gigya[name]) === undefined)
  return wrong === undefined ? undefined : `gigya.${wrong} "${gigya?.[wrong]}" is not a time`
}

/** The first mistake in a list of accounts, with its path in the list. */
export function findListMistake (accounts: readonly AccountInput[]): string | undefined {
  const repeated = findRepeated(accounts)
  if (repeated !== undefined) return repeated
  for (const [index, account] of accounts.entries()) {
    const mistake = findMistake(account)
    if (mistake !== undefined) return `${index}.${mistake}`
  }
  return undefined
}

function findRepeated (list: ReadonlyArray<{ readonly id: string }>): string | undefined {
  const seen = new Set<string>()
  for (const [index, { id }] of list.entries()) {
    if (seen.has(id)) return `${index}.id repeats "${id}"`
    seen.add(id)
  }
  return undefined
}
