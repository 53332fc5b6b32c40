import { isDeepStrictEqual } from 'node:util'
import type { Account } from '../sandbox/accounts/account.ts'
import type { AccountChange } from '../sandbox/accounts/accounts.ts'
import { maskSecret } from './mask.ts'
import type { Change } from '../wire/request.ts'

/** Which fields of which accounts are no longer what they were; secrets are masked, lists shown by their ids. */
export function describeChanges (changes: readonly AccountChange[]): Change[] {
  const byAccount = new Map<string, AccountChange>()
  for (const change of changes) {
    const { id } = change
    const { before } = byAccount.get(id) ?? change
    byAccount.set(id, { ...change, before })
  }
  return [...byAccount].flatMap(([account, change]) => fieldsOf(change).map((field) => ({ account, ...field })))
}

function fieldsOf ({ before, after }: AccountChange): Array<Omit<Change, 'account'>> {
  if (before === undefined || after === undefined) {
    return before === after ? [] : [{ field: '*', from: before?.id ?? null, to: after?.id ?? null }]
  }
  return compare(flatten(before), flatten(after))
}

function compare (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Array<Omit<Change, 'account'>> {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => !isDeepStrictEqual(before.get(field), after.get(field)))
    .map((field) => ({ field, from: show(field, before.get(field)), to: show(field, after.get(field)) }))
}

/** The fields of an account, those of its objects by their path. */
function flatten ({ inwebo, application, limits = {}, ...plain }: Account): Map<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(plain))
  for (const [name, object] of Object.entries({ inwebo, application, limits })) {
    for (const [key, value] of Object.entries(object)) fields.set(`${name}.${key}`, value)
  }
  return fields
}

function show (field: string, value: unknown): unknown {
  if (field === 'pin') return maskSecret(value)
  if (!Array.isArray(value)) return value ?? null
  const ids = value.map((item: { id?: string }) => item.id)
  return ids.every((id) => id !== undefined) ? ids : value.length
}
