import t from 'tap'
import { draftOf, effectsIn, ruleOfDraft } from '../../console/state/rules/draft.ts'
import type { RuleInput } from '../../console/state/world/wire.ts'

t.test('a rule goes through the form and comes back as it was', async (t) => {
  const rules: readonly RuleInput[] = [
    { match: {}, effect: { error: 2310 } },
    { id: 'a', match: { operation: 'set.smscode.enrollment', face: 'pims', account: 'alice', device: 'd', phoneNumber: '+33639980001' }, effect: { error: 2101, parameter: 'phoneNumber' }, skip: 1, times: 2, probability: 0.5, force: true },
    { match: { operation: ['a', 'b'] }, effect: { error: 2344, component: 'Core' }, delay: 100 },
    { match: {}, effect: { transport: 'hang' }, delay: { min: 1, max: 2 } },
    { match: {}, effect: { http: { status: 503, body: 'down' } }, delay: { median: 300, sigma: 0.5 } },
    { match: {}, effect: { http: { status: 503 } } },
    { match: {}, effect: { sms: 'duplicate' } },
    { match: {}, effect: { sms: { delay: 5000 } } },
    { match: {}, effect: { otp: 'extras' } },
    { match: {}, effect: null, delay: 5 },
    { match: { operation: 'subscribe.signal' }, effect: { error: 2333 }, skip: 1, times: 1, on: 'result' },
    { match: {}, effect: [{ error: 2310 }, { transport: 'reset' }] }
  ]
  for (const rule of rules) t.strictSame(ruleOfDraft(draftOf(rule)), rule)
})

t.test('what the form has no field for becomes a sequence, so that nothing is lost', async (t) => {
  const rare = [{ error: 2204, subCode: { code: 7, label: 'x' } }, { http: { status: 503, headers: { 'retry-after': '5' } } }]
  for (const effect of rare) t.strictSame(ruleOfDraft(draftOf({ effect })), { match: {}, effect: [effect] })
  t.strictSame(ruleOfDraft(draftOf({ effect: { http: { status: 200, body: { a: 1 } } } })), { match: {}, effect: { http: { status: 200, body: '{"a":1}' } } })
})

t.test('an empty form is a rule too', async (t) => {
  t.strictSame(ruleOfDraft(draftOf({})), { match: {}, effect: { error: 2310 } })
  t.strictSame(effectsIn('{'), [])
  t.strictSame(effectsIn('{}'), [])
})
