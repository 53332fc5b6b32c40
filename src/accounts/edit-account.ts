import { Value } from '@sinclair/typebox/value'
import { Full, Invalid, Malformed, NotFound } from '../lib/errors.ts'
import { explain } from '../lib/explain.ts'
import { mergePatch } from '../lib/merge-patch.ts'
import { didYouMean } from '../lib/nearest-word.ts'
import { type Account, completeAccount, weightOfAccount } from '../sandbox/accounts/account.ts'
import { MAX_OWN_ACCOUNTS } from '../sandbox/accounts/accounts.ts'
import { findMistake } from '../sandbox/accounts/check-accounts.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type AccountBody, AccountBodySchema } from '../wire/account.ts'
import { otpsInLastDay, withOtpCount } from './otp-quota.ts'
import { writableFields } from './view-account.ts'

/** @throws NotFound */
export function getAccount ({ accounts }: Sandbox, id: string): Account {
  const account = accounts.get(id)
  if (account === undefined) throw new NotFound(`There is no account "${id}". ${didYouMean(id, accounts.ids())}GET /admin/accounts lists those of this sandbox; PUT /admin/accounts/${id} makes it.`)
  return account
}

/**
 * Accounts in their order, from the one after `after` on.
 *
 * @throws NotFound when there is no account to go on after
 */
export function listAccounts (sandbox: Sandbox, limit: number, after?: string): Account[] {
  const found: Account[] = []
  let started = after === undefined
  if (after !== undefined) getAccount(sandbox, after)
  for (const account of sandbox.accounts.values()) {
    if (found.length >= limit) break
    if (started) found.push(account)
    else started = account.id === after
  }
  return found
}

/**
 * Stores an account as a client sent it.
 *
 * @throws Invalid for what cannot be stored, Full when the sandbox has too many
 */
export function putAccount (sandbox: Sandbox, id: string, body: AccountBody): { account: Account, created: boolean } {
  const before = sandbox.accounts.get(id)
  if (before === undefined && sandbox.accounts.full) {
    throw new Full(`A sandbox takes ${MAX_OWN_ACCOUNTS} accounts of its own. Delete some, or use another sandbox.`)
  }
  const account = body.like === undefined ? readAccount(sandbox, id, body, before) : copyAccount(sandbox, id, body.like, Object.keys(body))
  sandbox.memory.ensureRoom(weightOfAccount(account) - weightOfAccount(before))
  sandbox.accounts.put(account)
  return { account, created: before === undefined }
}

/**
 * Changes an account by a JSON merge patch (RFC 7396).
 *
 * @throws Malformed, NotFound or Invalid
 */
export function patchAccount (sandbox: Sandbox, id: string, patch: unknown): Account {
  const patched = mergePatch(writableFields(sandbox, getAccount(sandbox, id)), patch)
  if (!Value.Check(AccountBodySchema, patched)) throw new Malformed(`After the patch, ${explain(AccountBodySchema, patched, 'the account')}.`)
  return putAccount(sandbox, id, patched).account
}

/**
 * Puts an account back to the fixtures.
 *
 * @throws NotFound
 */
export function resetAccount (sandbox: Sandbox, id: string): Account {
  const fixture = sandbox.accounts.putFixture(id)
  if (fixture === undefined) throw new NotFound(`The fixtures have no account "${id}", so there is nothing to go back to.`)
  sandbox.codes.endAll(id, 'accountReset')
  return fixture
}

/** The account with the state, the number and the PIN of another; the keys of devices belong to one account only. */
function copyAccount (sandbox: Sandbox, id: string, like: string, fields: readonly string[]): Account {
  const others = fields.filter((field) => !['like', 'id'].includes(field))
  if (others.length > 0) throw new Invalid(`like copies an account as it is, so ${others.join(', ')} cannot go with it. PATCH the copy afterwards.`)
  const { login, customerId } = completeAccount({ id }, sandbox.clock.now())
  const source = getAccount(sandbox, like)
  return { ...source, id, login, customerId, devices: source.devices.map(({ inwebo: _, ...device }) => device) }
}

/** @throws NotFound */
export function deleteAccount (sandbox: Sandbox, id: string): void {
  getAccount(sandbox, id)
  sandbox.deleteAccount(id)
}

function readAccount (sandbox: Sandbox, id: string, body: AccountBody, before: Account | undefined): Account {
  if (body.id !== undefined && body.id !== id) throw new Invalid(`The path says account "${id}", the body "${body.id}". Send the same id, or leave it out of the body.`)
  const { hasPin: _, pin: __, hasPassword: ___, password: ____, trustedPhoneNumber: written, meets: _____, fixture: ______, pending: _______, ...input } = body
  const mistake = findMistake(input)
  if (mistake !== undefined) throw new Invalid(`${mistake}. Give each device an id of its own, and real times, such as 2026-01-31T12:00:00Z.`)

  const pin = readSecret(PIN, body, before)
  const password = readSecret(PASSWORD, body, before)
  const account = completeAccount({
    ...input,
    id,
    trustedPhoneNumber: written === undefined || written === null ? null : readPhoneNumber('trustedPhoneNumber', String(written), sandbox.settings.phoneRegion),
    ...(pin !== undefined && { pin }),
    ...(password !== undefined && { password })
  }, sandbox.clock.now())
  return keepHiddenFields(sandbox, account, before)
}

const PIN = { name: 'pin', has: 'hasPin', what: 'PIN', wanted: '4 to 8 digits' } as const
const PASSWORD = { name: 'password', has: 'hasPassword', what: 'password', wanted: 'one line of at most 200 characters' } as const

/** The PIN or the password that an account has from now on. */
function readSecret ({ name, has, what, wanted }: typeof PIN | typeof PASSWORD, body: AccountBody, before: Account | undefined): string | undefined {
  const sent = body[name]
  if (body[has] === false) {
    if (sent !== undefined && before?.[name] !== sent) throw new Invalid(`${has} is false, but a ${what} is given. Send one or the other.`)
    return undefined
  }
  const kept = sent ?? (body[has] === true ? before?.[name] : undefined)
  if (body[has] === true && kept === undefined) throw new Invalid(`${has} is true, but there is no ${what}. Send it as ${name}, ${wanted}.`)
  return kept
}

/** Keeps what is not shown of an account that is written again: the keys of its devices, when its one-time passwords were made. */
function keepHiddenFields ({ clock }: Sandbox, account: Account, before: Account | undefined): Account {
  const now = clock.now()
  const devices = account.devices.map((device) => {
    const keys = before?.devices.find(({ id }) => id === device.id)?.inwebo
    return keys === undefined ? device : { ...device, inwebo: keys }
  })
  const kept = { ...account, devices }
  const isSame = before !== undefined && otpsInLastDay(before, now) === account.otpCount24h
  if (!isSame) return withOtpCount(kept, account.otpCount24h, now)
  return before.otpTimes === undefined ? kept : { ...kept, otpTimes: before.otpTimes }
}
