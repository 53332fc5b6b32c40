import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import type { VehicleFixture } from '../../wire/vehicle.ts'
import { explain } from '../../lib/explain.ts'
import { type NumberFamily, ownNumber } from './own-numbers.ts'
import { type Account, AccountInputSchema, completeAccount } from './account.ts'
import { Fixtures } from './accounts.ts'
import { findListMistake } from './check-accounts.ts'

/** How many accounts a file holds. */
const MAX_ACCOUNTS = 1_000_000

/** The accounts of `fixtures/accounts.json`, and of a snapshot. */
export const AccountsFileSchema = Type.Array(AccountInputSchema, { title: 'AccountsFile', maxItems: MAX_ACCOUNTS })

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
  if (!TypeCompiler.Compile(AccountsFileSchema).Check(accounts)) throw new FixtureError(`${file}: ${explain(AccountsFileSchema, accounts, 'the file')}`)

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
