import t from 'tap'
import { enrolled } from '../../support/clients.ts'
import { otpOf, startService } from '../../support/service.ts'
import { envelopeOf, textsOf } from '../../support/soap.ts'

const FIRST = '/services/Authentication'
const SECOND = '/v2/services/Authentication'
const CAROL = { userId: 'carol@example.com', serviceId: '1201' }

async function startSoap (t: Parameters<typeof startService>[0], environment: Record<string, string> = {}) {
  const service = await startService(t, environment)
  /** Sends a body as it is. */
  const post = async (payload: string | Buffer, { url = SECOND, headers = {} }: { url?: string, headers?: Record<string, string> } = {}) =>
    await service.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', ...headers } })
  return {
    ...service,
    post,
    /** Asks an operation, and answers the text of its return. */
    ask: async (operation: string, fields: Readonly<Record<string, string>>, url = SECOND) => (await post(envelopeOf(operation, fields), { url })).payload
  }
}

const returned = (xml: string, operation: string): string | undefined => textsOf(xml, `${operation}Return`)[0]
const ENVELOPE = ['<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>', '</soapenv:Body></soapenv:Envelope>'] as const

t.test('a one-time password is checked by either version, once for all faces', async (t) => {
  const service = await startSoap(t)
  const { post, ask, err, redeem } = service
  const device = await enrolled(service, 'carol')
  const token = await device.otp()
  const answer = await post(envelopeOf('Authenticate', { ...CAROL, token }), { url: FIRST })
  t.match(answer, { statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' } })
  t.equal(answer.payload, ENVELOPE.join('<AuthenticateResponse xmlns="http://service.inwebo.com"><authenticateReturn>OK</authenticateReturn></AuthenticateResponse>'))
  t.equal(returned(await ask('authenticate', { ...CAROL, token }), 'authenticate'), 'NOK:authentication failed')
  t.equal(await err('authenticateExtended', { token }), 'NOK:authentication failed')
  t.match(await redeem('carol', token), { status: 400 })

  for (const [operation, fields, url] of [
    ['AuthenticateWithIp', { ...CAROL, ip: '10.0.0.1' }, FIRST],
    ['authenticateWithIp', { ...CAROL, ip: '10.0.0.1' }, SECOND],
    ['authenticateRadius', { userId: 'carol@example.com', radius_ip: '10.0.0.1' }, SECOND]
  ] as const) {
    const drawn = await device.otp()
    const name = `a${operation.slice(1)}`
    t.equal(returned(await ask(operation, { ...fields, token: drawn }, url), name), 'OK', operation)
    t.equal(returned(await ask(operation, { ...fields, token: drawn }, url), name), 'NOK:authentication failed', operation)
  }
  const other = await device.otp()
  t.equal(await err('authenticateExtended', { token: other }), 'OK')
  t.equal(returned(await ask('authenticate', { ...CAROL, token: other }), 'authenticate'), 'NOK:authentication failed')
})

t.test('a result has its fields in the order of the WSDL, without prefix, nil where there is none', async (t) => {
  const service = await startSoap(t)
  const { ask } = service
  const token = await otpOf(service)
  const good = await ask('authenticateExtended', { ...CAROL, token })
  const [alias] = textsOf(good, 'alias')
  t.equal(good, ENVELOPE.join(`<authenticateExtendedResponse xmlns="http://service.inwebo.com"><authenticateExtendedReturn><err>OK</err><name>Android SDK built for x86_64 / UNKNOWN</name><alias>${String(alias)}</alias><version>0.2.11</version><platform>android</platform><type>mac</type><timestamp>2026-01-01T12:00:00Z</timestamp><mime xsi:nil="true"/></authenticateExtendedReturn></authenticateExtendedResponse>`))
  t.equal(await ask('sealVerify', { ...CAROL, token, data: 'a' }), ENVELOPE.join('<sealVerifyResponse xmlns="http://service.inwebo.com"><sealVerifyReturn><err>NOK:authentication failed</err><name xsi:nil="true"/><alias xsi:nil="true"/><version xsi:nil="true"/><platform xsi:nil="true"/><type xsi:nil="true"/><timestamp>2026-01-01T12:00:00Z</timestamp><mime xsi:nil="true"/></sealVerifyReturn></sealVerifyResponse>'))
  const pushed = await ask('pushAuthenticate', { userId: 'alice', serviceId: '1201' })
  t.match(pushed, /<timestamp>[^<]*<\/timestamp><sessionId>[0-9a-f]{32}<\/sessionId><mime xsi:nil="true"\/><\/pushAuthenticateReturn>/)
  t.match(await ask('checkPushResult', { userId: 'alice', serviceId: '1201', sessionId: textsOf(pushed, 'sessionId')[0] ?? '' }), '<err>NOK:WAITING</err>')
})

t.test('a request is read as clients write it: any prefix, namespace, case, order, type and SOAPAction; nil and empty are absent', async (t) => {
  const service = await startSoap(t)
  const { post } = service
  await service.admin('PATCH', 'accounts/alice', { pushAnswer: 'accept' })
  const parts = (inner: string) => `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><S:Body>${inner}</S:Body></S:Envelope>`
  const bodies = {
    prefix: '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns-1="http://service.inwebo.com"><SOAP-ENV:Header/><SOAP-ENV:Body><ns-1:pushAuthenticate><ns-1:userId>alice</ns-1:userId><ns-1:serviceId>1201</ns-1:serviceId></ns-1:pushAuthenticate></SOAP-ENV:Body></SOAP-ENV:Envelope>',
    'no namespace': parts('<pushAuthenticate><userId>alice</userId><serviceId>1201</serviceId></pushAuthenticate>'),
    'another namespace, unqualified children with types': parts('<n:pushAuthenticate xmlns:n="urn:x"><userId xsi:type="xsd:string" xmlns:xsd="http://www.w3.org/2001/XMLSchema">alice</userId><serviceId>1201</serviceId></n:pushAuthenticate>'),
    'case and order': parts('<PUSHauthenticate><serviceID>1201</serviceID><UserId>alice</UserId></PUSHauthenticate>'),
    'an unknown element': parts('<pushAuthenticate><userId>alice</userId><serviceId>1201</serviceId><extra>1</extra></pushAuthenticate>'),
    'CDATA, comments, entities': parts('<!-- a --><pushAuthenticate><userId><![CDATA[ali]]>&#99;e</userId><?x y?><serviceId>12<!-- b -->01</serviceId></pushAuthenticate>'),
    'byte order mark': `\ufeff${parts('<pushAuthenticate><userId>alice</userId><serviceId>1201</serviceId></pushAuthenticate>')}`
  }
  for (const [what, body] of Object.entries(bodies)) t.match(await post(body), { statusCode: 200, payload: /<err>OK<\/err>/ }, what)
  t.match((await post(bodies['case and order'])).payload, '<PUSHauthenticateResponse xmlns="http://service.inwebo.com"><pushAuthenticateReturn>', 'the response has the name that was sent')
  for (const type of ['application/soap+xml', 'text/plain', 'TEXT/XML;charset="UTF-8"', 'application/x-www-form-urlencoded']) t.match(await post(bodies.prefix, { headers: { 'content-type': type, soapaction: 'urn:whatever' } }), { statusCode: 200 }, type)
  t.match(await service.app.inject({ method: 'POST', url: SECOND, payload: bodies.prefix, headers: {} }), { statusCode: 200 }, 'no type')

  const absent = { nil: '<userId xsi:nil="true"/>', 'nil by 1': '<userId xsi:nil="1"/>', empty: '<userId></userId>', missing: '' }
  for (const [what, userId] of Object.entries(absent)) {
    t.match((await post(parts(`<pushAuthenticate>${userId}<serviceId>1201</serviceId></pushAuthenticate>`))).payload, '<err>NOK:SN</err>', what)
    t.match(await service.newest(), { reason: /userId is missing/ })
  }
  t.match((await post(parts('<pushAuthenticate><userId xsi:nil="false">alice</userId><serviceId>1201</serviceId></pushAuthenticate>'))).payload, '<err>OK</err>')
})

t.test('a request is read in the encoding that it says it has', async (t) => {
  const service = await startSoap(t)
  await service.admin('PUT', 'accounts/zoe', { login: 'zoé', devices: [{ id: 'd' }] })
  const text = (encoding: string) => envelopeOf('pushAuthenticate', { userId: 'zoé', serviceId: '1201' }).replace('encoding="UTF-8"', `encoding="${encoding}"`)
  t.match((await service.post(text('UTF-8'))).payload, '<err>OK</err>')
  t.match((await service.post(Buffer.from(text('ISO-8859-1'), 'latin1'), { headers: { 'content-type': 'text/xml' } })).payload, '<err>OK</err>', 'by its declaration')
  t.match((await service.post(Buffer.from(text('whatever'), 'latin1'), { headers: { 'content-type': 'text/xml; charset=ISO-8859-1' } })).payload, '<err>OK</err>', 'by its type')
  t.match((await service.post(Buffer.from(`\ufeff${text('UTF-16')}`, 'utf16le'), { headers: { 'content-type': 'text/xml' } })).payload, '<err>OK</err>', 'by its byte order mark')
  t.match((await service.post(Buffer.from(text('UTF-8'), 'latin1'))).payload, 'the request is not utf-8, as it says it is: send UTF-8')
  t.match((await service.post(text('UTF-8'), { headers: { 'content-type': 'text/xml; charset=x-nonsense' } })).payload, 'the encoding &quot;x-nonsense&quot; is not known: send UTF-8')
})

t.test('what cannot be read is a fault of status 500 with its reason, also in the journal, and changes nothing', async (t) => {
  const service = await startSoap(t)
  const { post, newest } = service
  const token = await otpOf(service)
  const good = envelopeOf('authenticate', { ...CAROL, token })
  const inside = (body: string) => `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>${body}</Body></Envelope>`
  const cases: ReadonlyArray<readonly [string, RegExp, string?]> = [
    ['', /the request has no body/],
    ['{"a":1}', /the request is not XML: 1:7: text data outside of root node/],
    ['<a><b></a>', /the request is not XML: 1:/],
    [`${good}<a/>`, /the request is not XML/],
    [good.replace('</soap:Envelope>', ''), /the request is not XML: .*unclosed tag/],
    [inside('<x:authenticate/>'), /unbound namespace prefix/],
    [inside('<authenticate><userId>&user;</userId></authenticate>'), /undefined entity/],
    [inside('<authenticate><userId>\u0001</userId></authenticate>'), /disallowed character/],
    [`<!DOCTYPE a [<!ENTITY user "alice">]>${good.replace(/^<\?xml[^>]*>/, '')}`, /document type/],
    [inside(`${'<a>'.repeat(20)}${'</a>'.repeat(20)}`), /nested more than 16 deep/],
    [inside(`<authenticate>${'<a/>'.repeat(1200)}</authenticate>`), /more than 1000 elements and attributes/],
    [inside(`<authenticate ${Array.from({ length: 1200 }, (_, index) => `a${index}=""`).join(' ')}/>`), /more than 1000 elements and attributes/],
    ['<authenticate/>', /begins with <authenticate>: it should be an Envelope/],
    ['<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"/>', /has no Body/],
    [good.replace('<soap:Body>', '<soap:Body/><soap:Body>'), /the envelope has 2 Bodies/],
    [inside(''), /the Body is empty/],
    [inside('<authenticate/><authenticate/>'), /has 2 elements/],
    [inside('<authenticate><userId>a</userId><userid>b</userid></authenticate>'), /userId comes more than once/],
    [inside('<authenticate><userId><b>a</b></userId></authenticate>'), /userId has elements in it/],
    [inside('<authenticat/>'), /has no operation "authenticat"\. Did you mean authenticate\?/],
    [good.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'), /the envelope is of SOAP 1\.2/, 'soapenv:VersionMismatch']
  ]
  for (const [payload, reason, code = 'soapenv:Client'] of cases) {
    const answer = await post(payload)
    t.match(answer, { statusCode: 500, headers: { 'content-type': 'text/xml; charset=utf-8' } }, String(reason))
    t.match(answer.payload, new RegExp(`<soapenv:Fault><faultcode>${code}</faultcode><faultstring>[^<]+</faultstring></soapenv:Fault>`), String(reason))
    t.match(await newest(), { face: 'service', status: 'FAILED', httpStatus: 500, code, reason }, String(reason))
  }
  t.match((await post(inside(`${'<a>'.repeat(15)}${'</a>'.repeat(15)}`))).payload, 'nested more than 16 deep', 'with Envelope and Body 17')
  t.match((await post(inside(`${'<a>'.repeat(14)}${'</a>'.repeat(14)}`))).payload, 'a has elements in it', '16 are read')
  t.match((await post(inside(`<authenticate>${'<a/>'.repeat(997)}</authenticate>`))).payload, 'more than 1000 elements and attributes', 'with Envelope, its attribute, Body and the operation 1001')
  t.match(await post(inside(`<authenticate>${'<a/>'.repeat(996)}</authenticate>`)), { statusCode: 200 }, '1000 are read')
  t.match((await post(envelopeOf('authenticateExtended', { ...CAROL, token }), { url: FIRST })).payload, '/services/Authentication has no operation &quot;authenticateExtended&quot;. /v2/services/Authentication has it.')
  t.match(await post(good, { headers: { 'content-type': 'xml' } }), { statusCode: 500, payload: /The content-type is none that is taken here: send application\/json, and to SOAP text\/xml/ })
  t.match(await post('x'.repeat(70_000)), { statusCode: 500, payload: /The body is too large/ })
  t.match(await post(good, { headers: { 'content-encoding': 'gzip' } }), { statusCode: 500, payload: /compressed/ })
  t.equal(returned((await post(good)).payload, 'authenticate'), 'OK', 'none of them has used the one-time password up')
})

t.test('faults, delays and switches reach SOAP in its own words', async (t) => {
  const service = await startSoap(t)
  const { post, admin, newest } = service
  const request = envelopeOf('authenticate', { ...CAROL, token: 'x' })
  const under = async (fault: string) => await post(request, { headers: { 'x-fault': fault } })
  t.match((await under('2310')).payload, '<authenticateReturn>NOK:account blocked</authenticateReturn>')
  t.match((await under('{"error":2308,"wire":"NOK:my cause"}')).payload, '<authenticateReturn>NOK:my cause</authenticateReturn>')
  t.match(await under('{"http":{"status":503,"body":"busy"}}'), { statusCode: 503, payload: 'busy' })
  t.match(await under('2390'), { statusCode: 500, payload: /<faultcode>soapenv:Client<\/faultcode><faultstring>.*2390/ })
  t.match(await newest(), { operation: 'service.authenticate', account: 'carol', parameters: { operation: 'authenticate', userId: 'carol@example.com', token: '***' } })
  await admin('PUT', 'faults/2310', { match: { operation: 'service.authenticate' }, effect: { error: 2310 } })
  t.match((await post(request)).payload, 'NOK:account blocked')
  t.match((await post(envelopeOf('Authenticate', { ...CAROL, token: 'x' }), { url: FIRST })).payload, 'NOK:account blocked', 'version 1 is the same operation')
  t.match(await service.app.inject({ url: `${SECOND}?wsdl`, headers: { 'x-fault': '{"http":{"status":404}}' } }), { statusCode: 404 })
})

t.test('the journal keeps the request as it was sent, and shows no secret of it', async (t) => {
  const service = await startSoap(t)
  const { admin, newest } = service
  const token = await otpOf(service)
  await service.post(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><n:authenticate xmlns:n="urn:a"><n:userId>carol</n:userId><n:serviceId a="b">1201</n:serviceId><n:token x="y">${token}</n:token><n:odd>123456</n:odd></n:authenticate></e:Body></e:Envelope>`)
  const { id } = await newest()
  const shown = (await admin('GET', `requests/${String(id)}`)).body as { request: { body: string } }
  t.match(shown.request.body, '<n:userId>carol</n:userId><n:serviceId a="b">1201</n:serviceId><n:token x="y">***</n:token><n:odd>***</n:odd>')
  t.notMatch(JSON.stringify(shown), token)
  await service.post(envelopeOf('authenticate', { ...CAROL, token: `<![CDATA[${token}x]]>` }))
  t.notMatch(JSON.stringify((await admin('GET', `requests/${String((await newest()).id)}`)).body), token)
  const curl = await service.app.inject({ url: '/admin/requests?format=curl&secrets=true' })
  t.match(curl.payload, token)
  t.match(curl.payload, '<n:authenticate')
})

t.test('each service describes itself, at the address that it is asked at', async (t) => {
  const { app } = await startSoap(t)
  for (const path of [FIRST, SECOND]) {
    for (const query of ['?wsdl', '?WSDL', '']) {
      const { payload, statusCode, headers } = await app.inject({ url: `${path}${query}`, headers: { host: 'mock.test:3000' } })
      t.match({ statusCode, headers }, { statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } })
      t.match(payload, `<soap:address location="http://mock.test:3000${path}"/>`)
      t.equal(payload.match(/<wsdl:service /g)?.length, 1)
      t.equal(payload.match(/<wsdl:port /g)?.length, 1)
    }
  }
  t.match((await app.inject({ url: `/sandbox/mine${SECOND}?wsdl`, headers: { host: 'mock.test' } })).payload, `<soap:address location="http://mock.test/sandbox/mine${SECOND}"/>`)
  const { app: behind } = await startSoap(t, { PUBLIC_URL: 'https://mock.example/base/' })
  t.match((await behind.inject({ url: `${SECOND}?wsdl` })).payload, `<soap:address location="https://mock.example/base${SECOND}"/>`)
})
