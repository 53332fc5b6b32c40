import t from 'tap'
import { readRule } from '../../src/faults/read-rule.ts'
import { Invalid } from '../../src/lib/errors.ts'
import type { RuleInput } from '../../src/wire/fault.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'

const sandbox = fewTargetsSandbox()
const read = (input: RuleInput, id = 'rule') => readRule(sandbox, id, input)
const effect = { error: 2310 }

t.test('a rule is kept as it was sent, without what only says how to read it; its number in E.164', async (t) => {
  t.strictSame(read({ effect }), { id: 'rule', match: {}, effect })
  t.strictSame(read({ id: 'rule', effect, match: { operation: 'otp', phoneNumber: '06 39 98 00 01' }, times: 2, skip: 1, probability: 0.5, force: true, delay: 5 }),
    { id: 'rule', match: { operation: 'otp', phoneNumber: '+33639980001' }, effect, times: 2, skip: 1, probability: 0.5, force: true, delay: 5 })
  t.throws(() => read({ effect, match: { phoneNumber: '12' } }), { message: /^match\.phoneNumber "12" is not a possible phone number/ })
  t.throws(() => read({ id: 'other', effect }), new Invalid('The path says fault "rule", the body "other". Send the same id, or leave it out of the body.'))
})

t.test('an id of digits is a switch for that code, or for what causes it on the network', async (t) => {
  t.strictSame(read({}, '2310'), { id: '2310', match: {}, effect })
  t.strictSame(read({ effect: { error: 2202 } }, '2310').effect, { error: 2202 }, 'an effect of its own comes first')
  t.strictSame(read({ as: 'transport' }, '2202'), { id: '2202', match: {}, effect: { transport: 'reset' } })
  t.throws(() => read({ as: 'transport' }, '2310'), new Invalid('2310 is not a code of the network; 2201, 2202, 2203, 2204 are. Leave "as" out to answer with the code.'))
  for (const id of ['rule', '2310x', 'x2310']) {
    t.throws(() => read({}, id), new Invalid('A fault needs an effect, such as {"error":2310} or {"transport":"reset"}, or null with a delay.'), id)
  }
})

t.test('the effect null needs a delay, and a delay its ends in order', async (t) => {
  t.throws(() => read({ effect: null }), new Invalid('The effect null means a delay alone: add "delay", in milliseconds.'))
  t.match(read({ effect: null, delay: 0 }), { effect: null, delay: 0 })
  t.throws(() => read({ effect, delay: { min: 2, max: 1 } }), new Invalid('delay.min is greater than delay.max.'))
  t.match(read({ effect, delay: { min: 2, max: 2 } }), { delay: { min: 2, max: 2 } })
  t.match(read({ effect, delay: { median: 5, sigma: 1 } }), { delay: { median: 5, sigma: 1 } })
})

t.test('each operation of a rule must be one, by its id or its last part', async (t) => {
  t.doesNotThrow(() => read({ effect, match: { operation: ['inwebo.otp', 'modifyPhoneNumber'] } }))
  t.throws(() => read({ effect, match: { operation: ['otp', 'fly'] } }), new Invalid('match.operation "fly" is not an operation. ' +
    'Use one of get.smscode.phoneNumberCertification, set.smscode.modifyPhoneNumber, inwebo.otp, oauth.token, or its last part.'))
})

t.test('each effect must fit one of the operations at least', async (t) => {
  t.doesNotThrow(() => read({ effect: [{ sms: 'drop' }, { otp: 'new-K1' }, { error: 2101 }] }))
  const message = (effect: string) => `The effect ${effect} fits none of the operations that the rule matches: sms goes with those that send an SMS, otp with inwebo.otp, connack with mqtt.connect, suback with mqtt.subscribe, command with remote commands over MQTT.`
  t.throws(() => read({ effect: [effect, { sms: 'drop' }], match: { operation: 'otp' } }), new Invalid(message('{"sms":"drop"}')))
  t.throws(() => read({ effect: { otp: 'new-K1' }, match: { face: 'pims' } }), new Invalid(message('{"otp":"new-K1"}')))
  t.throws(() => read({ effect: { http: { status: 200, headers: { TE: 'x' } } } }), { message: /^http\.headers must not have "TE"/ })
})

t.test('a code that no operation of the rule documents is refused with those that are, in order and once each', async (t) => {
  t.throws(() => read({ effect: { error: 2101 }, match: { operation: ['modifyPhoneNumber', 'token', 'otp'] } }),
    new Invalid('2101 is not documented for any operation that the rule matches. Documented: 2202, 2204, 2310. 2101 reaches phoneNumberCertification of pims. "force": true raises it all the same.'))
  t.doesNotThrow(() => read({ effect: { error: 2101 }, match: { operation: 'otp' }, force: true }))
  t.throws(() => read({ effect: { error: 9999 }, force: true }),
    new Invalid('There is no code 9999. GET /admin/contract lists the codes of each operation.'))
})

t.test('a code of another system goes beneath those that have one', async (t) => {
  const subCode = { code: 7, label: 'seven' }
  t.match(read({ effect: { error: 2204, subCode } }), { effect: { subCode } })
  t.throws(() => read({ effect: { error: 2310, subCode } }), new Invalid('2310 has no subCode. It goes with 2204, 2205, 2209.'))
})
