import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { checkEffect, describeTakers, type Effect, EffectSchema, explainEffect, fits, hitsEveryStep, HTTP_KINDS } from '../../src/effects/index.ts'
import { Invalid } from '../../src/lib/errors.ts'
import { ANSWER_VARIATIONS, CAR_VARIATIONS, OTP_VARIATIONS, TRANSPORTS } from '../../src/words/effects.ts'

const ALL = [...HTTP_KINDS, 'sms', 'otp', 'connack', 'suback', 'command'] as const
const taker = { takes: HTTP_KINDS, errors: [2101] }
const EFFECTS: readonly Effect[] = [
  { error: 2101 }, { http: { status: 503 } }, { sms: 'drop' }, { sms: { delay: 1 } },
  ...TRANSPORTS.map((transport) => ({ transport })), ...OTP_VARIATIONS.map((otp) => ({ otp })),
  { connack: 3 }, { suback: 128 }, { command: { returnCode: '400' } }, { command: { returnCode: '400', accepted: true } },
  ...ANSWER_VARIATIONS.map((answers) => ({ command: { answers } })), ...CAR_VARIATIONS.map((car) => ({ command: { car } }))
]

t.test('without force a code must be documented', async (t) => {
  t.strictSame([fits({ error: 2101 }, taker), fits({ error: 2310 }, taker), fits({ error: 2310 }, taker, true)], [true, false, true])
})

t.test('an effect fits the operations that take its kind, whatever the force; null fits all', async (t) => {
  for (const effect of EFFECTS) {
    const name = JSON.stringify(effect)
    t.ok(fits(effect, { takes: ALL, errors: [2101] }), name)
    t.notOk(fits(effect, { takes: ALL.filter((kind) => !(kind in effect)), errors: [2101] }, true), name)
  }
  t.ok(fits(null, { takes: [], errors: [] }))
  t.ok(fits({ sms: 'drop' }, { takes: ['sms'], errors: [] }))
  t.notOk(fits({ sms: 'drop' }, { takes: ['otp'], errors: [] }))
})

t.test('an effect of no kind, or of two, is refused; every kind and word is taken, and explained', async (t) => {
  for (const none of [{}, { other: 1 }, { error: 2101, transport: 'reset' }, null]) t.notOk(Value.Check(EffectSchema, none), JSON.stringify(none))
  const sentences = EFFECTS.map((effect) => {
    t.ok(Value.Check(EffectSchema, effect), JSON.stringify(effect))
    return explainEffect(effect)
  })
  for (const sentence of sentences) t.match(sentence, '%')
  t.equal(new Set(sentences).size, EFFECTS.length, 'each in words of its own')
  t.equal(explainEffect(null), 'lets % through')
})

t.test('the kinds that do not go with every operation are named', async (t) => {
  t.equal(describeTakers(), 'sms goes with those that send an SMS, otp with inwebo.otp, connack with mqtt.connect, suback with mqtt.subscribe, command with remote commands over MQTT')
})

t.test('of an operation with several requests a code hits one, unless it is of the network, and a variation the last', async (t) => {
  t.strictSame(([null, { error: 2310 }, { error: 2202 }, { transport: 'reset' }, { http: { status: 500 } }, { otp: 'extras' }] as const).map(hitsEveryStep), [true, false, true, true, true, false])
})

const answer = (headers?: Record<string, string>) => ({ http: { status: 200, ...headers && { headers } } })

t.test('headers that are about the connection are the server\'s own, in any case of letters', async (t) => {
  for (const name of ['connection', 'content-length', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'Transfer-Encoding', 'TE']) {
    t.throws(() => checkEffect(answer({ 'x-mine': '1', [name]: 'x' })),
      new Invalid(`http.headers must not have "${name}": the server sets it. To break an answer use a transport effect, such as {"transport":"truncate"}.`))
  }
})

t.test('every other header may be set, and every other effect has none', async (t) => {
  for (const effect of [null, { transport: 'reset' }, answer(), answer({ 'retry-after': '120', 'content-type': 'text/plain' })] as const) t.doesNotThrow(() => checkEffect(effect))
})
