import { DAY } from '../../lib/day.ts'
import { moment } from '../../lib/moment.ts'
import { entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import type { Caller } from '../language/operation.ts'
import { DeviceMap, MAX_REMEMBERED } from './device-map.ts'

/** Milliseconds for which a car key that was verified stays so. */
const LIFE = 90 * DAY

/** When the keys of cars were verified, by account and VIN: milliseconds since 1970, by the clock of the sandbox. */
export class CarKeys extends DeviceMap<number> {
  static readonly key = 'carKeys'
  static readonly StateSchema = entriesSchema(moment(), MAX_REMEMBERED, 'When a car key was verified, by account and VIN')
}

const keyOf = ({ account }: Pick<Caller, 'account'>, vin: string) => `${account.id} ${vin}`

/** What is known of the key of a car. */
export interface CarKey {
  readonly isVerified: boolean
  /** `active` while it is verified, `suspended` after, `disabled` before. */
  readonly status: 'active' | 'suspended' | 'disabled'
  /** Until when it is, or would be if it were verified now: milliseconds since 1970. */
  readonly until: number
}

export function carKeyOf ({ sandbox, account }: Pick<Caller, 'sandbox' | 'account'>, vin: string): CarKey {
  const now = sandbox.clock.now()
  const verifiedAt = sandbox.part(CarKeys).get(keyOf({ account }, vin))
  if (verifiedAt === undefined) return { isVerified: false, status: 'disabled', until: now + LIFE }
  const until = verifiedAt + LIFE
  return { isVerified: now < until, status: now < until ? 'active' : 'suspended', until }
}

/** Verifies the key of a car, anew where it was. */
export function verifyCarKey (caller: Pick<Caller, 'sandbox' | 'account'>, vin: string): CarKey {
  caller.sandbox.part(CarKeys).set(keyOf(caller, vin), caller.sandbox.clock.now())
  return carKeyOf(caller, vin)
}

/** Forgets the key of a car that the account is about to lose. */
export const forgetCarKey = (caller: Pick<Caller, 'sandbox' | 'account'>, vin: string): void => { caller.sandbox.part(CarKeys).delete(keyOf(caller, vin)) }
