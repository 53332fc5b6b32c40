import t from 'tap'
import { jsonDifferences } from '../../src/compare/shape.ts'
import { classOf, toldPath, publicly } from '../../src/compare/vocabulary.ts'
import { type Wording, written } from '../../src/compare/wording.ts'
import { xmlDifferences } from '../../src/compare/xml-shape.ts'

const told = (differences: readonly Wording[]) => differences.map((one) => written(one, publicly(new Set(['aSecretKey']))))
const compare = (real: unknown, mock: unknown) => told(jsonDifferences(real, mock))

t.test('documents of the same keys and types are the same, whatever their values, order and length', async (t) => {
  t.strictSame(compare({ a: 'x', b: [{ c: 1 }], d: null }, { d: null, b: [{ c: 2.5 }, { c: 3 }], a: 'y' }), [])
  t.strictSame(compare([{ a: 1 }, { b: 1 }], [{ a: 1, b: 1 }]), [], 'the items of a list are one shape')
})

t.test('a key more or less, another type and null are differences', async (t) => {
  t.strictSame(compare({ a: '0123456789abcdef', b: { c: '1' }, d: [] }, { b: { c: 1, e: null }, d: [1] }), [
    'real has `a` (string, hex 16)', '`b.c`: real string, mock number', 'mock has `b.e` (null)', '`d`: real list empty, mock list not empty'])
  t.strictSame(compare(null, {}), ['the body: real null, mock object'])
})

t.test('values of closed sets are told; any other by its class', async (t) => {
  t.strictSame(compare({ code: 2317, error: 'invalid_grant' }, { code: 2102, error: 'other' }), ['`code`: real 2317, mock 2102', '`error`: real invalid_grant, mock text 5'])
  t.strictSame(compare({ code: '847261' }, { code: '111111' }), [], 'a code that was sent to somebody')
})

t.test('a name that may be a value is not told', async (t) => {
  t.strictSame(compare({ aSecretKey: 1, k12345: 1, 'a b': 1, abcdefabcdefabcdef: 1 }, {}), Array(4).fill('real has `<key>` (number)'))
  t.equal(toldPath('/connectedcar/v4/user/vehicles/VR3UHZKXZL0000001/status?x=1').published, '/connectedcar/v4/user/vehicles/{…}/status')
})

t.test('XML differs by declaration and tags, not by order or text', async (t) => {
  const is = (real: string, mock: string) => told(xmlDifferences(real, mock))
  t.strictSame(is('<a><b>1</b><c/></a>', '<a><c>2</c><b/></a>'), [])
  t.strictSame(is('<?xml version="1.0"?><a><b/></a>', '<a><c/></a>'), ['real has an XML declaration', 'real has <b>', 'mock has <c>'])
})

t.test('a class tells nothing of a value', async (t) => {
  const classes = { '': 'empty', '4d1f6e0a-1111-4222-8333-abcdefabcdef': 'uuid', 'eyJh.eyJi.c': 'jwt', 123456: 'digits 6', '2026-01-01T12:00:00Z': 'date-time', 'mymap://x': 'url', '+33639980001': 'phone', 'a b': 'text 3' }
  for (const [value, name] of Object.entries(classes)) t.equal(classOf(value), name)
})
