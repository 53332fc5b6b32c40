import t from 'tap'
import { checkHeaders, effectsOf } from '../../src/faults/rule.ts'
import { Invalid } from '../../src/lib/errors.ts'

const answer = (headers?: Record<string, string>) => ({ http: { status: 200, ...headers && { headers } } })

t.test('headers that are about the connection are the server\'s own, in any case of letters', async (t) => {
  for (const name of ['connection', 'content-length', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'Transfer-Encoding', 'TE']) {
    t.throws(() => checkHeaders(answer({ 'x-mine': '1', [name]: 'x' })),
      new Invalid(`http.headers must not have "${name}": the server sets it. To break an answer use a transport effect, such as {"transport":"truncate"}.`))
  }
})

t.test('every other header may be set, and every other effect has none', async (t) => {
  for (const effect of [null, { transport: 'reset' }, answer(), answer({ 'retry-after': '120', 'content-type': 'text/plain' })] as const) t.doesNotThrow(() => checkHeaders(effect))
})

t.test('a rule has one effect, or a list of them in the order of its hits', async (t) => {
  t.strictSame(effectsOf(null), [null])
  t.strictSame(effectsOf({ error: 2310 }), [{ error: 2310 }])
  t.strictSame(effectsOf([{ error: 2310 }, { error: 2202 }]), [{ error: 2310 }, { error: 2202 }])
})
