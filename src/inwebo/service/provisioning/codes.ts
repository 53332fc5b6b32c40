import { DAY } from '../../../lib/day.ts'
import { limitsOf } from '../../../accounts/limits.ts'
import type { Account } from '../../../sandbox/accounts/account.ts'
import type { PendingCode } from '../../../sandbox/codes.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { ServiceError } from '../err.ts'
import { requireText } from '../fields.ts'
import type { Output, ServiceFields } from '../operation.ts'
import { Directory, type DormantCode } from './directory.ts'
import { checkConsole, type Login, requireLogin, requireNumber } from './read-fields.ts'

/** Milliseconds that a code lives which does nothing yet (docs/reference/service-api.md#3-soap-consoleadmin). */
const DORMANT_LIFE = 21 * DAY

/** Kinds of codes, by `codetype`; between them is one that has to be activated. */
const ACTIVE = 0
const LINK = 2

interface Issue {
  readonly purpose: DormantCode['purpose']
  readonly type: number
  readonly replacesDevices?: true
}

export const readCodeType = (fields: ServiceFields): number => requireNumber(fields, 'codetype', ACTIVE, LINK)

/** Gives an account a code in place of any that it has for the purpose; answers it. */
export function issueCode (sandbox: Sandbox, account: Account, { purpose, type, replacesDevices }: Issue): string {
  const { settings, random, clock } = sandbox
  const code = type === LINK ? random.secretHex(32) : settings.smsCode ?? random.digits(settings.activationCodeLength)
  setDormant(sandbox, account, undefined)
  if (type === ACTIVE) return activate(sandbox, account, code, purpose, replacesDevices).code
  const pending = sandbox.codes.get(account.id, purpose)
  if (pending !== undefined) sandbox.codes.end(pending, 'replaced')
  setDormant(sandbox, account, { kind: type === LINK ? 'link' : 'inactive', code, purpose, expiresAt: clock.now() + DORMANT_LIFE })
  return code
}

/** Makes a code work, for as long as one of an SMS does. */
function activate (sandbox: Sandbox, account: Account, code: string, purpose: DormantCode['purpose'], replacesDevices?: true): PendingCode {
  const now = sandbox.clock.now()
  const { activationCodeTtl } = limitsOf(sandbox, account)
  return sandbox.codes.issue({ account: account.id, purpose, code, phoneNumber: account.trustedPhoneNumber ?? '', sentAt: now, expiresAt: now + activationCodeTtl, ...replacesDevices === true && { replacesDevices } })
}

function setDormant (sandbox: Sandbox, account: Account, dormant: DormantCode | undefined): void {
  const directory = sandbox.part(Directory)
  const { dormant: _, ...entry } = directory.of(account)
  directory.put(account.id, dormant === undefined ? entry : { ...entry, dormant })
}

/** The state of a login's code, as queries show it. */
export function describeCode (sandbox: Sandbox, { account, entry: { dormant } }: Login): string {
  const now = sandbox.clock.now()
  const pending = pendingCode(sandbox, account)
  const isFollowed = dormant?.codeId !== undefined && (pending?.id === dormant.codeId || isUsed(sandbox, dormant))
  if (dormant !== undefined && !isFollowed) return dormant.expiresAt <= now ? 'expired' : dormant.kind === 'link' ? 'link' : `in:${dormant.code}`
  if (pending !== undefined) return pending.expiresAt <= now ? 'expired' : pending.code
  return account.inwebo.activated ? 'ok' : 'expired'
}

const pendingCode = ({ codes }: Sandbox, { id }: Account): PendingCode | undefined => codes.get(id, 'enrollment') ?? codes.get(id, 'resetPIN')

/** Whether a device has enrolled with a code that a link led to. */
const isUsed = ({ codes }: Sandbox, { codeId }: DormantCode): boolean => codeId !== undefined && codes.ended(codeId)?.end === 'used'

