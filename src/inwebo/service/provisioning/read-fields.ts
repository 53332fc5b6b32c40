import type { Account } from '../../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { ServiceError } from '../err.ts'
import { checkServiceId, SHOWN } from '../fields.ts'
import type { ServiceFields } from '../operation.ts'
import { Directory, type DirectoryEntry, MAX_LINE } from './directory.ts'

/**
 * A number from a range.
 *
 * @throws ServiceError
 */
export function requireNumber (fields: ServiceFields, name: string, min: number, max: number): number {
  const written = fields[name]
  if (written === undefined) throw new ServiceError('NOK:SN', `${name} is missing: it should be a number from ${min} to ${max}`)
  const number = Number(written)
  if (!(Number.isInteger(number) && number >= min && number <= max)) throw new ServiceError('NOK:SN', `${name} is ${written.slice(0, SHOWN)}: it should be from ${min} to ${max}`)
  return number
}

/** A number where it is given. @throws ServiceError */
export const readNumber = (fields: ServiceFields, name: string, min: number, max: number): number | undefined =>
  fields[name] === undefined ? undefined : requireNumber(fields, name, min, max)

const LINE = /^[^\p{Cc}]*$/u

/** A line of text where it is given. @throws ServiceError */
export function readLine (fields: ServiceFields, name: string): string | undefined {
  const line = fields[name]
  if (line === undefined) return undefined
  if (line.length > MAX_LINE || !LINE.test(line)) throw new ServiceError('NOK:SN', `${name} should be a line of at most ${MAX_LINE} characters; it has ${line.length}`)
  return line
}

/** Checks that the caller speaks for the service as such. @throws ServiceError */
export function checkCaller (fields: ServiceFields): void {
  if (requireNumber(fields, 'userid', 0, Number.MAX_SAFE_INTEGER) !== 0) throw new ServiceError('NOK:access forbidden', 'userid is not 0: it should be 0 in every request')
}

/** Checks the caller and the service. @throws ServiceError */
export function checkConsole (fields: ServiceFields): void {
  checkCaller(fields)
  checkServiceId(fields, 'NOK:srv unknown', 'serviceid')
}

/** How many logins a page has where the request asks for 0, and at most. */
const PAGE = 100
const MAX_PAGE = 1000
const MAX_OFFSET = 2_000_000

/** The page that a request asks for. */
export interface PageAsked {
  readonly offset: number
  readonly size: number
}

export function readPage (fields: ServiceFields): PageAsked {
  const size = requireNumber(fields, 'nmax', 0, Number.MAX_SAFE_INTEGER)
  return { offset: requireNumber(fields, 'offset', 0, MAX_OFFSET), size: size === 0 ? PAGE : Math.min(size, MAX_PAGE) }
}

/** A login: its account, and what the directory knows of it. */
export interface Login {
  readonly account: Account
  readonly entry: DirectoryEntry
}

/** The account that a request names by the id of its login. */
export function findLoginId (sandbox: Sandbox, { loginid }: ServiceFields): Account | undefined {
  const id = loginid === undefined ? undefined : sandbox.part(Directory).accountOf(Number(loginid))
  return id === undefined ? undefined : sandbox.accounts.get(id)
}

/** @throws ServiceError for a login that there is not */
export function requireLogin (sandbox: Sandbox, fields: ServiceFields): Login {
  const loginId = requireNumber(fields, 'loginid', 1, Number.MAX_SAFE_INTEGER)
  const account = findLoginId(sandbox, fields)
  if (account === undefined) throw new ServiceError('NOK:account unknown', `no account of this sandbox has the login id ${loginId}: loginsQuery lists them`)
  return { account, entry: sandbox.part(Directory).of(account) }
}
