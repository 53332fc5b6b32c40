import { Value } from '@sinclair/typebox/value'
import { type Account, completeAccount } from '../sandbox/account.ts'
import { MAX_OWN_ACCOUNTS } from '../sandbox/accounts.ts'
import { PURPOSES } from '../sandbox/inbox.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { explain } from '../lib/explain.ts'
import { type AccountBody, AccountBodySchema, keepHidden, writable } from './account-view.ts'
import { mergePatch } from '../lib/merge-patch.ts'
import { Full, Invalid, Malformed, NotFound } from '../lib/errors.ts'
import { readPhoneNumber } from '../sandbox/read-phone-number.ts'

/** @throws NotFound */
export function getAccount ({ accounts }: Sandbox, id: string): Account {
  const account = accounts.get(id)
  if (account === undefined) throw new NotFound(`There is no account "${id}". GET /admin/accounts lists those of this sandbox; PUT /admin/accounts/${id} makes it.`)
  return account
}

/**
 * Stores an account as a client sent it.
 *
 * @throws Malformed or Invalid for what cannot be stored, Full when the sandbox is full
 */
export function putAccount (sandbox: Sandbox, id: string, body: AccountBody): { account: Account, created: boolean } {
  const before = sandbox.accounts.get(id)
  if (before === undefined && sandbox.accounts.full) {
    throw new Full(`A sandbox takes ${MAX_OWN_ACCOUNTS} accounts of its own. Delete some, or use another sandbox.`)
  }
  const account = readAccount(sandbox, id, body, before)
  sandbox.accounts.put(account)
  return { account, created: before === undefined }
}

/**
 * Changes an account by a JSON merge patch (RFC 7396).
 *
 * @throws Malformed, NotFound or Invalid
 */
export function patchAccount (sandbox: Sandbox, id: string, patch: unknown): Account {
  const patched = mergePatch(writable(sandbox, getAccount(sandbox, id)), patch)
  if (!Value.Check(AccountBodySchema, patched)) throw new Malformed(`After the patch, ${explain(AccountBodySchema, patched, 'the account')}.`)
  return putAccount(sandbox, id, patched).account
}

/** @throws NotFound */
export function deleteAccount (sandbox: Sandbox, id: string): void {
  getAccount(sandbox, id)
  sandbox.accounts.delete(id)
  for (const purpose of PURPOSES) sandbox.codes.delete({ account: id, purpose })
}

function readAccount (sandbox: Sandbox, id: string, { hasPin, trustedPhoneNumber: written, ...body }: AccountBody, before: Account | undefined): Account {
  const { settings, clock } = sandbox
  if (body.id !== undefined && body.id !== id) throw new Invalid(`The path says account "${id}", the body "${body.id}". Send the same id, or leave it out of the body.`)
  const devices = body.devices?.map(({ id }) => id) ?? []
  if (new Set(devices).size < devices.length) throw new Invalid('Two devices have the same id. Give each its own.')

  const pin = hasPin === false ? undefined : body.pin ?? (hasPin === true ? before?.pin : undefined)
  if (hasPin === true && pin === undefined) throw new Invalid('hasPin is true, but there is no PIN. Send it as pin, 4 to 8 digits.')
  if (hasPin === false && body.pin !== undefined && before?.pin !== body.pin) throw new Invalid('hasPin is false, but a pin is given. Send one or the other.')

  const { pin: _, ...input } = body
  const account = completeAccount({
    ...input,
    id,
    trustedPhoneNumber: written === undefined || written === null ? null : readPhoneNumber('trustedPhoneNumber', String(written), settings),
    ...(pin !== undefined && { pin })
  }, clock.now())
  return keepHidden(sandbox, account, before)
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
