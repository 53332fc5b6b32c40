import { isDeepStrictEqual } from 'node:util'
import type { Account } from '../sandbox/accounts/account.ts'
import type { AccountChange } from '../sandbox/accounts/accounts.ts'
import { isObject } from '../lib/json.ts'
import type { VehicleChange } from '../sandbox/changes.ts'
import { maskSecret } from './mask.ts'
import type { Change } from '../wire/request.ts'

/** Which fields of which accounts and cars are no longer what they were; secrets are masked, lists shown by their ids. */
export const describeChanges = (accounts: readonly AccountChange[], vehicles: readonly VehicleChange[] = []): Change[] =>
  [...describeAccounts(accounts), ...vehicles.flatMap(describeVehicle)]

const describeVehicle = ({ account, vin, before, after }: VehicleChange): Change[] =>
  differences(nested(before), nested(after)).filter(({ field }) => !UNSEEN.has(field)).map(({ field, from = null, to = null }) => ({ account, vehicle: vin, field, from, to }))

/** What a car keeps beside what it shows. */
const UNSEEN = new Set(['updatedAt', 'charge', 'charge.since', 'charge.level', 'charge.autonomy', 'usedAt', 'usedAt.horn', 'usedAt.lights'])

/** The fields of an object, those of its objects by their path. */
const nested = (object: object): Map<string, unknown> => new Map(Object.entries(object).flatMap(([name, value]) =>
  isObject(value) ? Object.entries(value).map(([key, inner]): [string, unknown] => [`${name}.${key}`, inner]) : [[name, value]]))

function describeAccounts (changes: readonly AccountChange[]): Change[] {
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
  return compare(flatten(unlike(before, after)), flatten(unlike(after, before)))
}

const compare = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Array<Omit<Change, 'account'>> =>
  differences(before, after).map(({ field, from, to }) => ({ field, from: show(field, from), to: show(field, to) }))

/** The fields with another value; undefined where there is none. */
const differences = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Array<Omit<Change, 'account'>> =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => !isDeepStrictEqual(before.get(field), after.get(field)))
    .map((field) => ({ field, from: before.get(field), to: after.get(field) }))

/** The fields of an account that are not the very same in the other: a change makes a new account of what most of it was. */
const unlike = (account: Account, other: Account): Partial<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(account).filter(([name, value]) => value !== other[name as keyof Account]))

/** Fields of an account, those of its objects by their path. */
function flatten ({ inwebo, application, limits, gigya, profile, ...plain }: Partial<Record<string, unknown>>): Map<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(plain))
  for (const [name, object] of Object.entries({ inwebo, application, limits, gigya, profile })) {
    for (const [key, value] of Object.entries(object ?? {})) fields.set(`${name}.${key}`, value)
  }
  return fields
}

function show (field: string, value: unknown): unknown {
  if (field === 'pin' || field === 'password') return maskSecret(value)
  if (!Array.isArray(value)) return value ?? null
  const ids = value.map((item: { id?: string }) => item.id)
  return ids.every((id) => id !== undefined) ? ids : value.length
}
