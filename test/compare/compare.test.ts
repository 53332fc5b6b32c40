import t, { type Test } from 'tap'
import { compareCapture } from '../../src/compare/compare.ts'
import { ValueSearch, valuesOf } from '../../src/compare/values.ts'
import { started } from '../library/support.ts'

type Entry = { request: { url: string, headers: unknown[], postData?: { text: string } }, response: { status: number, content: { text: string }, headers: unknown[] } }
type Capture = { log: { entries: Entry[] } }

/** A mock stands in for the real service: a login, a number changed with a wrong and with the right code. */
async function captured (t: Test): Promise<Capture> {
  const real = (await started(t)).sandbox()
  await real.seed(7)
  const login = await fetch(`${real.url}/am/oauth2/authorize?client_id=app&redirect_uri=mymap%3A%2F%2Foauth2redirect%2Ffr&response_type=code&scope=openid&state=some-state&login=alice`, { redirect: 'manual' })
  const code = new URLSearchParams(login.headers.get('location')?.split('?')[1]).get('code') ?? ''
  const tokens = await fetch(`${real.url}/am/oauth2/access_token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('app:app-secret').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: 'mymap://oauth2redirect/fr' })
  })
  const { access_token: account } = await tokens.json() as { access_token: string }
  const phoneNumber = '0612345678'
  await real.call('get.smscode.phoneNumberCertification', { phoneNumber }, { account })
  const smsCode = await real.sms({ to: phoneNumber })
  await real.call('set.smscode.modifyPhoneNumber', { smsCode: smsCode === '000001' ? '000002' : '000001', phoneNumber }, { account })
  await real.call('set.smscode.modifyPhoneNumber', { smsCode, phoneNumber }, { account })
  await real.call('get.trustedphonenumber', {}, { account })
  return await real.exportRequests('har', { secrets: true }) as unknown as Capture
}

const run = async (t: Test, capture: unknown, format: 'text' | 'markdown' | 'junit' = 'text', entry?: number) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.seed(42)
  return await compareCapture(capture, sandbox, { account: 'alice', format, entry })
}

t.test('a client replays with the values of the mock: login, tokens, codes from the inbox, numbers', async (t) => {
  const { isDifferent, report } = await run(t, await captured(t))
  t.equal(isDifferent, false, report)
  t.match(report, /\n1 .*GET \/am\/oauth2\/authorize +302 +same\n2 .*POST \/am\/oauth2\/access_token +200 +same\n[^]*\n0 different, 6 same, 0 not compared\.$/)
})

t.test('what was changed in a capture is what differs, and nothing else', async (t) => {
  const capture = await captured(t)
  const token = capture.log.entries[1]
  if (token === undefined) throw new Error('no token')
  token.response.content.text = JSON.stringify({ ...JSON.parse(token.response.content.text) as object, nonce: 'planted-value', expires_in: '3599' })
  const { isDifferent, report } = await run(t, capture)
  t.equal(isDifferent, true)
  t.match(report, /2 .* 200 +DIFFERENT +[^\n]*`expires_in`: real string, mock number[^\n]*\n/)
  t.match(report, 'real has `nonce` (string, text 13)')
  t.match(report, /1 different, 5 same, 0 not compared\.$/)
  t.match((await run(t, capture, 'markdown')).report, /\| 2 \| POST \/am\/oauth2\/access_token \| 200 \| DIFFERENT \|/)
  t.match((await run(t, capture, 'junit')).report, /tests="6" failures="1" errors="0" skipped="0"[^]*<failure message="/)
  t.match((await run(t, capture, 'text', 1)).report, /0 different, 1 same, 0 not compared\.$/)
  await t.rejects(run(t, capture, 'text', 99), { message: /no call of the service with the number 99/ }, 'nothing compared is not the same')
})

t.test('what cannot be compared is a line with its reason', async (t) => {
  const at = '2026-01-01T12:00:00Z'
  const { report, isDifferent } = await run(t, {
    log: {
      entries: [
        { startedDateTime: at, request: { method: 'GET', url: 'http://x/iwws/MAC?action=ActionSetup&mode=synchro', headers: [] }, response: { status: 200, headers: [], content: {} } },
        { startedDateTime: at, request: { method: 'GET', url: 'http://x/pims.authentication.trustedphonenumber', headers: [] }, response: { status: -1 } },
        { startedDateTime: at, request: { method: 'GET', url: 'http://x/pims.authentication.trustedphonenumber', headers: [] }, response: { status: 200, headers: [], content: {} } },
        { startedDateTime: at, request: { method: 'POST', url: 'http://x/am/oauth2/access_token', headers: [], postData: { mimeType: 'application/x-www-form-urlencoded', _file: 'f.txt' } }, response: { status: 400, headers: [], content: {} } }
      ]
    }
  })
  t.match(report, /no client is known that plays this mode of the device protocol\n2 .*not compared {2}the capture has no answer\n3 .*same +the capture has the status alone\n4 .*not compared {2}the capture does not have the body of the request: record it with content embedded\n0 different, 1 same, 3 not compared\.$/)
  t.equal(isDifferent, false)
})

t.test('no value of a capture is in a report: 200 planted ones, wherever a recorder writes them', async (t) => {
  const capture = await captured(t)
  const planted: string[] = []
  const secret = (): string => {
    const text = `S3cr${String(planted.length).padStart(3, '0')}xQz`
    planted.push(text)
    return text
  }
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const places: Array<(entry: Entry & Record<string, unknown>) => void> = [
    ({ request }) => { request.url += `${request.url.includes('?') ? '&' : '?'}x=${secret()}&${secret()}=1` },
    ({ request }) => { request.url = request.url.replace(/(\?|$)/, `/${secret()}$1`) },
    ({ request }) => { request.headers.push({ name: 'x-key', value: secret() }, { name: secret(), value: 'x' }, { name: 'cookie', value: `a=${secret()}` }) },
    ({ request }) => { request.headers.push({ name: 'authorization', value: `Basic ${base64(`app:${secret()}`)}` }) },
    ({ request }) => { request.postData = { text: JSON.stringify({ [secret()]: 1, b: { c: [secret()] } }) } },
    ({ response }) => { response.content.text = JSON.stringify({ [secret()]: 1, label: secret(), status: secret(), error: { code: secret(), label: secret() }, token_type: secret() }) },
    ({ response }) => { Object.assign(response.content, { text: base64(JSON.stringify({ [secret()]: { [secret()]: secret() }, error: secret() })), encoding: 'base64' }) },
    ({ response }) => { Object.assign(response.content, { text: `<a x="${secret()}"><${secret()}>${secret()}</a>`, mimeType: `text/xml${secret()}` }) },
    ({ response }) => { response.headers.push({ name: 'location', value: `mymap://${secret()}?${secret()}=${secret()}` }, { name: 'content-type', value: secret() }) },
    (entry) => { Object.assign(entry, { comment: secret(), pageref: secret(), _initiator: { url: secret() }, _error: secret() }) },
    ({ request, response }) => { Object.assign(request, { method: secret(), httpVersion: secret() }); Object.assign(response, { redirectURL: `x://y?z=${secret()}`, statusText: secret() }) }
  ]
  const copies = places.flatMap((place) => capture.log.entries.map((entry) => {
    const copy = structuredClone(entry) as Entry & Record<string, unknown>
    place(copy)
    return copy
  }))
  const har = { log: { creator: { name: secret() }, pages: [{ id: secret(), title: secret() }], entries: [...capture.log.entries, ...copies] } }
  t.ok(planted.length >= 200, `${planted.length}`)
  for (const format of ['text', 'markdown', 'junit'] as const) {
    const { report } = await run(t, har, format)
    t.match(report, /DIFFERENT|failure/)
    t.strictSame(planted.filter((text) => report.includes(text)), [], format)
  }
})

