import fc from 'fast-check'
import t from 'tap'
import { toCurl } from '../../../src/journal/exports/curl.ts'
import { rewriteUrl } from '../../../src/http/select-sandbox.ts'
import { certify, start, type Started } from '../../support/start.ts'
import { has, run } from '../../clients/support/tools.ts'
import { entryOf } from '../../support/exported.ts'

const NUMBER = '0612345678'
const curl = has('curl', '--version') ? false : 'curl is not here'

const options = { version: '0', url: 'http://localhost:3000', secrets: true }

/** What ends an argument, and a call, in the output of the shell. */
const END = '\x1e'
const BREAK = '\x1d'

/** What a shell hands to curl, call by call. */
async function argumentsOf (script: string): Promise<string[][]> {
  const output = await run('sh', ['-c', `curl () { printf '%s\\036' "$@"; printf '\\035'; }\n${script}`], { env: { PATH: process.env.PATH } })
  return output.split(BREAK).slice(0, -1).map((call) => call.split(END).slice(0, -1))
}

/** All that a client did, with something of everything that changes an answer. */
async function busyDay (kit: Started): Promise<void> {
  const smsCode = await certify(kit, NUMBER)
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: '000000', phoneNumber: NUMBER })
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345679' })
  await kit.admin('PUT', 'clock', { advance: 'PT6M' })
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: NUMBER })
  await kit.admin('PUT', 'faults', { id: 'down', effect: { http: { status: 503, body: { sorry: 'Ça ne va pas' } } }, match: { operation: 'trustedphonenumber' }, times: 1 })
  await kit.get('trustedphonenumber')
  await kit.admin('PUT', 'faults/2310', { times: 1 })
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: await certify(kit, NUMBER), phoneNumber: NUMBER })
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: await certify(kit, NUMBER), phoneNumber: NUMBER })
  await kit.get('account', { type: "it's" }, { as: 'bob', headers: { 'x-device-id': '', 'x-fault': '2302' } })
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0639982310' })
  await kit.call({ method: 'POST', url: '/am/oauth2/access_token', payload: 'grant_type=password&username=alice&password=a%20%22%24HOME', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  await kit.call({ method: 'POST', url: '/pims.authentication.smscode', payload: '{"broken', headers: { 'content-type': 'application/json' } })
  await kit.call({ method: 'POST', url: '/pims.authentication.smscode', payload: 'text', headers: { 'content-type': 'text/plain' } })
  await kit.call({ method: 'DELETE', url: '/api/../pims.nothing?a=[1]&b={2}' })
  await kit.app.inject({ url: '/iwws/MAC?action=Finalize&mode=nonsense&id=123456789' })
}

const told = async ({ call }: Pick<Started, 'call'>, base: string) => {
  const requests = (await call({ url: `${base}/admin/requests?secrets=true` })).body?.requests as Array<Record<string, unknown>>
  const messages = (await call({ url: `${base}/admin/sms` })).body?.messages as Array<Record<string, unknown>>
  return {
    answers: requests.map(({ id, operation, account, status, httpStatus, code, changes, parameters }) => ({ id, operation, account, status, httpStatus, code, changes, parameters })),
    messages: messages.map(({ to, code, state }) => ({ to, code, state }))
  }
}

t.test('the lines meet the same codes and the same answers in a fresh sandbox of the same seed', { skip: curl }, async (t) => {
  const kit = await start(t)
  await busyDay(kit)
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const { text, headers } = await kit.app.inject({ url: '/admin/requests?format=curl&secrets=true' }).then(({ body, headers }) => ({ text: body, headers }))
  t.equal(headers['content-type'], 'text/plain; charset=utf-8')

  await kit.call({ method: 'PUT', url: '/admin/sandboxes/replay', payload: { seed: 42 } })
  await run('sh', ['-c', text], { env: { PATH: process.env.PATH, PIMS_MOCK_URL: `${kit.app.listeningOrigin}/sandbox/replay` } })
  const [first, replay] = [await told(kit, ''), await told(kit, '/sandbox/replay')]
  t.equal(first.answers.length, 16)
  t.strictSame(replay, first)
  t.strictSame([...new Set(first.answers.map(({ code, httpStatus }) => String(code ?? httpStatus)))].sort(), ['200', '2002', '2102', '2310', '503', 'NOK:SN', 'invalid_client'])
})

t.test('a script says which sandbox, seed and version it is of, and what a replay needs', async (t) => {
  const kit = await start(t)
  await kit.call({ url: '/sandbox/mine/pims.authentication.trustedphonenumber', headers: { authorization: 'Bearer alice' } })
  const script = (await kit.app.inject({ url: '/sandbox/mine/admin/requests?format=curl' })).body.split('\n')
  t.match(script, [
    /^# 1 requests to http:\/\/localhost(:80)?\/sandbox\/mine, the oldest first \(pims-mock \d/,
    /^# To replay: .*\{"seed":42\}/,
    /^# Secrets are masked/,
    /^curl -gsS "\$\{PIMS_MOCK_URL:-http:\/\/localhost(:80)?\/sandbox\/mine\}"'\/pims\.authentication\.trustedphonenumber' -H 'authorization: Bearer alice' # 12:00:00 200 SUCCEEDED$/,
    ''
  ])
  t.match(toCurl({ ...options, entries: [] }, { seed: undefined }), /has no seed/)
})

t.test('a shell reads of every line what was sent, and runs nothing else', async (t) => {
  const word = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll(/[\0\n\r]/g, ' ').replaceAll(END, ' ').replaceAll(BREAK, ' '))
  const arbitrary = fc.record({ path: word, name: fc.stringMatching(/^y[a-z-]{0,9}$/), value: word, body: word, reason: fc.string({ unit: 'binary', maxLength: 60 }), account: word })
  const samples = fc.sample(arbitrary, 300)
  const entries = samples.map(({ path, name, value, body, reason }) => entryOf({
    reason,
    request: { method: 'PUT', path: `/${path}`, headers: { [name]: value, 'content-length': '1', 'content-type': 'text/plain' }, body }
  }))
  const calls = await argumentsOf(toCurl({ ...options, entries }, { seed: 42 }))
  t.equal(calls.length, samples.length)
  for (const [index, { path, name, value, body }] of samples.entries()) {
    t.strictSame(calls[index]?.filter((argument) => argument !== '--path-as-is'), [
      '-gsS', `http://localhost:3000/${path}`, '-X', 'PUT', '-H', value === '' ? `${name};` : `${name}: ${value}`, '-H', 'content-type: text/plain', '--data-raw', body
    ])
  }
})

