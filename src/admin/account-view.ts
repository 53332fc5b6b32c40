import { type Static, Type } from '@sinclair/typebox'
import { limitsOf } from '../inwebo/limits.ts'
import { otpsInLastDay, withOtpCount } from '../inwebo/quota.ts'
import { type Account, AccountInputSchema, AccountSchema, DeviceSchema, LimitsSchema, MAX_DEVICES } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

const hasPin = Type.Boolean({ description: 'Whether a PIN is set; false removes it' })
const { inwebo: _keys, ...device } = DeviceSchema.properties
const { id, login, customerId, brand, trustedPhoneNumber, pin: _pin, otpTimes: _times, limits, devices: _devices, inwebo, application, vehicles, ...counts } = AccountSchema.properties

/** An account as the admin API shows it: without its PIN and the keys of its devices. */
export const AccountViewSchema = Type.Object({
  id,
  login,
  customerId,
  brand,
  trustedPhoneNumber,
  hasPin,
  ...counts,
  limits: LimitsSchema,
  devices: Type.Array(Type.Object(device)),
  inwebo,
  application,
  vehicles
})
export type AccountView = Static<typeof AccountViewSchema>

const { id: optionalId, otpTimes: _inputTimes, devices: _inputDevices, ...input } = AccountInputSchema.properties
const DeviceBodySchema = Type.Object({ ...Type.Partial(Type.Object(device)).properties, id: device.id }, { additionalProperties: false })

/** An account as the admin API takes it: any field may be left out, and what GET showed may be sent back. */
export const AccountBodySchema = Type.Object({
  id: Type.Optional(optionalId),
  ...input,
  limits,
  devices: Type.Optional(Type.Array(DeviceBodySchema, { maxItems: MAX_DEVICES })),
  trustedPhoneNumber: Type.Optional(Type.Union([Type.String(), Type.Integer(), Type.Null()], { description: 'Any usual spelling, or null' })),
  hasPin: Type.Optional(hasPin)
}, { additionalProperties: false })
export type AccountBody = Static<typeof AccountBodySchema>

/** What can be written of an account, as it is now. */
export function writable ({ clock }: Sandbox, account: Account) {
  const { otpTimes: _, ...rest } = account
  return {
    ...rest,
    otpCount24h: otpsInLastDay(account, clock.now()),
    devices: account.devices.map(({ inwebo: _, ...shown }) => shown)
  }
}

export function viewAccount (sandbox: Sandbox, account: Account): AccountView {
  const { id, login, customerId, brand, trustedPhoneNumber, pin, pinErrors, blocked, enrollments, otpCount24h, ...rest } = writable(sandbox, account)
  // A view is a copy for the wire; nothing writes to it.
  return {
    id, login, customerId, brand, trustedPhoneNumber, hasPin: pin !== undefined, pinErrors, blocked, enrollments, otpCount24h, ...rest, limits: limitsOf(sandbox, account)
  } as AccountView
}

/** Keeps what is not shown of an account that is written again: the keys of its devices, when its one-time passwords were made. */
export function keepHidden ({ clock }: Sandbox, account: Account, before: Account | undefined): Account {
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
