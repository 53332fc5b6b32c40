import t from 'tap'
import { explainRule } from '../../src/faults/explain.ts'
import type { Rule } from '../../src/wire/fault.ts'

const sentence = (rule: Omit<Rule, 'id' | 'match'> & { match?: Rule['match'] }, hits = 0) => explainRule({ rule: { id: 'x', match: {}, ...rule }, hits })

t.test('every rule explains itself in a sentence', async (t) => {
  t.equal(sentence({ match: { operation: 'modifyPhoneNumber', account: 'alice' }, effect: { error: 2310 }, times: 2 }, 1),
    'fails modifyPhoneNumber with 2310, twice, for alice; hit once')
  t.equal(sentence({ match: { face: 'inwebo' }, effect: { transport: 'reset' }, skip: 3, probability: 0.25 }),
    'resets the connection of every inwebo operation it can, after letting 3 pass, in 25 % of cases; not hit yet')
  t.equal(sentence({ match: { operation: ['a', 'b'], device: 'd', phoneNumber: '+33612345678' }, effect: { http: { status: 503 } } }, 5),
    'answers a and b with HTTP 503, on device d with number +33612345678; hit 5 times')
  t.equal(sentence({ effect: null, delay: 800 }), 'waits 800 ms, then lets every operation it can through; not hit yet')
  t.equal(sentence({ effect: [{ error: 2202 }, { transport: 'hang' }, { transport: 'malformed' }] }),
    'hit by hit on every operation it can: fails with 2202, then never answers, then answers with broken syntax; not hit yet')
  t.equal(sentence({ effect: { sms: 'drop' }, delay: { min: 1, max: 2 } }), 'waits 1 to 2 ms, then drops the SMS of every operation it can; not hit yet')
  t.equal(sentence({ effect: { sms: { delay: 9 } }, delay: { median: 3, sigma: 1 } }), 'waits about 3 ms, then delays the SMS of every operation it can by 9 ms; not hit yet')
  t.equal(sentence({ match: { operation: 'inwebo.otp' }, effect: { otp: 'roll-K1' } }), 'plays roll-K1 on inwebo.otp; not hit yet')
  t.equal(explainRule({ rule: { id: 'x', match: { account: 'alcie' }, effect: { error: 2310 } }, hits: 0 }, { lacksAccount: true }),
    'fails every operation it can with 2310, for alcie; not hit yet; hits nobody: there is no account "alcie"')
  t.match(sentence({ effect: { transport: 'empty' } }), /closes .* without a byte/)
  t.match(sentence({ effect: { transport: 'truncate' } }), /breaks off the answer/)
})
