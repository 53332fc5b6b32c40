import t from 'tap'
import { isPublic, maskBody, maskEffect, maskHeaders, maskParameters, maskPath, maskQuery, maskRequestBody, maskSecret } from '../../src/journal/mask.ts'

const masked = (name: string, value: unknown = 'value', isKnown?: (name: string) => boolean) => maskParameters({ [name]: value }, isKnown)[name] === '***'

t.test('these parameters are secrets on every face, known or not', async (t) => {
  const secrets = [
    'pin', 'pinCode', 'newPinCode', 'oldPin', 'smsCode', 'code', 'activationCode', 'password', 'passwd', 'pwd', 'client_secret', 'otp',
    'token', 'access_token', 'refresh_token', 'authorization', 'code_verifier', 'assertion', 'client_assertion', 'mac',
    'R0', 'R1', 'R2', 'Kma', 'K0', 'K1', 'dK1', 'Kfact', 'Kiw', 'serial', 'ms_val0', 'ms_val1', 'ms_val12', 'msval0', 'ms_val', 'passphrase', 'passWord', 'PASS_WORD', 'pass-word', 'new_pass_word', 'pass.wd', 'Pass Phrase', 'pass',
    'my_response_type_code', 'grant_type_secret'
  ]
  for (const name of secrets) {
    t.ok(masked(name), name)
    t.ok(masked(name, 'value', () => true), `${name}, known`)
  }
})

t.test('these are none', async (t) => {
  const open = [
    'phoneNumber', 'type', 'action', 'mode', 'grant_type', 'response_type', 'token_type', 'code_challenge_method', 'client_id', 'redirect_uri',
    'scope', 'state', 'name', 'version', 'lastsync', 'realm', 'r3', 'k2', 'macro', 'mr0', 'k01', 'kmax',
    'xmac', 'passage', 'bypass', 'ms_n', 'ms_value', 'macid', 'macID', 'pinmode', 'qr_code_date'
  ]
  for (const name of open) t.notOk(masked(name), name)
})

t.test('numbers of these names are shown on every face: who calls, what for, from which version', async (t) => {
  const names = [
    'id', 'sid', 'alias', 'client_id', 'type', 'action', 'mode', 'version', 'lastsync', 'keytype', 'ms_n', 'ms_id', 'ms_id0', 'ms_id12',
    'phoneNumber', 'phone_number', 'to', 'vin', 'brand', 'country', 'culture', 'state', 'nonce'
  ]
  for (const name of names) t.ok(isPublic(name) && !masked(name, '123456789'), name)
  for (const name of ['kid', 'ids', 'to_', 'auto', 'ms_idx', 'ms_id0x', 'x']) t.ok(!isPublic(name) && masked(name, '123456789'), name)
})

t.test('4 to 9 digits look like a code', async (t) => {
  for (const value of ['1234', '123456789', 1234]) t.ok(masked('x', value), `${value}`)
  for (const value of ['123', '1234567890', 'a1234', '1234a', '12 34']) t.notOk(masked('x', value), value)
})

t.test('under a name that nobody knows, what looks like a code or may hide one is masked', async (t) => {
  t.strictSame(maskParameters({ smsCod: '014028', c0de: 14028, note: 'hello', short: '123', long: '1234567890', nothing: null, more: { a: 1 }, list: ['1234'] }),
    { smsCod: '***', c0de: '***', note: 'hello', short: '123', long: '1234567890', nothing: null, more: '***', list: '***' })
})

t.test('a secret within a known parameter is masked, and nothing else of it', async (t) => {
  const credential = { clientID: 'app', clientSecret: 'hush', deeper: { pin: '1234', port: 8080 } }
  t.strictSame(maskParameters({ credential, list: [1, { pin: '1234' }, [{ n: 1234 }]] }, () => true),
    { credential: { clientID: 'app', clientSecret: '***', deeper: { pin: '***', port: 8080 } }, list: [1, { pin: '***' }, [{ n: 1234 }]] })
})

t.test('null and whether something is there are no secrets under any name', async (t) => {
  const open = { pin: null, hasPin: true, qr_code_date: null, newPinCode: false }
  t.strictSame(maskParameters(open), open)
  t.strictSame(maskBody(JSON.stringify(open), 'application/json'), open)
  t.strictSame(maskParameters({ pin: 0 }), { pin: '***' })
})

