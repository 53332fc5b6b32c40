import t from 'tap'
import { isOlder } from '../../src/inwebo/version.ts'

t.test('versions compare part by part, as numbers', async (t) => {
  t.ok(isOlder('1.9', '1.10'))
  t.notOk(isOlder('1.9', '1.9'))
  t.notOk(isOlder('1.10', '1.9'))
  t.notOk(isOlder('0.2.0', '0.2'))
  t.notOk(isOlder('0.2', '0.2.0'))
  t.ok(isOlder('0.2', '0.2.1'))
  t.notOk(isOlder('0.2.1', '0.2'))
  t.ok(isOlder('0.9.9.9.9', '1'), 'any number of parts')
})