/** The code of a login's activation link, as long as it leads anywhere; else empty. */
export const linkCodeOf = (sandbox: Sandbox, { entry: { dormant } }: Login): string =>
  dormant?.kind === 'link' && !isUsed(sandbox, dormant) ? dormant.code : ''

/** @throws ServiceError where the login has no code of this kind that lives */
function requireDormant (sandbox: Sandbox, dormant: DormantCode | undefined, kind: DormantCode['kind']): DormantCode {
  if (dormant?.kind !== kind) throw new ServiceError('NOK:code unknown', `there is no code that is ${kind === 'link' ? 'of a link' : 'inactive'}`)
  if (dormant.expiresAt <= sandbox.clock.now()) throw new ServiceError('NOK:code expired', `the code expired at ${new Date(dormant.expiresAt).toISOString()}`)
  return dormant
}

export function activateCode (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const { account, entry } = requireLogin(sandbox, fields)
  const { code, purpose } = requireDormant(sandbox, entry.dormant, 'inactive')
  setDormant(sandbox, account, undefined)
  activate(sandbox, account, code, purpose)
  return {}
}

/** The code of an activation link leads to one that a device enrols with: the same as long as it lives, until a device has. */
export function followLink (sandbox: Sandbox, fields: ServiceFields): Output {
  const { accounts, codes, settings, random, clock } = sandbox
  const directory = sandbox.part(Directory)
  const holder = directory.holderOf(requireText(fields, 'code'))
  const account = holder === undefined ? undefined : accounts.get(holder)
  if (account === undefined) throw new ServiceError('NOK:code unknown', 'code is of no activation link: it is wrong, or was replaced')
  const { loginId, dormant } = directory.of(account)
  const link = requireDormant(sandbox, dormant, 'link')
  if (isUsed(sandbox, link)) throw new ServiceError('NOK:code unknown', 'the activation link was used: a device has enrolled with its code')
  const known = codes.get(account.id, link.purpose)
  const isAlive = known?.id === link.codeId && known !== undefined && known.expiresAt > clock.now()
  const { id: codeId, code } = isAlive ? known : activate(sandbox, account, settings.smsCode ?? random.digits(settings.activationCodeLength), link.purpose)
  setDormant(sandbox, account, { ...link, codeId })
  return { code, id: loginId, text: code }
}

/** A code for one more device. @throws ServiceError where the user has no PIN yet */
export function addDevice (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const { account } = requireLogin(sandbox, fields)
  const type = readCodeType(fields)
  if (account.pin === undefined) throw new ServiceError('NOK:NoPassword', `${account.id} has no PIN yet, so the first device has to be enrolled before`)
  return { text: issueCode(sandbox, account, { purpose: 'enrollment', type }) }
}

/** A code with which the user chooses another PIN, also one that is blocked. */
export function resetPassword (sandbox: Sandbox, fields: ServiceFields): string {
  checkConsole(fields)
  const { account } = requireLogin(sandbox, fields)
  const type = fields.codetype === undefined ? ACTIVE : readCodeType(fields)
  return issueCode(sandbox, account, { purpose: 'resetPIN', type })
}

/** A code whose device takes the place of all others. */
export function restoreLogin (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const { account } = requireLogin(sandbox, fields)
  return { text: issueCode(sandbox, account, { purpose: 'enrollment', type: ACTIVE, replacesDevices: true }) }
}

/** Says whether the code of a login could be sent to its address; the mock sends no mail. */
export function sendByMail (sandbox: Sandbox, fields: ServiceFields): Output {
  checkConsole(fields)
  const { account, entry } = requireLogin(sandbox, fields)
  if (entry.mail === '') throw new ServiceError('NOK:no mail', `${account.id} has no mail address`)
  if (entry.dormant === undefined && pendingCode(sandbox, account) === undefined) throw new ServiceError('NOK:code unknown', `${account.id} has no code to send`)
  return {}
}