t.test('a value is found in a name, however it was packed in the capture', async (t) => {
  const found = (har: unknown, ...names: string[]) => {
    const search = new ValueSearch(names)
    search.look(valuesOf(har))
    return [...search.holding]
  }
  const packed = [{ a: 'Hidden1' }, '{"a":"Hidden1"}', 'a=Hidden1&b=1', 'http://x/y?a=Hidden1', '<a>Hidden1</a>', Buffer.from('app:Hidden1').toString('base64'), 'sid=Hidden1; Path=/', 'Bearer Hidden1',
    { encoding: 'base64', text: Buffer.from('{"é":"Hidden1"}').toString('base64') }]
  for (const har of packed) t.strictSame(found(har, 'open', 'isHidden1too', 'Hidden1'), ['isHidden1too', 'Hidden1'], JSON.stringify(har))
  t.strictSame(found([{ name: 'content-type', value: 'x' }], 'content-type'), [], 'a name is none')
})

t.test('a text is looked through to its end, however many parts it has', async (t) => {
  const parts = Array.from({ length: 150_000 }, (_, index) => `a${index}=${1_000_000 + index}`)
  for (const between of [' ', '&', ';']) {
    const search = new ValueSearch(['isHidden1too'])
    search.look(valuesOf([...parts, 'b=Hidden1', 'c=1'].join(between)))
    t.strictSame([...search.holding], ['isHidden1too'], between)
  }
})

