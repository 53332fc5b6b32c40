import t from 'tap'
import { ruleFacts, timesInEnglish } from '../../src/words/rule-facts.ts'

const nothing = { effects: [], operations: [], face: undefined, account: undefined, device: undefined, phoneNumber: undefined, wait: undefined, skip: undefined, times: undefined, percent: undefined, on: undefined }

t.test('what goes without saying is absent', async (t) => {
  t.strictSame(ruleFacts({ match: {}, effect: null }), nothing)
  t.strictSame(ruleFacts({ match: {}, effect: null, skip: 0 }), nothing)
})

t.test('one of something and a list of it are the same facts', async (t) => {
  t.match(ruleFacts({ match: { operation: 'a' }, effect: 'e' }), { operations: ['a'], effects: ['e'] })
  t.match(ruleFacts({ match: { operation: ['a', 'b'] }, effect: ['e', 'f'] }), { operations: ['a', 'b'], effects: ['e', 'f'] })
})

t.test('a wait is fixed, between two times, or about one; a chance is in percent, to a tenth', async (t) => {
  const facts = (more: object) => ruleFacts({ match: {}, effect: null, ...more })
  t.strictSame(facts({ delay: 500 }).wait, { is: 'fixed', time: 500 })
  t.strictSame(facts({ delay: { min: 1, max: 2 } }).wait, { is: 'between', min: 1, max: 2 })
  t.strictSame(facts({ delay: { median: 800, sigma: 0.6 } }).wait, { is: 'about', time: 800 })
  t.equal(facts({ probability: 0.1254 }).percent, 12.5)
  t.equal(facts({ probability: 0 }).percent, 0)
})

t.test('times are counted in words as far as English has them', async (t) => {
  t.strictSame([1, 2, 3].map(timesInEnglish), ['once', 'twice', '3 times'])
})
