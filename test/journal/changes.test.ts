import t from 'tap'
import { describeChanges } from '../../src/journal/changes.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import { completeVehicle } from '../../src/vehicles/vehicle.ts'
import { carol } from '../support/inwebo.ts'

const change = (before: Account | undefined, after: Account | undefined, id = 'carol') => ({ id, before, after })
const device = { id: 'device-1', name: 'A phone', enabled: true, enrolledAt: '2026-01-01T12:00:00Z' }
/** What became of Carol's fields. */
const became = (changed: Partial<Account>, before: Account = carol) => describeChanges([change(before, { ...before, ...changed })])

t.test('each field that is another now is told, those of objects by their path', async (t) => {
  t.strictSame(became({ trustedPhoneNumber: null, pinErrors: 1 }), [
    { account: 'carol', field: 'trustedPhoneNumber', from: '+33639980003', to: null },
    { account: 'carol', field: 'pinErrors', from: 0, to: 1 }
  ])
  t.strictSame(became({ inwebo: { ...carol.inwebo, upgradable: true } }), [{ account: 'carol', field: 'inwebo.upgradable', from: false, to: true }])
  t.strictSame(became({ application: { ...carol.application, core: 'misconfigured' } }), [{ account: 'carol', field: 'application.core', from: 'configured', to: 'misconfigured' }])
  t.strictSame(became({ limits: { maxPinErrors: 5 } }), [{ account: 'carol', field: 'limits.maxPinErrors', from: null, to: 5 }])
  t.strictSame(became({ inwebo: { ...carol.inwebo }, devices: [] }), [], 'the same in another object is no change')
})

t.test('a PIN is masked, and whether there is one is not', async (t) => {
  t.strictSame(became({ pin: '1234' }), [{ account: 'carol', field: 'pin', from: null, to: '***' }])
  t.strictSame(became({ pin: '1234' }, { ...carol, pin: '9999' }), [{ account: 'carol', field: 'pin', from: '***', to: '***' }])
})

t.test('a list is shown by the ids in it, or by its length where it has none', async (t) => {
  t.strictSame(became({ devices: [device, { ...device, id: 'device-2' }] }), [{ account: 'carol', field: 'devices', from: [], to: ['device-1', 'device-2'] }])
  t.strictSame(became({ otpTimes: [{ at: 1, count: 1 }, { at: 2, count: 1 }] }), [{ account: 'carol', field: 'otpTimes', from: null, to: 2 }])
})

t.test('changes of one account come together: from before the first to after the last', async (t) => {
  const [one, two] = [{ ...carol, pinErrors: 1 }, { ...carol, pinErrors: 2 }]
  t.strictSame(describeChanges([change(carol, one), change(one, two)]), [{ account: 'carol', field: 'pinErrors', from: 0, to: 2 }])
  t.strictSame(describeChanges([change(carol, one), change(one, carol)]), [])
  t.strictSame(describeChanges([change(carol, one), change(carol, two, 'dave')]), [
    { account: 'carol', field: 'pinErrors', from: 0, to: 1 },
    { account: 'dave', field: 'pinErrors', from: 0, to: 2 }
  ])
})

t.test('an account that is made or deleted is one change', async (t) => {
  t.strictSame(describeChanges([change(undefined, carol)]), [{ account: 'carol', field: '*', from: null, to: 'carol' }])
  t.strictSame(describeChanges([change(carol, undefined)]), [{ account: 'carol', field: '*', from: 'carol', to: null }])
  t.strictSame(describeChanges([change(undefined, carol), change(carol, undefined)]), [], 'both is none')
})

t.test('a field of a car that is another now is told with its VIN, and not that it told of itself', async (t) => {
  const before = completeVehicle('VR3UHZKXZL0000001', { doors: { state: ['Locked'] } }, 0)
  const after = { ...before, updatedAt: 9, speed: 30, doors: { ...before.doors, state: ['Unlocked'] } }
  t.strictSame(describeChanges([], [{ account: 'alice', vin: before.vin, before, after }]), [
    { account: 'alice', vehicle: 'VR3UHZKXZL0000001', field: 'doors.state', from: ['Locked'], to: ['Unlocked'] },
    { account: 'alice', vehicle: 'VR3UHZKXZL0000001', field: 'speed', from: 0, to: 30 }
  ])
})
