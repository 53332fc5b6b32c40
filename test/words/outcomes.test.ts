import t from 'tap'
import { answerInShort, answerOfFace, answerOnHttp, type Judged, outcomeOf } from '../../src/words/outcomes.ts'

const judged = (more: Partial<Judged> = {}): Judged => ({ face: 'pims', fault: null, status: 'SUCCEEDED', code: null, httpStatus: 200, answered: true, ...more })

t.test('a request has failed that was refused, got an error of HTTP, or no answer', async (t) => {
  t.equal(outcomeOf(judged()), 'fine')
  t.equal(outcomeOf(judged({ status: null, httpStatus: 302 })), 'fine')
  t.equal(outcomeOf(judged({ status: null, httpStatus: null })), 'fine', 'what no HTTP carried has no status of it')
  for (const more of [{ status: 'FAILED' }, { code: 2310 }, { code: 'NOK:SN' }, { status: null, httpStatus: 400 }, { status: null, httpStatus: null, answered: false }] as const) {
    t.equal(outcomeOf(judged(more)), 'failed', JSON.stringify(more))
  }
})

t.test('what a fault did is told apart, unless it only held the request back; so is what no route takes', async (t) => {
  t.equal(outcomeOf(judged({ status: 'FAILED', fault: { effect: { error: 2310 } } })), 'fault')
  t.equal(outcomeOf(judged({ fault: { effect: null } })), 'fine')
  t.equal(outcomeOf(judged({ face: null, status: null, httpStatus: 404 })), 'unrouted')
})

t.test('an answer is said in a word, in the words of the face, and as HTTP had it', async (t) => {
  const said = (more: Partial<Judged>) => [answerInShort, answerOfFace, answerOnHttp].map((say) => say(judged(more)))
  t.strictSame(said({}), ['SUCCEEDED', 'SUCCEEDED', '200 SUCCEEDED'])
  t.strictSame(said({ status: 'FAILED', code: 2310, httpStatus: 400 }), [2310, 'FAILED 2310', '400 2310'])
  t.strictSame(said({ status: null, httpStatus: 503 }), [503, '503', '503'])
  t.strictSame(said({ status: null, httpStatus: null, answered: false }), ['no answer', 'no answer', 'no answer'])
  t.strictSame(said({ status: null, httpStatus: null }), ['answered', 'answered', ''])
})
