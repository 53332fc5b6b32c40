import { createHash } from 'node:crypto'
import { type Account, type Device, withService } from '../../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { aliasOf } from '../device-fields.ts'
import { ServiceError } from '../err.ts'
import { requireText } from '../fields.ts'
import type { Output, ServiceFields } from '../operation.ts'
import { Directory } from './directory.ts'
import { checkConsole, type Login, requireNumber } from './read-fields.ts'

/** Tools of a login that have no id of inWebo's are numbered within it. */
const TOOLS = 100_000

/** The id of a device: inWebo's own of nine digits, else one of more, which begins with the id of its login. */
function toolIdOf ({ entry }: Login, { id, inwebo }: Device): number {
  if (inwebo !== undefined) return Number(inwebo.id)
  return entry.loginId * TOOLS + createHash('sha256').update(id).digest().readUInt32BE() % TOOLS
}

const ACTIVE = 0
const LOCKED = 1
const PIN_LOCKED = 2

const stateOf = ({ blocked }: Account, { enabled }: Device): number => enabled ? blocked === 'PinBlocked' ? PIN_LOCKED : ACTIVE : LOCKED

/** The devices of a login: all of the mock are apps with the mAccess library. */
export function describeDevices (login: Login): Output {
  const { account } = login
  const { devices } = account
  return {
    nca: 0,
    nma: 0,
    nmac: devices.length,
    macid: devices.map((device) => toolIdOf(login, device)),
    macstate: devices.map((device) => stateOf(account, device)),
    macname: devices.map(({ name }) => name),
    macalias: devices.map((device) => aliasOf(account, device)),
    macpushenabled: devices.map(({ push }) => push === false ? 0 : 1),
    nva: 0
  }
}

/** The account with a device, by the id of the device. */
function findTool (sandbox: Sandbox, toolId: number): Login | undefined {
  const { accounts } = sandbox
  const directory = sandbox.part(Directory)
  const holder = directory.accountOf(Math.floor(toolId / TOOLS))
  const account = accounts.findByInweboId(String(toolId)) ?? (holder === undefined ? undefined : accounts.get(holder))
  return account && { account, entry: directory.of(account) }
}

/** Removes one device of a login. */
export function deleteTool (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const toolId = requireNumber(fields, 'toolid', 1, Number.MAX_SAFE_INTEGER)
  const type = requireText(fields, 'tooltype')
  if (type.toLowerCase() !== 'mac') throw new ServiceError('NOK:SN', `tooltype is "${type.slice(0, 20)}": all devices of the mock are of type mac`)
  const login = findTool(sandbox, toolId)
  const device = login?.account.devices.find((each) => toolIdOf(login, each) === toolId)
  if (login === undefined || device === undefined) throw new ServiceError('NOK:tool unknown', `no device of this sandbox has the id ${toolId}: loginQuery lists those of a login`)
  sandbox.accounts.put(withoutDevice(login.account, device.id))
  return {}
}

/** The account without a device; with its last one goes the inWebo client. */
function withoutDevice (account: Account, id: string): Account {
  const devices = account.devices.filter((device) => device.id !== id)
  return { ...withService(account, { activated: account.inwebo.activated && devices.length > 0 }), devices }
}
