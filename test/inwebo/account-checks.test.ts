import t from 'tap'
import { checkAccess, checkLibrary, checkNotBlocked, checkOtpQuota, checkService, failIfPostSyncFails, refusalsOf } from '../../src/inwebo/account-checks.ts'
import type { InweboError } from '../../src/inwebo/inwebo-error.ts'
import { CODES_OF_REFUSALS } from '../../src/pims/codes-of-refusals.ts'
import { limitsOf } from '../../src/accounts/limits.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import { caught } from '../support/caught.ts'
import { carol, inweboWorld } from '../support/inwebo.ts'

const good: Account = { ...carol, inwebo: { ...carol.inwebo, activated: true } }
const service = (changed: Partial<Account['inwebo']>): Account => ({ ...good, inwebo: { ...good.inwebo, ...changed } })

/** A state, what it is refused as and the PIMS code that means the same, in the order of the checks. */
const STATES: ReadonlyArray<[Account, InweboError['refusal'], number, RegExp]> = [
  [{ ...good, blocked: 'AccountBlocked' }, 'blocked', 2310, /the account is blocked \(AccountBlocked\); remove all enrolments/],
  [{ ...good, blocked: 'PinBlocked' }, 'pin-blocked', 2317, /the PIN is blocked \(PinBlocked\).*reset the PIN or remove all enrolments/],
  [service({ synchronised: false }), 'not-synchronised', 2311, /the account is not synchronised/],
  [service({ activated: false }), 'not-activated', 2313, /the user has no inWebo client/],
  [service({ services: 0 }), 'no-service', 2314, /the user has no service/],
  [service({ access: 'refused' }), 'access-refused', 2308, /the account is refused access/],
  [service({ libraryVersion: '0.1.9' }), 'old-library', 2309, /the library is older than 0.2.0, which the account demands/],
  [service({ upgradable: true }), 'upgrade-required', 2317, /the account has to be upgraded/]
]

for (const [account, refusal, code, message] of STATES) {
  t.test(`${String(message)} → ${refusal}, ${code}`, async (t) => {
    t.match(caught(() => checkService(account)), { refusal, message })
    t.equal(CODES_OF_REFUSALS[refusal][0], code)
  })
}

t.test('of several states the first in this order is told', async (t) => {
  for (const [index, [, refusal]] of STATES.entries()) {
    const all = STATES.slice(index).reduceRight((account, [state]): Account => ({
      ...account,
      ...state.blocked !== 'NotBlocked' && { blocked: state.blocked },
      inwebo: { ...account.inwebo, ...Object.fromEntries(Object.entries(state.inwebo).filter(([key, value]) => Reflect.get(good.inwebo, key) !== value)) }
    }), good)
    t.match(caught(() => checkService(all)), { refusal }, refusal)
  }
})

t.test('all that is not in order is told, in the order of the checks', async (t) => {
  t.strictSame(refusalsOf(good), [])
  const worst = { ...service({ synchronised: false, activated: false, services: 0, access: 'refused', minLibraryVersion: '9.0', upgradable: true, postSync: 'failed' }), blocked: 'AccountBlocked' } as const
  t.strictSame(refusalsOf(worst).map(({ refusal }) => refusal), ['blocked', 'not-synchronised', 'not-activated', 'no-service', 'access-refused', 'old-library', 'upgrade-required', 'sync-failed'])
  t.strictSame(refusalsOf(service({ services: 0 })).map(({ message }) => message), ['the user has no service'])
})

t.test('an account in good order passes, and so does a state that is only shown', async (t) => {
  t.doesNotThrow(() => checkService(good))
  t.doesNotThrow(() => checkNotBlocked({ ...good, blocked: 'Unknown' }))
  t.doesNotThrow(() => checkAccess(service({ upgradable: true })), 'access does not ask for the upgrade')
  t.doesNotThrow(() => failIfPostSyncFails(good))
  t.match(caught(() => failIfPostSyncFails(service({ postSync: 'failed' }))), { refusal: 'sync-failed', message: /done, but the post-synchronisation of the account fails/ })
})

t.test('the library may be too old by the account or by what the client says', async (t) => {
  const demanding = service({ libraryVersion: '0.2.11', minLibraryVersion: '0.2.5' })
  t.doesNotThrow(() => checkLibrary(demanding))
  t.doesNotThrow(() => checkLibrary(demanding, '0.2.5'))
  t.match(caught(() => checkLibrary(demanding, '0.2.4')), { refusal: 'old-library' })
  t.match(caught(() => checkLibrary(service({ libraryVersion: '0.2.4', minLibraryVersion: '0.2.5' }), '9.0')), { refusal: 'old-library' }, 'the account counts as well')
  t.match(caught(() => checkService(demanding, '0.2.4')), { refusal: 'old-library' })
})

t.test('the quota is reached at its limit, and none is none', async (t) => {
  const { sandbox } = inweboWorld({ otpDailyLimit: 2 })
  t.doesNotThrow(() => checkOtpQuota(sandbox, { ...good, otpCount24h: 1 }))
  t.match(caught(() => checkOtpQuota(sandbox, { ...good, otpCount24h: 2 })), { refusal: 'otp-limit', message: '2 one-time passwords were made in the last 24 hours; the limit is 2' })
  t.doesNotThrow(() => checkOtpQuota(inweboWorld().sandbox, { ...good, otpCount24h: 1_000_000 }))
})

t.test('the limits of an account come before those of the sandbox', async (t) => {
  const { sandbox } = inweboWorld({ otpDailyLimit: 6 })
  t.strictSame(limitsOf(sandbox, good), { maxPinErrors: 3, maxEnrollments: 20, otpDailyLimit: 6, activationCodeTtl: 900_000, challengeTtl: 60_000 })
  const limits = { maxPinErrors: 1, maxEnrollments: 2, otpDailyLimit: 3, activationCodeTtl: 4, challengeTtl: 5 }
  t.strictSame(limitsOf(sandbox, { ...good, limits }), limits)
})
