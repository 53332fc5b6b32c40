import fc from 'fast-check'
import t from 'tap'
import { targets } from '../../src/app.ts'
import { settingsOf } from '../../src/sandbox/settings.ts'
import { Faults } from '../../src/faults/engine.ts'
import type { Call } from '../../src/targets/call.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Rule } from '../../src/wire/fault.ts'
import { configOf } from '../support/start.ts'

const faultsWith = (rules: readonly Rule[]): Faults => {
  const faults = new Faults(new Sandbox('test', { settings: settingsOf(configOf()), targets, fixtures: new Fixtures([]) }))
  for (const rule of rules) faults.put(rule)
  return faults
}
const shadows = (...rules: Array<Partial<Rule>>) => Object.fromEntries(faultsWith(rules.map((rule, index) => ({ id: String(index), match: {}, effect: { error: 2202 }, ...rule }))).shadows)

t.test('a rule is shadowed by a newer one that takes all its requests', async (t) => {
  t.strictSame(shadows({}, {}), { 0: '1' })
  t.strictSame(shadows({}, {}, {}), { 0: '2', 1: '2' })
  t.strictSame(shadows({ match: { account: 'alice' } }, {}), { 0: '1' })
  t.strictSame(shadows({ match: { account: 'alice', device: 'd' } }, { match: { device: 'd' } }), { 0: '1' })
  t.strictSame(shadows({ match: { operation: 'withPIN' } }, { match: { operation: ['withPIN', 'withoutPIN'] } }), { 0: '1' })
  t.strictSame(shadows({}, { times: 3 }), { 0: '1' }, 'as long as it is not used up')
  t.strictSame(shadows({ match: { operation: ['withPIN', 'withoutPIN'] } }, { match: { operation: 'withPIN' } }, { match: { operation: 'withoutPIN' } }), { 0: '1' }, 'two together')
})

t.test('a rule that some request is left to is not shadowed', async (t) => {
  for (const newer of [{ match: { account: 'alice' } }, { match: { operation: 'withPIN' } }, { match: { face: 'pims' as const } }, { skip: 1 }, { probability: 0.5 }, { effect: { error: 2310 } }]) {
    t.strictSame(shadows({}, newer), {}, JSON.stringify(newer))
  }
  t.strictSame(shadows({ match: { account: 'alice' } }, { match: { account: 'bob' } }), {})
  t.strictSame(shadows({ match: { face: 'inwebo' }, effect: { error: 2310 } }, { match: { face: 'inwebo' }, effect: { error: 2308 } }), {}, 'a code hits one step of the device protocol only')
  t.strictSame(shadows({ match: { face: 'inwebo' }, effect: { error: 2310 } }, { match: { face: 'inwebo' }, effect: { transport: 'reset' } }), { 0: '1' })
})

t.test('a rule that is used up shadows nothing, one that has let its requests pass does', async (t) => {
  const rule = { match: {}, effect: { error: 2202 } }
  const faults = faultsWith([{ id: 'old', ...rule }, { id: 'new', ...rule, skip: 1, times: 1 }])
  const call: Call = { operation: 'get.otp.withPIN', account: 'alice', device: undefined, phoneNumber: undefined }
  t.strictSame([...faults.shadows], [])
  t.equal(faults.match(call)?.rule, 'old')
  t.strictSame([...faults.shadows], [['old', 'new']])
  t.equal(faults.match(call)?.rule, 'new')
  t.strictSame([...faults.shadows], [])
})

t.test('a rule that is shadowed gets no request, whoever makes it', async () => {
  const operation = fc.constantFrom('get.otp.withPIN', 'set.smscode.modifyPhoneNumber', 'cvs.token')
  const account = fc.constantFrom('alice', 'bob')
  const device = fc.constantFrom('device-1', 'device-2')
  const rules = fc.array(fc.record({
    match: fc.record({ operation, account, device }, { requiredKeys: [] }),
    effect: fc.constantFrom<Rule['effect']>({ error: 2202 }, { error: 2310 }, { transport: 'reset' }, [{ error: 2202 }, { error: 2310 }]),
    times: fc.integer({ min: 1, max: 2 }),
    skip: fc.nat(1)
  }, { requiredKeys: ['match', 'effect'] }), { maxLength: 8 }).map((list): Rule[] => list.map((rule, index) => ({ id: `rule-${index}`, ...rule })))
  const calls = fc.array(fc.record({ operation, account, device }).map((call): Call => ({ phoneNumber: undefined, ...call })), { maxLength: 10 })
  let shadowed = 0
  fc.assert(fc.property(rules, calls, (rules, calls) => {
    const faults = faultsWith(rules)
    for (const call of calls) {
      const { shadows } = faults
      shadowed += shadows.size
      const rule = faults.match(call)?.rule
      if (rule !== undefined && shadows.has(rule)) throw new Error(`${rule} was hit, though ${shadows.get(rule)} shadows it`)
    }
  }))
  t.ok(shadowed > 50, `${shadowed} shadows`)
})

t.test('a thousand rules are looked through at once', async (t) => {
  const faults = faultsWith(Array.from({ length: 1000 }, (_, index) => ({ id: String(index), match: { account: `account-${index}`, device: `device-${index}`, phoneNumber: `+${index}` }, effect: { error: 2202 } })))
  t.equal(faults.shadows.size, 0)
})
