import type { Account, Frozen } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { AccountView } from '../wire/account.ts'
import { PURPOSES } from '../wire/sms.ts'
import { limitsOf } from './limits.ts'
import { otpsInLastDay } from './otp-quota.ts'

/**
 * An account as it is shown: without the keys of its devices, and its PIN and password only among `secrets`.
 *
 * @param meets the codes that its state leads to, in the words of a face
 */
export function viewAccount (sandbox: Sandbox, account: Account, meets: AccountView['meets'], secrets = false): AccountView {
  const { id, login, customerId, brand, trustedPhoneNumber, pin, pinErrors, blocked, enrollments, otpCount24h, pushAnswer = 'ignore', family = 'psa', password, gigya, profile, devices, inwebo, ...rest } = writableFields(sandbox, account)
  const { otpDailyLimit, ...limits } = limitsOf(sandbox, account)
  const view: Frozen<AccountView> = {
    id,
    login,
    customerId,
    brand,
    trustedPhoneNumber,
    hasPin: pin !== undefined,
    ...secrets && pin !== undefined && { pin },
    pinErrors,
    blocked,
    enrollments,
    otpCount24h,
    devices,
    inwebo,
    ...rest,
    limits: { ...limits, ...otpDailyLimit !== undefined && { otpDailyLimit } },
    pushAnswer,
    family,
    hasPassword: password !== undefined,
    ...secrets && password !== undefined && { password },
    ...gigya !== undefined && { gigya },
    ...profile !== undefined && { profile },
    meets,
    fixture: sandbox.accounts.fixtureState(id),
    pending: pendingOf(sandbox, id)
  }
  return view as AccountView // for the wire: nothing writes to it
}

/** What can be written of an account, as it is now. */
export function writableFields ({ clock }: Sandbox, account: Account) {
  const { otpTimes: _, ...rest } = account
  return {
    ...rest,
    otpCount24h: otpsInLastDay(account, clock.now()),
    devices: account.devices.map(({ inwebo: _, ...shown }) => shown)
  }
}

/** The codes of an account that can still be used. */
const pendingOf = ({ codes, inbox, clock }: Sandbox, account: string): AccountView['pending'] => PURPOSES.flatMap((purpose) => {
  const code = codes.get(account, purpose)
  return code === undefined || code.expiresAt <= clock.now() ? [] : [{ purpose, sms: inbox.withCode(code.id).at(-1)?.id ?? null }]
})
