import t from 'tap'
import { findListMistake, findMistake } from '../../../src/sandbox/accounts/check-accounts.ts'

const [TIME, NO_TIME] = ['2026-02-28T00:00:00Z', '2026-02-30T00:00:00Z']

t.test('an account without devices and without an account at Gigya has no mistake, nor has one whose times are times or left out', async (t) => {
  t.equal(findMistake({}), undefined)
  t.equal(findMistake({ devices: [{ id: 'a' }, { id: 'b', enrolledAt: TIME }], gigya: { lockedUntil: TIME, resetMailAt: null } }), undefined)
  t.equal(findMistake({ gigya: {} }), undefined)
})

t.test('a device that is there twice, and a time that is none, are named with their path', async (t) => {
  t.equal(findMistake({ devices: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }), 'devices.2.id repeats "a"')
  t.equal(findMistake({ devices: [{ id: 'a', enrolledAt: TIME }, { id: 'b', enrolledAt: NO_TIME }] }), `devices.1.enrolledAt "${NO_TIME}" is not a time`)
  t.equal(findMistake({ gigya: { lockedUntil: NO_TIME } }), `gigya.lockedUntil "${NO_TIME}" is not a time`)
  t.equal(findMistake({ gigya: { lockedUntil: TIME, resetMailAt: NO_TIME } }), `gigya.resetMailAt "${NO_TIME}" is not a time`)
})

t.test('of a list the first mistake is told, with the place of the account; of an account that is there twice the second', async (t) => {
  t.equal(findListMistake([]), undefined)
  t.equal(findListMistake([{ id: 'a' }, { id: 'b' }]), undefined)
  t.equal(findListMistake([{ id: 'a' }, { id: 'b' }, { id: 'a' }]), '2.id repeats "a"')
  t.equal(findListMistake([{ id: 'a' }, { id: 'b', gigya: { resetMailAt: NO_TIME } }]), `1.gigya.resetMailAt "${NO_TIME}" is not a time`)
})
