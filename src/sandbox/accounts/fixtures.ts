import { Type } from '@sinclair/typebox'
import type { VehicleFixture } from '../../wire/vehicle.ts'
import { compiledCheck } from '../../lib/compiled-check.ts'
import { explain } from '../../lib/explain.ts'
import { type NumberFamily, ownNumber } from './own-numbers.ts'
import { type Account, AccountInputSchema, completeAccount } from './account.ts'
import { AccountIndex, type Key } from './account-index.ts'
import { findListMistake } from './check-accounts.ts'

/** How many accounts a file holds. */
const MAX_ACCOUNTS = 1_000_000

/** The accounts of `fixtures/accounts.json`, and of a snapshot. */
export const AccountsFileSchema = Type.Array(AccountInputSchema, { title: 'AccountsFile', maxItems: MAX_ACCOUNTS })

/** The accounts of the fixture file, parsed once and shared by every sandbox. */
export class Fixtures {
  readonly #byId: ReadonlyMap<string, Account>
  readonly #indexes = new Map<Key, AccountIndex>()

  readonly #readVehicles: () => ReadonlyMap<string, VehicleFixture>

  /** @param readVehicles reads the cars by VIN, once they are asked for */
  constructor (accounts: readonly Account[], readVehicles: () => ReadonlyMap<string, VehicleFixture> = () => new Map()) {
    this.#byId = new Map(accounts.map((account) => [account.id, account]))
    this.#readVehicles = readVehicles
  }

  /** The cars of the fixture file by VIN. */
  get vehicles (): ReadonlyMap<string, VehicleFixture> {
    return this.#readVehicles()
  }

  get size (): number {
    return this.#byId.size
  }

  get (id: string): Account | undefined {
    return this.#byId.get(id)
  }

  values (): Iterable<Account> {
    return this.#byId.values()
  }

  /** Ids of the accounts with this value; indexed on first use. */
  find (key: Key, value: string): Iterable<string> {
    const index = this.#indexes.get(key) ?? new AccountIndex(key, this.values())
    this.#indexes.set(key, index)
    return index.find(value)
  }
}

/** A fixture file that cannot be used; the message says where and why. */
export class FixtureError extends Error {}

/**
 * Reads the accounts of a fixture file.
 *
 * @param file its name, for the message
 * @param now milliseconds since 1970, for devices without a time of their own
 * @param numbers the family that the numbers of the mock's own accounts are to be of
 * @param readVehicles reads the cars by VIN, once they are asked for
 * @throws FixtureError naming the file and the path in it
 */
export function parseFixtures (text: string, file: string, now: number, numbers: NumberFamily = 'drama', readVehicles?: () => ReadonlyMap<string, VehicleFixture>): Fixtures {
  const accounts: unknown = parseJson(text, file)
  if (!compiledCheck(AccountsFileSchema).Check(accounts)) throw new FixtureError(`${file}: ${explain(AccountsFileSchema, accounts, 'the file')}`)

  const mistake = findListMistake(accounts)
  if (mistake !== undefined) throw new FixtureError(`${file}: ${mistake}`)
  return new Fixtures(accounts.map((account) => withOwnNumber(completeAccount(account, now), numbers)), readVehicles)
}

/** An account with its number in a family. */
function withOwnNumber (account: Account, family: NumberFamily): Account {
  const { trustedPhoneNumber } = account
  return trustedPhoneNumber === null ? account : { ...account, trustedPhoneNumber: ownNumber(trustedPhoneNumber, family) }
}

/**
 * Parses a file of JSON, with or without a byte order mark.
 *
 * @throws FixtureError naming the file and the place in it
 */
export function parseJson (text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new FixtureError(`${file}: ${(error as Error).message}`, { cause: error })
  }
}
