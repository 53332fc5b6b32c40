import type { Account } from '../../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { requireText } from '../fields.ts'
import type { Output, ServiceFields } from '../operation.ts'
import { describeCode, linkCodeOf } from './codes.ts'
import { describeDevices } from './devices.ts'
import { Directory, type DirectoryEntry } from './directory.ts'
import { requireGroup } from './groups.ts'
import { INACTIVE } from './logins.ts'
import { checkCaller, checkConsole, type Login, readNumber, readPage, requireLogin, requireNumber } from './read-fields.ts'

type Order = (left: Login, right: Login) => number

const by = (textOf: (login: Login) => string, direction: 1 | -1): Order => (left, right) => {
  const [first, second] = [textOf(left), textOf(right)]
  return first === second ? 0 : first < second ? -direction : direction
}
const loginOf = ({ account }: Login): string => account.login
const nameOf = ({ entry }: Login): string => entry.name
const mailOf = ({ entry }: Login): string => entry.mail

/** The orders of `sort`, by its number: 0 is none. */
const ORDERS: ReadonlyArray<Order | undefined> = [undefined, by(loginOf, 1), by(loginOf, -1), by(nameOf, 1), by(nameOf, -1), by(mailOf, 1), by(mailOf, -1)]

const readOrder = (fields: ServiceFields): Order | undefined => ORDERS[readNumber(fields, 'sort', 0, ORDERS.length - 1) ?? 0]

/** A page of accounts as logins; all are looked at only where they have to be sorted. */
function pageOf (sandbox: Sandbox, accounts: Iterable<Account>, fields: ServiceFields): { readonly count: number, readonly logins: readonly Login[] } {
  const { offset, size } = readPage(fields)
  const order = readOrder(fields)
  const directory = sandbox.part(Directory)
  const loginOf = (account: Account): Login => ({ account, entry: directory.of(account) })
  const all = [...accounts]
  const logins = order === undefined ? all.slice(offset, offset + size).map(loginOf) : all.map(loginOf).sort(order).slice(offset, offset + size)
  return { count: all.length, logins }
}

const statusOf = ({ blocked }: Account): number => blocked === 'AccountBlocked' ? INACTIVE : 0

const phoneOf = ({ account, entry }: Login): string => account.trustedPhoneNumber ?? entry.phone

/** Seconds since 1970; 0 where the user has not logged in. */
const lastLoginOf = ({ lastLogin }: DirectoryEntry): number => Math.floor(lastLogin / 1000)

/** Logins as lists, one for each field. */
function listLogins (sandbox: Sandbox, { count, logins }: ReturnType<typeof pageOf>): Output {
  const texts = (name: 'firstname' | 'name' | 'mail' | 'extrafields') => logins.map(({ entry }) => entry[name])
  return {
    count,
    n: logins.length,
    id: logins.map(({ entry }) => entry.loginId),
    login: logins.map(loginOf),
    code: logins.map((login) => describeCode(sandbox, login)),
    status: logins.map(({ account }) => statusOf(account)),
    role: logins.map(({ entry }) => entry.role),
    firstname: texts('firstname'),
    name: texts('name'),
    mail: texts('mail'),
    phone: logins.map(phoneOf),
    extrafields: texts('extrafields'),
    createdby: logins.map(({ entry }) => entry.createdBy),
    lastauthdate: logins.map(({ entry }) => lastLoginOf(entry)),
    activation_status: logins.map(({ account }) => account.devices.some(({ enabled }) => enabled) ? 1 : 0)
  }
}

export function queryLogins (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  return listLogins(sandbox, pageOf(sandbox, sandbox.accounts.values(), fields))
}

export function queryLoginsOfGroup (sandbox: Sandbox, fields: ServiceFields): Output {
  checkCaller(fields)
  const { id } = requireGroup(fields)
  const members = [...sandbox.part(Directory).membersOf(id)].flatMap((account) => sandbox.accounts.get(account) ?? [])
  return listLogins(sandbox, pageOf(sandbox, members, fields))
}

/** The logins that have this text in them, in any case; the one that is it where `exactmatch` is 1. */
export function searchLogins (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const wanted = requireText(fields, 'loginname')
  const isExact = requireNumber(fields, 'exactmatch', 0, 1) === 1
  return listLogins(sandbox, pageOf(sandbox, isExact ? exactly(sandbox, wanted) : containing(sandbox, wanted.toLowerCase()), fields))
}

function exactly ({ accounts }: Sandbox, login: string): Account[] {
  const found = accounts.findLogin(login)
  return found?.login === login ? [found] : []
}

const containing = ({ accounts }: Sandbox, part: string): Account[] => [...accounts.values()].filter(({ login }) => login.toLowerCase().includes(part))

export function queryLogin (sandbox: Sandbox, fields: ServiceFields): Output {
  checkCaller(fields)
  const login = requireLogin(sandbox, fields)
  const { account, entry } = login
  const { firstname, name, mail, role, extrafields, createdBy } = entry
  return {
    login: account.login,
    code: describeCode(sandbox, login),
    status: statusOf(account),
    role,
    firstname,
    name,
    mail,
    phone: phoneOf(login),
    extrafields,
    createdby: createdBy,
    lastauthdate: lastLoginOf(entry),
    ...describeDevices(login),
    longcode: linkCodeOf(sandbox, login)
  }
}
