import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { AccountSchema, completeAccount } from '../../../src/sandbox/accounts/account.ts'

const key = '0123456789abcdef'.repeat(2)
const spent = { defi: 'd', K1: key, at: 0 }
const challenge = { mode: 'otp', value: 'v', at: 0 }
const keys = { id: '432348846', serial: 's', Kma: key, K0: key, K1: key, state: 'active', outstanding: [spent] }

/** Whether an account can be kept whose device has such keys, or that is otherwise so. */
const keeps = (more: object, account: object = {}): boolean => {
  const { devices: [device], ...whole } = completeAccount({ id: 'dave', devices: [{ id: 'phone' }] }, 0)
  return Value.Check(AccountSchema, { ...whole, devices: [{ ...device, inwebo: { ...keys, ...more } }], ...account })
}

t.test('the keys of a device are kept whole: its ids, keys, state, and the one-time passwords that were not redeemed', async (t) => {
  t.ok(keeps({}))
  t.ok(keeps({ secret: key, msId: 'm', challenge, secondRound: true, outstanding: [{ ...spent, replaced: true }] }))
  for (const name of Object.keys(keys)) t.notOk(keeps({ [name]: undefined }), `without ${name}`)
  for (const name of Object.keys(spent)) t.notOk(keeps({ outstanding: [{ ...spent, [name]: undefined }] }), `a password without ${name}`)
  for (const name of Object.keys(challenge)) t.notOk(keeps({ challenge: { ...challenge, [name]: undefined } }), `a challenge without ${name}`)
  for (const bad of [{ more: 1 }, { outstanding: [{ ...spent, more: 1 }] }, { challenge: { ...challenge, more: 1 } }]) t.notOk(keeps(bad), JSON.stringify(bad))
})

t.test('each key is within what the protocol has for it', async (t) => {
  const values: Array<[name: string, good: unknown[], bad: unknown[]]> = [
    ['id', ['100000000'], ['012345678', '12345678', '1234567890', '43234884a']],
    ['serial', ['x', '~'.repeat(99)], ['', '~'.repeat(100), 'a b', 'é']],
    ['Kma', ['0'.repeat(32)], [key.toUpperCase(), key.slice(1), `${key}0`]],
    ['secret', ['f'.repeat(32)], ['g'.repeat(32)]],
    ['state', ['ms-pending', 'active'], ['other']],
    ['secondRound', [false], ['no']],
    ['outstanding', [[], Array(100).fill(spent)], [Array(101).fill(spent)]],
    ['challenge', ['ms', 'otp', 'synchro', 'password', 'reset'].map((mode) => ({ ...challenge, mode })), [{ ...challenge, mode: 'other' }]]
  ]
  for (const [name, good, bad] of values) {
    for (const value of good) t.ok(keeps({ [name]: value }), `${name} takes ${JSON.stringify(value).slice(0, 60)}`)
    for (const value of bad) t.notOk(keeps({ [name]: value }), `${name} refuses ${JSON.stringify(value).slice(0, 60)}`)
  }
})

t.test('the times of one-time passwords are kept, two hundred of them, each with how many there were', async (t) => {
  const time = { at: 0, count: 1 }
  for (const otpTimes of [[], [time], [{ ...time, count: 1_000_000 }], Array(200).fill(time)]) t.ok(keeps({}, { otpTimes }))
  for (const otpTimes of [[{ ...time, count: 0 }], [{ ...time, count: 1_000_001 }], [{ ...time, count: 1.5 }], [{ at: 0 }], [{ count: 1 }], [{ ...time, more: 1 }], Array(201).fill(time)]) t.notOk(keeps({}, { otpTimes }), JSON.stringify(otpTimes).slice(0, 60))
  t.notOk(keeps({}, { more: 1 }), 'and nothing that no account has')
  t.notOk(keeps({}, { devices: Array(101).fill({ id: 'd', name: 'd', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' }) }))
})
