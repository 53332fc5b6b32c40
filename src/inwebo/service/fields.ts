import type { Account } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { SERVICE_ID } from '../service-id.ts'
import { type Err, ServiceError } from './err.ts'
import type { ServiceFields } from './operation.ts'

/** Characters of a parameter that a reason repeats. */
export const SHOWN = 100

/** @throws ServiceError where a parameter is missing, or empty */
export function requireText (fields: ServiceFields, name: string): string {
  const text = fields[name]
  if (text === undefined || text === '') throw new ServiceError('NOK:SN', `${name} is missing, empty, or came more than once`)
  return text
}

/**
 * Checks which service is asked.
 *
 * @param unknown the `err` for another one
 * @param name what the parameter is called
 * @throws ServiceError
 */
export function checkServiceId (fields: ServiceFields, unknown: Err = 'NOK:srv unknown', name = 'serviceId'): void {
  const id = requireText(fields, name)
  if (!/^-?\d{1,19}$/.test(id)) throw new ServiceError('NOK:SN', `${name} is "${id.slice(0, SHOWN)}": it should be ${SERVICE_ID}`)
  if (id !== SERVICE_ID) throw new ServiceError(unknown, `${name} is ${id}: the one service of the mock is ${SERVICE_ID}`)
}

/** The account of a user: by login, or by the id that the account has in the mock. */
export const findUser = ({ accounts }: Sandbox, { userId }: ServiceFields): Account | undefined =>
  userId === undefined ? undefined : accounts.findLogin(userId) ?? findMeant(accounts, userId)

/** The account of a login as it was meant by who did not encode it: `+` came as a blank, each byte of UTF-8 as a character. */
function findMeant (accounts: Sandbox['accounts'], login: string): Account | undefined {
  const found = login.includes(' ') ? accounts.findLogin(login.replaceAll(' ', '+')) : undefined
  if (found !== undefined) return found
  return /[\x80-\xff]/.test(login) ? accounts.findLogin(Buffer.from(login, 'latin1').toString('utf8')) : undefined
}

/**
 * The account of a user.
 *
 * @param unknown the `err` where there is none
 * @throws ServiceError
 */
export function requireUser (sandbox: Sandbox, fields: ServiceFields, unknown: Err = 'NOK:account unknown'): Account {
  const login = requireText(fields, 'userId')
  const account = findUser(sandbox, fields)
  if (account === undefined) throw new ServiceError(unknown, `no account of this sandbox has the login, or the id, "${login.slice(0, SHOWN)}"`)
  return account
}
