import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { ServiceError } from '../err.ts'
import type { Output, ServiceFields } from '../operation.ts'
import { Directory } from './directory.ts'
import { MAX_ROLE } from './logins.ts'
import { checkCaller, checkConsole, type PageAsked, readPage, requireLogin, requireNumber } from './read-fields.ts'

/** A group of the service. Groups are made in the console of inWebo alone: the mock has two. */
interface Group {
  readonly id: number
  readonly name: string
}

const GROUPS: readonly Group[] = [{ id: 501, name: 'Drivers' }, { id: 502, name: 'Staff' }]

/** @throws ServiceError for a group that there is not */
export function requireGroup (fields: ServiceFields): Group {
  const id = requireNumber(fields, 'groupid', 1, Number.MAX_SAFE_INTEGER)
  const group = GROUPS.find((each) => each.id === id)
  if (group === undefined) throw new ServiceError('NOK:group unknown', `there is no group ${id}: the mock has ${GROUPS.map(({ id, name }) => `${id} (${name})`).join(' and ')}`)
  return group
}

const page = <Item>(items: readonly Item[], { offset, size }: PageAsked): readonly Item[] => items.slice(offset, offset + size)

/** Groups as lists, one for each field. */
function listGroups (sandbox: Sandbox, all: readonly Group[], fields: ServiceFields, idName: 'id' | 'groupid'): Output {
  const groups = page(all, readPage(fields))
  return {
    count: all.length,
    n: groups.length,
    [idName]: groups.map(({ id }) => id),
    name: groups.map(({ name }) => name),
    num: groups.map(({ id }) => sandbox.part(Directory).countMembers(id)),
    servicepolicy: groups.map(() => 0)
  }
}

export function queryGroups (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  return listGroups(sandbox, GROUPS, fields, 'id')
}

export function groupsOfLogin (sandbox: Sandbox, fields: ServiceFields): Output {
  checkCaller(fields)
  const { entry } = requireLogin(sandbox, fields)
  const all = GROUPS.filter(({ id }) => entry.groups[id] !== undefined)
  return { ...listGroups(sandbox, all, fields, 'groupid'), role: page(all, readPage(fields)).map(({ id }) => entry.groups[id] ?? 0) }
}

export function queryMember (sandbox: Sandbox, fields: ServiceFields): Output {
  const { group, entry, role } = requireMember(sandbox, fields)
  return { roleid: role, loginid: entry.loginId, groupid: group.id }
}

function requireMember (sandbox: Sandbox, fields: ServiceFields) {
  const { group, account, entry } = readMembership(sandbox, fields)
  const role = entry.groups[group.id]
  if (role === undefined) throw new ServiceError('NOK:group account unknown', `${account.id} is not in the group ${group.id}`)
  return { group, account, entry, role }
}

function readMembership (sandbox: Sandbox, fields: ServiceFields) {
  checkCaller(fields)
  const group = requireGroup(fields)
  return { group, ...requireLogin(sandbox, fields) }
}

const readRole = (fields: ServiceFields): number => requireNumber(fields, 'role', 0, MAX_ROLE)

export function addMember (sandbox: Sandbox, fields: ServiceFields): Output {
  const { group, account, entry } = readMembership(sandbox, fields)
  const role = readRole(fields)
  if (entry.groups[group.id] !== undefined) throw new ServiceError('NOK:group account exists', `${account.id} is in the group ${group.id} already: groupAccountUpdate changes its role`)
  sandbox.part(Directory).put(account.id, { ...entry, groups: { ...entry.groups, [group.id]: role } })
  return {}
}

export function updateMember (sandbox: Sandbox, fields: ServiceFields): Output {
  const { group, account, entry } = requireMember(sandbox, fields)
  sandbox.part(Directory).put(account.id, { ...entry, groups: { ...entry.groups, [group.id]: readRole(fields) } })
  return {}
}

export function removeMember (sandbox: Sandbox, fields: ServiceFields): Output {
  const { group, account, entry } = requireMember(sandbox, fields)
  const { [group.id]: _, ...groups } = entry.groups
  sandbox.part(Directory).put(account.id, { ...entry, groups })
  return {}
}