t.test('the PIN that is sent where the real service took one is that of the account, whatever status a refusal has', async (t) => {
  for (const options of [{}, { httpStatus: 'always-200' }] as const) {
    const real = (await started(t, options)).sandbox()
    for (const pinCode of ['1234', '0000']) await real.call('get.otp.withPIN', { pinCode })
    const sandbox = (await started(t, options)).sandbox()
    await sandbox.account('alice').patch({ pin: '2468' })
    const { report } = await compareCapture(await real.exportRequests('har', { secrets: true }), sandbox, { account: 'alice', format: 'text' })
    t.match(report, /\n0 different, 2 same, 0 not compared\.$/)
  }
})

t.test('of a subscription, which has no end, the head is compared', async (t) => {
  const real = (await started(t)).sandbox()
  const leave = new AbortController()
  await fetch(`${real.url}/pims.vehicle.signal`, { headers: { authorization: 'Bearer alice', accept: 'text/event-stream' }, signal: leave.signal })
  const har = await real.exportRequests('har', { secrets: true }) as unknown as Capture
  leave.abort()
  const [entry] = har.log.entries
  if (entry === undefined) throw new Error('no entry')
  entry.response.status = 200
  t.match((await run(t, har)).report, /\n1 .*GET \/\{…\} +200 +same +the mock answers with a stream, which is not read\n/)
  Object.assign(entry.response, { headers: [], content: { mimeType: 'application/json', text: '{}' } })
  t.match((await run(t, har)).report, /DIFFERENT +content type: real application\/json, mock text\/event-stream/)
})

t.test('a value that is a word of the report, or the name of a field that the mock has too, keeps no report back', async (t) => {
  const capture = await captured(t)
  const [, token] = capture.log.entries
  if (token === undefined) throw new Error('no token')
  token.response.content.text = JSON.stringify({ ...JSON.parse(token.response.content.text) as object, expires_in: '3599', hidden_name: 1 })
  const { report } = await run(t, { log: { ...capture.log, comment: ['DIFFERENT', 'expires_in', 'not compared', 'hidden_name', 'real string'] } })
  t.match(report, /DIFFERENT +[^\n]*`expires_in`: real string, mock number; real has `<key>` \(number\)/)
})

t.test('with isLocal a report tells values, names and paths, and says so first', async (t) => {
  const capture = await captured(t)
  const [, token] = capture.log.entries
  if (token === undefined) throw new Error('no token')
  token.response.content.text = JSON.stringify({ ...JSON.parse(token.response.content.text) as object, nonce: 'planted-value', k12345: 1 })
  const sandbox = (await started(t)).sandbox()
  for (const format of ['text', 'markdown', 'junit'] as const) {
    const { report } = await compareCapture(capture, sandbox, { account: 'alice', format, isLocal: true })
    t.match(report, /^(<.*\n<!-- )?LOCAL: .* Do not publish it\./, format)
    t.match(report, /nonce.*planted-value.*k12345/, format)
    t.match(report, 'authorize?client_id=app', format)
  }
})