t.test('the URL of the sandbox is text to a shell, and whoever names no host gets no script', async (t) => {
  const url = 'http://x$(touch PWN)`touch PWN`"\\}\'/sandbox/a'
  t.strictSame(await argumentsOf(toCurl({ ...options, url, entries: [entryOf({ path: '/y', request: { method: 'GET', path: '/y', headers: {}, body: null } })] }, { seed: 42 })), [['-gsS', `${url}/y`]])
  const kit = await start(t)
  for (const host of ['x$(touch$IFS)', 'x`a`', "a'b", 'evil%2eexample', 'a b', '-a']) {
    t.match(await kit.call({ url: '/admin/requests?format=curl', headers: { host } }), { status: 400, body: { message: /^The header Host is not the name of a host/ } }, host)
  }
  for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000', 'my_mac', 'host-1']) t.equal((await kit.app.inject({ url: '/admin/requests', headers: { host } })).statusCode, 200, host)
})

t.test('plain lines have their URLs as they are, as programs read them that import lines of curl', async (t) => {
  const kit = await start(t)
  await kit.get('trustedphonenumber', { note: "it's" })
  const { body } = await kit.app.inject('/admin/requests?format=curl&plain=true')
  t.match(body, /^curl -gsS 'http:\/\/localhost(:80)?\/pims\.authentication\.trustedphonenumber\?note=it%27s' -H/m)
  t.notMatch(body.split('\n').filter((line) => line.startsWith('curl')).join('\n'), '$')
})

