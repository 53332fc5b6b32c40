import t from 'tap'
import { RuleIndex } from '../../src/faults/rule-index.ts'

t.test('a key whose last rule is taken out takes no memory any more', async (t) => {
  const index = new RuleIndex()
  const [older, newer] = [{ age: 1, keys: ['account alice'] }, { age: 2, keys: ['account alice'] }]
  index.add(older)
  index.add(newer)
  index.delete(newer)
  t.notOk(index.isEmpty)
  t.strictSame([...index.candidates({ operation: undefined, account: 'alice', device: undefined, phoneNumber: undefined })], [older])
  index.delete(older)
  t.ok(index.isEmpty)
})
