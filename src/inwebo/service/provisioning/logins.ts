import { putAccount } from '../../../accounts/edit-account.ts'
import { Full } from '../../../lib/errors.ts'
import { canonicalPhoneNumber } from '../../../lib/phone-number.ts'
import { type Account, isAccountId, isLogin } from '../../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { ServiceError } from '../err.ts'
import { requireText, SHOWN } from '../fields.ts'
import type { Output, ServiceFields } from '../operation.ts'
import { issueCode, readCodeType } from './codes.ts'
import { Directory } from './directory.ts'
import { checkConsole, type Login, readLine, readNumber, requireLogin, requireNumber } from './read-fields.ts'

/** `status` of a login that an administrator has blocked. */
export const INACTIVE = 1
/** The highest `role`. */
export const MAX_ROLE = 2

/** The texts of a login that a request gives. */
function readTexts (fields: ServiceFields): Partial<Record<'firstname' | 'name' | 'mail' | 'extrafields', string>> {
  const texts = { firstname: readLine(fields, 'firstname'), name: readLine(fields, 'name'), mail: readLine(fields, 'mail'), extrafields: readLine(fields, 'extrafields') }
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined))
}

/** The number of an account, or what was written where it is none; nothing where nothing was. */
function readPhone ({ settings }: Sandbox, fields: ServiceFields): { readonly trustedPhoneNumber: string | null, readonly phone: string } | undefined {
  const written = readLine(fields, 'phone')
  if (written === undefined) return undefined
  const number = canonicalPhoneNumber(written, settings.phoneRegion)
  return number === undefined ? { trustedPhoneNumber: null, phone: written } : { trustedPhoneNumber: number, phone: '' }
}

/** @throws ServiceError for one that no account can have */
function requireNewLogin (fields: ServiceFields): string {
  const login = requireText(fields, 'login')
  if (!isLogin(login)) throw new ServiceError('NOK:SN', `login is "${login.slice(0, SHOWN)}": it should be a line of at most 200 characters`)
  return login
}

/** Makes an account, and a code with which a device enrols for it. */
export function createLogin (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const login = requireNewLogin(fields)
  const status = requireNumber(fields, 'status', 0, INACTIVE)
  const role = requireNumber(fields, 'role', 0, MAX_ROLE)
  const type = readCodeType(fields)
  readNumber(fields, 'access', 0, 1)
  const texts = readTexts(fields)
  const phone = readPhone(sandbox, fields)
  if (sandbox.accounts.findLogin(login) !== undefined) throw new ServiceError('NOK:loginexists', `an account of this sandbox has the login, or the id, "${login.slice(0, SHOWN)}"`)

  const account = makeAccount(sandbox, login, { blocked: status === INACTIVE ? 'AccountBlocked' : 'NotBlocked', trustedPhoneNumber: phone?.trustedPhoneNumber ?? null })
  const directory = sandbox.part(Directory)
  const { loginId } = directory.put(account.id, { ...directory.of(account), ...texts, ...phone !== undefined && { phone: phone.phone }, role, createdBy: 1 })
  return { code: issueCode(sandbox, account, { purpose: 'enrollment', type }), id: loginId }
}

/** @throws ServiceError when the sandbox takes no more */
function makeAccount (sandbox: Sandbox, login: string, state: Pick<Account, 'blocked' | 'trustedPhoneNumber'>): Account {
  try {
    return putAccount(sandbox, newAccountId(sandbox, login), { login, ...state }).account
  } catch (error) {
    if (error instanceof Full) throw new ServiceError('NOK:full', error.message)
    throw error
  }
}

/** The login itself where it can be an id, else one that is like it and free. */
function newAccountId ({ accounts, random }: Sandbox, login: string): string {
  if (isAccountId(login)) return login
  const plain = login.normalize('NFKD').replace(/[^A-Za-z0-9._@-]/g, '').replace(/^[._@-]+/, '').slice(0, 40)
  let id = plain === '' ? `login-${random.hex(8)}` : plain
  while (accounts.get(id) !== undefined) id = `${plain}-${random.hex(8)}`.replace(/^-/, 'login-')
  return id
}

/** Changes what a request gives of a login; what it leaves out stays. */
export function updateLogin (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const { account, entry } = requireLogin(sandbox, fields)
  const login = fields.login === undefined ? account.login : requireNewLogin(fields)
  const status = readNumber(fields, 'status', 0, INACTIVE)
  const role = readNumber(fields, 'role', 0, MAX_ROLE) ?? entry.role
  const texts = readTexts(fields)
  const phone = readPhone(sandbox, fields)
  const holder = sandbox.accounts.findLogin(login)
  if (holder !== undefined && holder.id !== account.id) throw new ServiceError('NOK:login already used', `the account ${holder.id} has the login "${login.slice(0, SHOWN)}"`)

  sandbox.accounts.put({
    ...account,
    login,
    ...status !== undefined && { blocked: blockedBy(account, status) },
    ...phone !== undefined && { trustedPhoneNumber: phone.trustedPhoneNumber }
  })
  sandbox.part(Directory).put(account.id, { ...entry, ...texts, ...phone !== undefined && { phone: phone.phone }, role })
  return {}
}

/** What blocks an account after an administrator has given it a status: a PIN that is blocked stays so. */
function blockedBy ({ blocked }: Account, status: number): Account['blocked'] {
  if (status === INACTIVE) return 'AccountBlocked'
  return blocked === 'AccountBlocked' ? 'NotBlocked' : blocked
}

export function deleteLogin (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  sandbox.deleteAccount(requireLogin(sandbox, fields).account.id)
  return {}
}

/** Clears the wrong PINs of a login, once until its next login. */
export function resetPinErrors (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const { account, entry }: Login = requireLogin(sandbox, fields)
  if (entry.isCounterReset) throw new ServiceError('NOK:MULTI', `the wrong PINs of ${account.id} were cleared already, and the user has not logged in since`)
  sandbox.accounts.put({ ...account, pinErrors: 0, blocked: account.blocked === 'PinBlocked' ? 'NotBlocked' : account.blocked })
  sandbox.part(Directory).put(account.id, { ...entry, isCounterReset: true })
  return {}
}

/** Notes that a user has logged in. */
export function noteLogin (sandbox: Sandbox, account: Account): void {
  const directory = sandbox.part(Directory)
  directory.put(account.id, { ...directory.of(account), lastLogin: sandbox.clock.now(), isCounterReset: false })
}
