import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { type Account, type AccountInput, AccountInputSchema, AccountSchema, completeAccount, deviceOf, isAccountId, isLogin, weightOfAccount, withService } from '../../../src/sandbox/accounts/account.ts'

const NOW = Date.parse('2026-01-01T12:00:00Z')
const complete = (more: Partial<AccountInput> = {}): Account => completeAccount({ id: 'dave', ...more }, NOW)

t.test('an account of which nothing is said has no device, no number and no PIN, and its strong authentication is in order', async (t) => {
  const { vehicles, ...account } = complete()
  t.strictSame(account, {
    id: 'dave',
    login: 'dave@example.com',
    customerId: 'AP-ACNT-dave',
    brand: 'Peugeot',
    trustedPhoneNumber: null,
    pinErrors: 0,
    blocked: 'NotBlocked',
    enrollments: 0,
    otpCount24h: 0,
    devices: [],
    inwebo: { activated: false, services: 1, access: 'granted', libraryVersion: '0.2.11', minLibraryVersion: '0.2.0', synchronised: true, postSync: 'ok', upgradable: false },
    application: { core: 'configured', strongAuthentication: 'configured' }
  })
  t.match(vehicles, [{ vin: /^VR3UHZKXZM\d{7}$/ }])
  t.equal(vehicles.length, 1)
})

t.test('all that is said of an account stays as it was said', async (t) => {
  const said: AccountInput = {
    id: 'dave',
    login: 'd@example.org',
    customerId: 'c1',
    brand: 'Opel',
    trustedPhoneNumber: '+33639980004',
    pin: '1234',
    pinErrors: 1,
    blocked: 'PinBlocked',
    enrollments: 7,
    otpCount24h: 2,
    otpTimes: [{ at: NOW, count: 2 }],
    limits: { maxPinErrors: 5 },
    pushAnswer: 'accept',
    family: 'fca',
    password: 'secret',
    profile: { firstName: 'Dave' },
    gigya: { verified: false, profileComplete: false, loginProviders: ['site'], passwordErrors: 1, lockedUntil: null, resetMailAt: null },
    devices: [{ id: 'phone', name: 'Phone', enabled: false, enrolledAt: '2025-01-01T00:00:00Z' }],
    inwebo: { activated: true, services: 0, access: 'refused', libraryVersion: '1', minLibraryVersion: '2', synchronised: false, postSync: 'failed', upgradable: true },
    application: { core: 'misconfigured', strongAuthentication: 'misconfigured' },
    vehicles: []
  }
  t.strictSame(completeAccount(said, NOW), said)
  t.ok(Value.Check(AccountSchema, said))
})

t.test('an account with devices was activated by enrolling each, and a device goes by its id, is enabled and enrolled now', async (t) => {
  const account = complete({ devices: [{ id: 'phone' }, { id: 'tablet', enabled: false }] })
  t.match(account, { enrollments: 2, inwebo: { activated: true } })
  t.strictSame(account.devices, [
    { id: 'phone', name: 'phone', enabled: true, enrolledAt: '2026-01-01T12:00:00.000Z' },
    { id: 'tablet', name: 'tablet', enabled: false, enrolledAt: '2026-01-01T12:00:00.000Z' }
  ])
  t.equal(deviceOf(account, 'tablet'), account.devices[1])
  t.equal(deviceOf(account, 'Tablet'), undefined)
})

t.test('a login and a customer id come of the id and the brand', async (t) => {
  t.equal(complete({ id: 'dave@example.org' }).login, 'dave@example.org')
  for (const [brand, prefix] of [['Peugeot', 'AP'], ['Citroen', 'AC'], ['Ds', 'AC'], ['Opel', 'OP'], ['Vauxhall', 'VX']] as const) t.equal(complete({ brand }).customerId, `${prefix}-ACNT-dave`)
})

t.test('the car of an account is always the same, and another for each account', async (t) => {
  const vin = (id: string) => complete({ id }).vehicles[0]?.vin
  const ids = Array.from({ length: 300 }, (_, index) => `account-${index}`)
  t.equal(vin('dave'), complete().vehicles[0]?.vin)
  t.equal(new Set([...ids, 'ab', 'ba', 'a', 'aa', 'x'.repeat(64)].map(vin)).size, 305)
  for (const id of ['a', 'x'.repeat(64)]) t.match(vin(id), /^VR3UHZKXZM\d{7}$/)
})

t.test('users of FCA\'s brands, and those of whom it is said, have an account at Gigya, in good order but for what is said; what is as without saying is not kept', async (t) => {
  const gigya = { verified: true, profileComplete: true, loginProviders: ['apple', 'yahoo', 'google', 'facebook', 'linkedin', 'twitter', 'mopar', 'site'], passwordErrors: 0, lockedUntil: null, resetMailAt: null }
  t.strictSame(complete({ family: 'fca' }).gigya, gigya)
  t.strictSame(complete({ gigya: { verified: false } }).gigya, { ...gigya, verified: false })
  t.strictSame(complete({ family: 'psa', pushAnswer: 'ignore' }), complete())
})

t.test('a change of its inWebo service leaves the rest of an account, and the account before, as they are', async (t) => {
  const account = complete()
  const before = structuredClone(account)
  t.strictSame(withService(account, { services: 0 }), { ...before, inwebo: { ...before.inwebo, services: 0 } })
  t.strictSame(account, before)
})

t.test('an account weighs by its devices, its cars and what is known of the person; one that is deleted a little, nothing nothing', async (t) => {
  const empty = complete({ vehicles: [] })
  const more = (input: Partial<AccountInput>) => weightOfAccount(complete({ vehicles: [], ...input })) - weightOfAccount(empty)
  t.strictSame([weightOfAccount(undefined), weightOfAccount(null), weightOfAccount(empty)], [0, 700, 700])
  t.strictSame([more({ devices: [{ id: 'a' }, { id: 'b' }] }), more({ vehicles: [{ vin: 'a' }] })], [1200, 600])
  t.strictSame([more({ gigya: {} }), more({ password: 'secret' }), more({ profile: {} }), more({ profile: { firstName: 'Dave', country: 'FR' }, password: 'secret' })], [700, 12, 600, 600 + 2 * 12])
})

t.test('an id is one that can be a bearer token, a login any line', async (t) => {
  t.strictSame(['a', 'A.b_c@d-1', 'x'.repeat(64), '', '.a', 'a b', 'x'.repeat(65)].filter(isAccountId), ['a', 'A.b_c@d-1', 'x'.repeat(64)])
  t.strictSame(['a', 'é b', 'x'.repeat(200), '', 'a\nb', 'x'.repeat(201)].filter(isLogin), ['a', 'é b', 'x'.repeat(200)])
})

t.test('a file of accounts may leave out all but the ids, and says nothing that no account has', async (t) => {
  const takes = (more: object) => Value.Check(AccountInputSchema, { id: 'dave', ...more })
  const [inwebo, gigya, application, device] = [{ services: 2 }, { verified: false }, { core: 'misconfigured' }, { id: 'phone' }]
  for (const good of [{}, { inwebo }, { gigya }, { application }, { devices: [device] }, { devices: [] }, { devices: Array(100).fill(device) }]) t.ok(takes(good), JSON.stringify(good).slice(0, 60))
  for (const bad of [{ id: undefined }, { more: 1 }, { inwebo: { more: 1 } }, { gigya: { more: 1 } }, { application: { more: 1 } }, { devices: [{ name: 'x' }] }, { devices: [{ ...device, more: 1 }] }, { devices: Array(101).fill(device) }]) t.notOk(takes(bad), JSON.stringify(bad).slice(0, 60))
})
