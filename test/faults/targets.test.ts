import t from 'tap'
import { namedTargets, targetsById } from '../../src/faults/targets-of-rule.ts'
import type { Rule } from '../../src/wire/fault.ts'
import { fewTargets } from '../support/few-targets.ts'

const [certification, modify, otp, token] = ['get.smscode.phoneNumberCertification', 'set.smscode.modifyPhoneNumber', 'inwebo.otp', 'oauth.token']
const reached = (rule: Omit<Rule, 'id' | 'match'> & { match?: Rule['match'] }) => [...targetsById(fewTargets, { id: 'rule', match: {}, ...rule }).keys()]
const named = (match: Rule['match']) => namedTargets(fewTargets, match).map(({ id }) => id)

t.test('a rule names operations by id, by their last part, as a list, by face, or both ways', async (t) => {
  t.strictSame(named({}), [certification, modify, otp, token])
  t.strictSame(named({ operation: 'inwebo.otp' }), [otp])
  t.strictSame(named({ operation: 'modifyPhoneNumber' }), [modify])
  t.strictSame(named({ operation: ['token', 'otp'] }), [otp, token])
  t.strictSame(named({ face: 'pims' }), [certification, modify])
  t.strictSame(named({ operation: ['otp', 'modifyPhoneNumber'], face: 'inwebo' }), [otp])
  t.strictSame(named({ operation: 'smscode' }), [])
})

t.test('a code reaches the operations that document it, and with force every one', async (t) => {
  t.strictSame(reached({ effect: { error: 2310 } }), [modify, otp])
  t.strictSame(reached({ effect: { error: 2310 }, match: { face: 'pims' } }), [modify])
  t.strictSame(reached({ effect: { error: 2310 }, force: false }), [modify, otp])
  t.strictSame(reached({ effect: { error: 2310 }, force: true }), [certification, modify, otp, token])
})

t.test('an SMS is only lost where one is sent, the protocol only varied where it varies; the rest happens anywhere', async (t) => {
  t.strictSame(reached({ effect: { sms: 'drop' } }), [certification])
  t.strictSame(reached({ effect: { sms: 'drop' }, force: true }), [certification])
  t.strictSame(reached({ effect: { otp: 'roll-K1' } }), [otp])
  for (const effect of [null, { transport: 'reset' }, { http: { status: 503 } }] as const) t.equal(reached({ effect }).length, 4, JSON.stringify(effect))
})

t.test('a list of effects reaches what any of them reaches', async (t) => {
  t.strictSame(reached({ effect: [{ sms: 'drop' }, { otp: 'roll-K1' }] }), [certification, otp])
})
