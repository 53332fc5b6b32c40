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
export function findUser ({ accounts }: Sandbox, { userId }: ServiceFields): Account | undefined {
  if (userId === undefined) return undefined
  for (const spelling of spellingsOf(userId)) {
    const account = accounts.findLogin(spelling)
    if (account !== undefined) return account
  }
  return undefined
}

/** A login as it came, and as it may have been meant by who did not encode it: `+` came as a blank, each byte of UTF-8 as a character. */
function * spellingsOf (login: string): Iterable<string> {
  yield login
  if (login.includes(' ')) yield login.replaceAll(' ', '+')
  if (/[\x80-\xff]/.test(login)) yield Buffer.from(login, 'latin1').toString('utf8')
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
