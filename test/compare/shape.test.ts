import t from 'tap'
import { adviceOn } from '../../src/compare/advice.ts'
import { cookieNotes, cookiesOf } from '../../src/compare/cookies.ts'
import { locationDifferences } from '../../src/compare/location.ts'
import { jsonDifferences } from '../../src/compare/shape.ts'
import { classOf, toldPath, publicly } from '../../src/compare/vocabulary.ts'
import { type Wording, written } from '../../src/compare/wording.ts'
import { xmlDifferences } from '../../src/compare/xml-shape.ts'
import { carol } from '../support/inwebo.ts'

const told = (differences: readonly Wording[]) => differences.map((one) => written(one, publicly(new Set(['aSecretKey']))))
const compare = (real: unknown, mock: unknown) => told(jsonDifferences(real, mock))

t.test('documents of the same keys and types are the same, whatever their values, order and length', async (t) => {
  t.strictSame(compare({ a: 'x', b: [{ c: 1 }], d: null }, { d: null, b: [{ c: 2.5 }, { c: 3 }], a: 'y' }), [])
  t.strictSame(compare([{ a: 1 }, { b: 1 }], [{ a: 1, b: 1 }]), [], 'the items of a list are one shape')
  t.strictSame(compare(Array(200_000).fill({ a: 1 }), [{ a: 1 }]), [], 'however many')
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
  t.equal(toldPath('/iwws/MAC?mode=otp&action=ActionSetup&id=5').published, '/iwws/MAC ActionSetup otp')
  t.equal(toldPath('/iwws/MAC?mode=secret&action=ActionSetup').published, '/iwws/MAC ActionSetup')
})

t.test('XML differs by what a client that is no parser would see, not by order or text', async (t) => {
  const is = (real: string, mock: string) => told(xmlDifferences(real, mock))
  t.strictSame(is('<a><b>1</b><c/></a>', '<a><c/><b>2</b></a>'), [])
  t.strictSame(is('<?xml version="1.0"?><a><b/></a>', '<a><c/></a>'), ['real has an XML declaration', 'real has <b>', 'mock has <c>'])
  t.strictSame(is('<a><b>1</b></a>', '<b><b>1</b></b>'), ['real has <a>', 'real has <b>', 'mock has <b>', 'mock has <b>'], 'the root')
  t.strictSame(is('<a><err>NOK:CODE</err></a>', '<a><err>OK</err></a>'), ['<err>: real NOK:CODE, mock OK'])
  t.strictSame(is('<a><err>a secret</err></a>', '<a><err>OK</err></a>'), ['<err>: real text 8, mock OK'])
  t.strictSame(is('<a><b>1</b><b>2</b></a>', '<a><b/></a>'), ['real has <b> more than once', 'mock has <b> empty'])
  t.strictSame(is('<a><b/></a>', '<a><b><![CDATA[1]]></b></a>'), ['real has <b> empty', 'mock has <b> as CDATA'])
  t.strictSame(is('<a xmlns="urn:x"><b x="1"/></a>', '<a><b y="1"/></a>'), ['real has the attribute `xmlns` on <a>', 'real has the attribute `x` on <b>', 'mock has the attribute `y` on <b>'])
  t.strictSame(is('<a>', '<a/>'), ['real is no well-formed XML'])
  t.strictSame(is('<a>', '</a>'), [])
  t.strictSame(is(`<a>${'<b/>'.repeat(1000)}</a>`, '<a><b/></a>'), ['real is no well-formed XML'], 'or has too much in it')
})

t.test('a redirect differs by what it opens and by its parameters, not by where it goes to', async (t) => {
  const is = (real: string | undefined, mock: string | undefined) => told(locationDifferences(real, mock))
  t.strictSame(is('mymap://oauth2redirect/fr?code=1&state=2', 'mymap://oauth2redirect/de?state=x&code=y#z'), [])
  t.strictSame(is('https://real.example/login?goto=1', '/login?goto=2'), [], 'some recorders add the host')
  t.strictSame(is('https://x/y?code=1', 'mymap://x/y?code=1'), ['the location: real http, mock mymap'])
  t.strictSame(is('other.app://x?code=1', 'mymap://x?scope=1'), ['the location: real another scheme, mock mymap', 'real has `code` in the location', 'mock has `scope` in the location'])
  t.strictSame(is(undefined, '/x'), ['mock has the header location'])
})

t.test('cookies are told apart, however a recorder joins them; one that a single answer sets is a note', async (t) => {
  for (const header of ['sid=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/\nlb=2', 'sid=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/, lb=2', 'sid=1,lb=2']) t.strictSame(cookiesOf(header), ['sid', 'lb'], header)
  t.strictSame(told(cookieNotes('sid=1\nlb=1', 'sid=2, x=1')), ['real sets the cookie `lb`', 'mock sets the cookie `x`'])
  t.strictSame(told(cookieNotes(undefined, undefined)), [])
})

t.test('what the mock refuses otherwise is said with how to have it', async (t) => {
  const answer = (body: string) => ({ status: 400, contentType: '', headers: {}, body })
  const accounts = [{ id: 'alice', blocked: 'NotBlocked' }, { id: 'blocked', blocked: 'AccountBlocked' }].map((account) => ({ ...carol, ...account }))
  const advice = (real: string, mock: string) => told(adviceOn(answer(real), answer(mock), accounts))
  t.strictSame(advice('{"error":{"code":2310}}', '{"error":{"code":2102}}'), ['the mock gives 2310 to --account blocked'])
  t.strictSame(advice('<x><err>NOK:NOK_BLOCKED</err></x>', '<x><err>OK</err></x>'), ['the mock gives 2310 to --account blocked'])
  t.strictSame(advice('{"code":2204}', '{}'), ['the mock gives 2204 by a fault: pims-mock fail 2204'])
  for (const real of ['{"code":1}', '{"code":"2310"}', 'x', '<x><err>OK</err></x>', '[]']) t.strictSame(advice(real, '{}'), [], real)
  t.strictSame(advice('{"code":2310}', '{"code":2310,"x":1}'), [])
})

t.test('a class tells nothing of a value', async (t) => {
  const classes = { '': 'empty', '4d1f6e0a-1111-4222-8333-abcdefabcdef': 'uuid', 'eyJh.eyJi.c': 'jwt', 123456: 'digits 6', '2026-01-01T12:00:00Z': 'date-time', 'mymap://x': 'url', '+33639980001': 'phone', 'a b': 'text 3' }
  for (const [value, name] of Object.entries(classes)) t.equal(classOf(value), name)
})
