import t from 'tap'
import { readFaultHeader } from '../../src/faults/header.ts'
import { Invalid, Malformed } from '../../src/lib/errors.ts'
import { caught } from '../support/caught.ts'
import { fewTargets } from '../support/few-targets.ts'

const modify = 'set.smscode.modifyPhoneNumber'
const read = (header: string, operation: string | undefined = modify) => readFaultHeader(header, operation, fewTargets)

t.test('X-Fault is a code of four digits or an effect as JSON, with any space around it', async (t) => {
  t.strictSame(read('2310'), { error: 2310 })
  t.strictSame(read('  2310\t'), { error: 2310 })
  t.strictSame(read(' {"transport":"reset"} '), { transport: 'reset' })
  t.strictSame(read('{"error":2310,"component":"x"}'), { error: 2310, component: 'x' })
})

t.test('what is neither is refused with an example of both', async (t) => {
  for (const header of ['', 'boom', '231', '23101', '2310 2202', 'x2310', '2310x', 'null', '[]', '{', '{"transport":"nap"}']) {
    const error = caught(() => read(header))
    t.type(error, Malformed, header)
    t.match(error, { message: /^X-Fault takes a code such as 2310, or an effect such as \{"transport":"reset"\}: .*\.$/ }, header)
  }
})

t.test('what it was is not repeated, as it may be a secret', async (t) => {
  for (const header of ['hush', '"hush"', '["hush"]', '{"transport":"hush"}', '{"error":"hush"}', '{"http":{"status":"hush"}}']) {
    t.notMatch(caught(() => read(header)), { message: /hush/ }, header)
  }
  t.match(caught(() => read('hush')), { message: /: the header is neither\.$/ })
  t.match(caught(() => read('{"transport":"hush"}')), { message: /: transport must be one of hang, reset, empty, truncate, malformed\.$/ })
  t.notMatch(caught(() => read('{"error":2101,"parameter":"hush"}')), { message: /hush/ })
})

t.test('JSON that nests too deep is refused as that', async (t) => {
  t.throws(() => read('['.repeat(65)), new Malformed('X-Fault nests lists and objects more than 64 deep.'))
})

t.test('a code that the operation does not document is refused with those that it does', async (t) => {
  t.throws(() => read(' 2101 '), new Invalid(`X-Fault 2101 does not go with ${modify}, which documents 2310, 2202, 2204.`))
  t.throws(() => read('{"sms":"drop"}'), { message: /^X-Fault \{"sms":"drop"\} does not go with/ })
})

t.test('a request that names no operation, or one that nobody knows, takes any effect', async (t) => {
  t.strictSame(readFaultHeader('2101', undefined, fewTargets), { error: 2101 })
  t.strictSame(read('2101', 'get.nothing'), { error: 2101 })
})

t.test('a code of another system goes beneath those that have one', async (t) => {
  const subCode = { code: 7, label: 'seven' }
  t.strictSame(read(JSON.stringify({ error: 2204, subCode })), { error: 2204, subCode })
  t.throws(() => read(JSON.stringify({ error: 2310, subCode })), new Invalid('2310 has no subCode. It goes with 2204, 2205, 2209.'))
})

t.test('a header of the connection is refused', async (t) => {
  t.throws(() => read('{"http":{"status":200,"headers":{"Connection":"close"}}}'), { message: /^http\.headers must not have "Connection"/ })
})
