import fc from 'fast-check'
import t from 'tap'
import { Faults } from '../../src/faults/engine.ts'
import type { Call } from '../../src/targets/call.ts'
import { targets } from '../../src/app.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { settingsOf } from '../../src/sandbox/settings.ts'
import { configOf } from '../support/start.ts'
import type { Rule } from '../../src/wire/fault.ts'

const faultsOf = () => new Faults(new Sandbox('test', { settings: settingsOf(configOf()), targets, fixtures: new Fixtures([]) }))

const operation = fc.constantFrom('get.smscode.phoneNumberCertification', 'set.smscode.modifyPhoneNumber', 'get.otp.withPIN')
const account = fc.constantFrom('alice', 'bob')
const device = fc.constantFrom('device-1', 'device-2')
const phoneNumber = fc.constantFrom('+33612345678', '+33687654321')
const calls = fc.array(fc.record({ operation, account: fc.option(account, { nil: undefined }), device, phoneNumber: fc.option(phoneNumber, { nil: undefined }) }), { maxLength: 40 })
const rules = fc.array(fc.record({
  match: fc.record({ operation, account, device, phoneNumber }, { requiredKeys: [] }),
  effect: fc.constantFrom<Rule['effect']>({ error: 2202 }, { error: 2310 }, { transport: 'reset' }, [{ error: 2202 }, { error: 2310 }]),
  skip: fc.nat(2),
  times: fc.integer({ min: 1, max: 3 })
}, { requiredKeys: ['match', 'effect'] }), { maxLength: 12 }).map((list): Rule[] => list.map((rule, index) => ({ id: `rule-${index}`, ...rule })))

/** The same decisions by looking at every rule every time. */
function simpleFaults (rules: readonly Rule[]) {
  const state = rules.map((rule) => ({ rule, seen: 0, hits: 0 })).reverse()
  return ({ operation, account, device, phoneNumber }: Call): string | undefined => {
    for (const one of state) {
      const { match, effect, times = Infinity, skip = 0 } = one.rule
      const list = Array.isArray(effect) ? effect : undefined
      const next = list === undefined ? effect : list[one.hits]
      if (one.hits >= times || next === undefined) continue
      if (match.operation !== undefined && match.operation !== operation) continue
      if (match.account !== undefined && match.account !== account) continue
      if (match.device !== undefined && match.device !== device) continue
      if (match.phoneNumber !== undefined && match.phoneNumber !== phoneNumber) continue
      const documented: readonly number[] = (operation === undefined ? undefined : targets.get(operation))?.errors ?? []
      if (next !== null && 'error' in next && !documented.includes(next.error)) continue
      if (one.seen++ < skip) continue
      one.hits++
      return `${one.rule.id} ${JSON.stringify(next)}`
    }
    return undefined
  }
}

t.test('decides as if it looked at every rule, newest first', async () => {
  fc.assert(fc.property(rules, calls, (rules, calls) => {
    const faults = faultsOf()
    for (const rule of rules) faults.put(rule)
    const decide = simpleFaults(rules)
    for (const call of calls) {
      const hit = faults.match(call)
      const ours = hit === undefined ? undefined : `${hit.rule} ${JSON.stringify(hit.effect)}`
      if (ours !== decide(call)) throw new Error(`${ours} for ${JSON.stringify(call)}`)
    }
  }))
})

const call: Call = { operation: 'set.smscode.modifyPhoneNumber', account: 'alice', device: undefined, phoneNumber: undefined }
const match = (faults: Faults, times: number) => Array.from({ length: times }, () => faults.match(call))

t.test('probability is drawn from the seeded generator', async (t) => {
  const hits = () => {
    const faults = faultsOf()
    faults.put({ id: 'half', match: {}, effect: { error: 2204 }, probability: 0.5 })
    return match(faults, 400).map((hit) => hit !== undefined)
  }
  t.strictSame(hits(), hits())
  const share = hits().filter(Boolean).length / 400
  t.ok(share > 0.4 && share < 0.6, `${share}`)
})

t.test('a delay is fixed, uniform, or log-normal around its median', async (t) => {
  const delays = (delay: Rule['delay'] & {}) => {
    const faults = faultsOf()
    faults.put({ id: 'slow', match: {}, effect: null, delay })
    return match(faults, 401).map((hit) => hit?.delay ?? NaN).sort((a, b) => a - b)
  }
  t.strictSame(new Set(delays(5)), new Set([5]))
  const uniform = delays({ min: 10, max: 20 })
  t.ok((uniform[0] ?? 0) >= 10 && (uniform[400] ?? 0) < 20 && Math.abs((uniform[200] ?? 0) - 15) < 1.5)
  const normal = delays({ median: 800, sigma: 0.5 })
  t.ok(Math.abs((normal[200] ?? 0) - 800) < 80 && (normal[400] ?? 0) > 1600 && (normal[0] ?? 0) < 400)
})

t.test('a rule put again starts anew, as the newest', async (t) => {
  const faults = faultsOf()
  faults.put({ id: 'a', match: {}, effect: { error: 2204 }, times: 1 })
  faults.put({ id: 'b', match: {}, effect: { error: 2202 } })
  t.equal(faults.match(call)?.rule, 'b')
  faults.put({ id: 'a', match: {}, effect: { error: 2204 }, times: 1 })
  t.strictSame(match(faults, 2).map((hit) => hit?.rule), ['a', 'b'])
})

t.test('a rule restored with its counters goes on where it was', async (t) => {
  const faults = faultsOf()
  const rule: Rule = { id: 'a', match: {}, effect: { error: 2204 }, skip: 1, times: 2 }
  t.match(faults.put(rule, { seen: 2, hits: 1 }), { hits: 1, remaining: 1 })
  t.strictSame(match(faults, 2).map((hit) => hit?.rule), ['a', undefined])
  faults.put(rule, { seen: 3, hits: 2 })
  t.equal(faults.match(call), undefined)
})
