import t from 'tap'
import { effectsOf } from '../../src/faults/rule.ts'

t.test('a rule has one effect, or a list of them in the order of its hits', async (t) => {
  t.strictSame(effectsOf(null), [null])
  t.strictSame(effectsOf({ error: 2310 }), [{ error: 2310 }])
  t.strictSame(effectsOf([{ error: 2310 }, { error: 2202 }]), [{ error: 2310 }, { error: 2202 }])
})