t.test('of a secret it is shown whether it is there', async (t) => {
  t.equal(maskSecret('1234'), '***')
  t.equal(maskSecret(undefined), null)
})

t.test('a query is left as it was sent, but for its secrets', async (t) => {
  const known = (name: string) => name === 'note'
  for (const query of ['', 'a', 'a=1&b=%20+', 'note=1234', 'pin=***']) t.equal(maskQuery(query, known), query)
  t.equal(maskQuery('note=1234&x=1234&pin=0', known), 'note=1234&x=***&pin=***')
  t.equal(maskQuery('pin=1&a b=c%26d&pin=2'), 'pin=***&a%20b=c%26d&pin=***')
  t.equal(maskQuery('x=123456&x=hello'), 'x=***&x=hello', 'each of a name by itself')
  t.equal(maskQuery('014028&a'), '***=&a=', 'a code without a name')
})

t.test('these headers are secrets, and the others none', async (t) => {
  const headers = { authorization: 'Bearer x', cookie: 'a=b', 'set-cookie': ['a=b'], 'X-Cookie': 'a', 'x-otp': '1', 'x-pin': '1', host: 'mock', 'x-number': '123456', location: '/a', referer: '/b?c=d', accept: ['x'] }
  const shown = { host: 'mock', 'x-number': '123456', location: '/a', referer: '/b?c=d', accept: ['x'] }
  t.strictSame(maskHeaders(headers), { authorization: '***', cookie: '***', 'set-cookie': '***', 'X-Cookie': '***', 'x-otp': '***', 'x-pin': '***', ...shown })
})

t.test('what other services are signed in to with is a secret', async (t) => {
  for (const name of ['x-api-key', 'apikey', 'access-key', 'x-private-key', 'ocp-apim-subscription-key', 'x-session-id', 'x-signature', 'x-credential', 'authentication', 'x-csrf', 'x-xsrf', 'x-forwarded-client-cert']) t.equal(maskHeaders({ [name]: 'v' })[name], '***', name)
  for (const name of ['sec-websocket-key', 'keep-alive', 'x-keyboard', 'x-api-key-name']) t.equal(maskHeaders({ [name]: 'v' })[name], 'v', name)
})

t.test('X-Fault is shown as far as it asks for a fault', async (t) => {
  const fault = (value: string) => maskHeaders({ 'x-fault': value })['x-fault']
  for (const value of ['2310', ' 2310 ', '{"error":2310}', ' {"transport": "reset"}', '{"otp":"roll-K1"}', '{"http":{"status":503,"body":"down"}}']) t.equal(fault(value), value)
  for (const value of ['Bearer abc', '014028', '', '{"pin":"1234"}', '{"error":2310,"pin":"1234"}', '"1234"', '{', 'null']) t.equal(fault(value), '***', value)
  t.equal(fault('{"http":{"status":200,"headers":{"Set-Cookie":"a=b","X-A":"b"},"body":{"access_token":"abc","n":1}}}'), '{"http":{"status":200,"headers":{"Set-Cookie":"***","X-A":"b"},"body":{"access_token":"***","n":1}}}')
})

t.test('of the effect of a fault the answer it gives is masked', async (t) => {
  t.strictSame(maskEffect({ http: { status: 200, body: [{ pin: '1' }] } }), { http: { status: 200, body: [{ pin: '***' }] } })
  for (const effect of [null, { otp: 'roll-K1' }, { error: 2310, parameter: 'smsCode' }, { http: { status: 503 } }]) t.strictSame(maskEffect(effect), effect)
})

t.test('of a path that no route takes, the parts that look like codes are masked', async (t) => {
  t.equal(maskPath('/v1/smscodes/014028/verify'), '/v1/smscodes/***/verify')
  t.equal(maskPath('/tokens/7fb0f43a-d948-4a0b-8c1d-000011112222/info'), '/tokens/***/info')
  for (const path of ['/', '/a/7fb0f43a-d948', '/a/123', '/a/1234567890', '/v12345', '/pims.authentication.smscode']) t.equal(maskPath(path), path)
})

