import t from 'tap'
import { hostNames, isHostName } from '../../../src/lib/url/host-names.ts'

const label = 'a'.repeat(63)

t.test('a host name has labels of up to 63 characters, and 253 in all', async (t) => {
  const good = ['localhost', 'mock.test', '*.lab.test', '_sip.lab.test', 'A-1.test', '127.0.0.1', '::1', label, `${label}.${label}.${label}.${'a'.repeat(61)}`]
  const bad = ['', '-a.test', 'a-.test', 'a..test', 'a.test.', 'a b', '*', 'a.*.test', 'fe80::1%eth0', 'http://a.test', `${label}a`, `${label}.${label}.${label}.${'a'.repeat(62)}`]
  for (const name of good) t.ok(isHostName(name), name)
  for (const name of bad) t.notOk(isHostName(name), name)
})

t.test('a list has commas between its names', async (t) => {
  t.strictSame(hostNames('a.test, b.test ,c'), ['a.test', 'b.test', 'c'])
})