t.test('a target in absolute form is a path of this server, and one that is none stays the target', async (t) => {
  t.equal(rewriteUrl({ url: 'http://real.example/pims.x?a=1', headers: {} }), '/pims.x?a=1')
  t.equal(rewriteUrl({ url: 'https://real.example', headers: {} }), '/')
  t.equal(rewriteUrl({ url: 'http://real.example?b', headers: {} }), '/?b')
  t.equal(rewriteUrl({ url: '*', headers: {} }), '*')
  const script = toCurl({ ...options, entries: [entryOf({ path: '*', request: { method: 'OPTIONS', path: '*', headers: {}, body: null } })] }, { seed: 42 })
  t.strictSame(await argumentsOf(script), [['-gsS', 'http://localhost:3000/', '--request-target', '*', '-X', 'OPTIONS']])
})

t.test('another body stands for one that is not kept, and the line says so', async (t) => {
  const script = toCurl({ ...options, entries: [entryOf({ request: { method: 'POST', path: '/x', headers: { 'content-length': '8', 'content-type': 'text/plain' }, body: null } })] }, { seed: 42 })
  t.match(script, '(its body is not kept)')
  t.match(script, "--data-raw '(not kept)'")
})

t.test('time that has passed passes again, and the token of the admin API comes from the environment', async (t) => {
  const entries = ['12:00:00', '12:00:06', '12:00:12', '12:00:13', '11:00:00'].map((time) => entryOf({ at: `2026-01-01T${time}.000Z` }))
  const script = toCurl({ ...options, entries }, { seed: 42 })
  const moves = (await argumentsOf(script)).filter((call) => call.join(' ').includes('/admin/clock')).map((call) => call.at(-1))
  t.strictSame(moves, ['{"advance":12000}', '{"advance":-3612000}'], 'once it is enough to matter')
  const [guarded] = (await argumentsOf(`ADMIN_TOKEN='a b'\n${script}`)).filter((call) => call.join(' ').includes('/admin/clock'))
  t.ok(guarded?.includes('authorization: Bearer a b'))
})

t.test('a request keeps its method, asks for the fault that hit it, and leaves out what belongs to a connection', async (t) => {
  const call = async (entry: Parameters<typeof entryOf>[0]) => (await argumentsOf(toCurl({ ...options, entries: [entryOf(entry)] }, { seed: 42 })))[0]?.slice(2)
  const request = { path: '/x', headers: {}, body: null }
  t.strictSame(await call({ request: { ...request, method: 'GET', headers: { host: 'x', connection: 'close', 'user-agent': 'x', 'sec-fetch-site': 'cross-site', accept: '*/*' } } }), [])
  t.strictSame(await call({ request: { ...request, method: 'POST' } }), ['-X', 'POST'])
  t.strictSame(await call({ request: { ...request, method: 'HEAD' } }), ['--head'])
  t.strictSame(await call({ request: { ...request, method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body: { a: 1 } } }), ['-H', 'content-type:', '--data-raw', 'a=1'])
  const get = { ...request, method: 'GET' }
  t.strictSame(await call({ request: get, fault: { rule: 'r', effect: { http: { status: 500, body: 'é' } }, delay: 0 } }), ['-H', 'x-fault: {"http":{"status":500,"body":"\\u00e9"}}'])
  t.strictSame(await call({ request: get, fault: { rule: 'r', effect: null, delay: 5 } }), [])
  t.strictSame(await call({ request: get, fault: { rule: null, effect: { error: 2310 }, delay: 0 } }), [], 'one that the request asked for, it asks for again')
})