t.test('a body that is a list or one value is masked as one of parameters is', async (t) => {
  t.strictSame(maskRequestBody([{ pin: '1234', a: 'b' }, [{ otp: 'x' }], '1234', true]), [{ pin: '***', a: 'b' }, [{ otp: '***' }], '***', true])
  t.equal(maskRequestBody('hush'), '***')
  t.equal(maskRequestBody(14028), '***')
  t.equal(maskRequestBody(undefined), null)
  t.strictSame(maskRequestBody({ n: '1234' }, () => true), { n: '1234' })
})

t.test('a document is masked by the names of its elements and attributes, with all that is in them', async (t) => {
  const masked = {
    '<a><token>x</token></a>': '<a><token>***</token></a>',
    '<n:token n:b="1">x</n:token>': '<n:token n:b="1">***</n:token>',
    '<token><b>x</b> <c/>y</token><d>z</d>': '<token><b>***</b> <c/>***</token><d>z</d>',
    '<token><!-- a --> x</token>': '<token><!--***-->***</token>',
    '<token><![CDATA[x]]></token>': '<token>***</token>',
    '<a token="x" b="y" otp=\'z\'/>': '<a token="***" b="y" otp="***"/>',
    [`<token a="${'b'.repeat(300)}>">x</token>`]: `<token a="${'b'.repeat(300)}>">***</token>`,
    '<a token="x>y': '<a token="***"',
    '<token>x': '<token>***',
    '<!-- don\'t --><pin>1</pin>': '<!--***--><pin>***</pin>',
    '<?xml version="1.0"?><userid>0</userid><codetype>2</codetype><odd>1234</odd>': '<?xml version="1.0"?><userid>0</userid><codetype>2</codetype><odd>***</odd>',
    '</a></b><pin>1</pin>': '</a></b><pin>***</pin>'
  }
  for (const [sent, shown] of Object.entries(masked)) t.equal(maskRequestBody(sent), sent.startsWith('</') ? '***' : shown, sent)
})

t.test('of an address in a header the query is masked', async (t) => {
  t.strictSame(maskHeaders({ location: 'app://back?code=abc&state=1', referer: '/b?pin=1', link: '/b?pin=1' }), { location: 'app://back?code=***&state=1', referer: '/b?pin=***', link: '/b?pin=1' })
  for (const name of ['x-original-url', 'x-original-uri', 'x-rewrite-url', 'x-forwarded-uri']) t.equal(maskHeaders({ [name]: '/b?pin=1' })[name], '/b?pin=***', name)
  t.strictSame(maskHeaders({ location: '/a?' }), { location: '/a?' })
})

t.test('in XML the elements with the names of secrets are masked, and the challenge', async (t) => {
  const xml = '<r><defi>12ab</defi><Kiw>00ff</Kiw><pin>1</pin><pinmode>1</pinmode><alias>a</alias><K0></K0></r>'
  t.equal(maskBody(xml, 'text/xml'), '<r><defi>***</defi><Kiw>***</Kiw><pin>***</pin><pinmode>1</pinmode><alias>a</alias><K0></K0></r>')
  t.equal(maskBody(xml, 'TEXT/XML'), maskBody(xml, 'text/xml'), 'in capitals too')
  t.strictSame(maskBody('{"token":"secret"}', 'Application/JSON'), { token: '***' })
  t.equal(maskBody(xml, 'text/plain'), xml, 'text is left as it is')
})

t.test('in JSON the fields with the names of secrets are masked at any depth; the code of an error is none', async (t) => {
  const body = { access_token: 'x', token_type: 'Bearer', list: [{ otp: '1', n: 1 }, null, 'pin'], error: { code: 2310, subCode: 7, httpCode: 502, statusCode: 404, smsCode: '1', xcode: 1, codes: 1 } }
  t.strictSame(maskBody(JSON.stringify(body), 'application/json; charset=utf-8'),
    { access_token: '***', token_type: 'Bearer', list: [{ otp: '***', n: 1 }, null, 'pin'], error: { code: 2310, subCode: 7, httpCode: 502, statusCode: 404, smsCode: '***', xcode: '***', codes: '***' } })
  t.equal(maskBody('null', 'application/json'), null)
})

t.test('JSON that was cut is not shown: nobody can tell what is secret in it', async (t) => {
  t.equal(maskBody('{"pin":"12', 'application/json'), '(JSON of 10 characters or more, which is not kept)')
})
