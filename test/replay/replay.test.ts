import t from 'tap'
import type { SandboxClient } from '../../src/client/sandbox-client.ts'
import { NotingClient, played, told } from '../support/played.ts'
import { started } from '../library/support.ts'

const recorded = async (box: SandboxClient) => await box.exportRequests('har', { secrets: true })

/** What clients do, and what a test does with the mock meanwhile. */
const flows: Readonly<Record<string, (box: SandboxClient, client: NotingClient) => Promise<void>>> = {
  'the flow of the README': async (box, client) => await client.changeNumber(box),
  'the device protocol': async (box, client) => await client.enrol(box),
  'a login by OAuth, whose token has the time in it': async (_box, client) => { await client.get('trustedphonenumber', await client.signIn()) },
  'rules of faults, by chance and by number, that were switched on and off': async (box, client) => {
    await box.fail(2307, { operation: 'get.trustedphonenumber', times: 1 })
    await box.fail(2101, { operation: 'get.account.username', probability: 0.5 })
    for (let round = 0; round < 4; round++) await client.get('account?type=username&actionType=basic')
    for (let round = 0; round < 2; round++) await client.get('trustedphonenumber')
    await box.ok()
    await client.get('trustedphonenumber')
  },
  'a clock that was moved, in which a code has expired': async (box, client) => {
    await client.get('smscode?type=phoneNumberCertification&phoneNumber=0612345678')
    const smsCode = await box.sms({ to: '0612345678' })
    await box.advance('PT6M')
    await client.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' })
    await box.freeze('2020-01-01T00:00:00Z')
    await client.signIn()
  },
  'an account that was put, and a seed that was given between': async (box, client) => {
    await box.account('zoe').put({ trustedPhoneNumber: '0639981234', pin: '4711' })
    await client.get('trustedphonenumber', 'zoe')
    await box.seed(9)
    await client.changeNumber(box)
  },
  'a state that was put back': async (box, client) => {
    await client.changeNumber(box)
    const state = await box.snapshot()
    await client.get('trustedphonenumber')
    await box.restore(state)
    await client.changeNumber(box)
  },
  'what no route takes, and what is refused before it is understood': async (_box, client) => {
    await client.get('trustedphonenumber')
    await client.ask('/applications/cvs/v1/mobile/x', { headers: { authorization: 'Bearer alice' } })
    await client.ask('/nowhere?code=123456')
    await client.ask('/pims.authentication.smscode', { method: 'POST', headers: { authorization: 'Bearer alice', 'content-type': 'application/json' }, body: '{"type":' })
    await client.get('trustedphonenumber', 'nobody')
  }
}

for (const [what, flow] of Object.entries(flows)) {
  t.test(`a replay has the same answers to the byte: ${what}`, async (t) => {
    const { sandbox } = await started(t, { seed: 7 })
    for (const box of [sandbox('default'), sandbox('mine')]) {
      const client = new NotingClient(box)
      await flow(box, client)
      const har = await recorded(box)
      t.strictSame(har.log.entries.map(({ response }) => response.content.text), client.texts.slice(-har.log.entries.length), 'the file has what the client got')
      const replayed = await played(t, har)
      t.equal(replayed.length, har.log.entries.length)
      t.strictSame(told(replayed), what.startsWith('what no route') ? ['4  none: the body of the request is not kept'] : [])
    }
  })
}

t.test('connections that break, hang and are held back break, hang and are held back again', async (t) => {
  const box = (await started(t)).sandbox('mine')
  const client = new NotingClient(box)
  await box.fail(['reset', 'truncate', 'empty'], { operation: 'get.trustedphonenumber' })
  for (let round = 0; round < 3; round++) await client.get('trustedphonenumber').catch(() => {})
  await box.ok()
  await box.fail('hang', { operation: 'get.account.username' })
  await client.ask('/pims.authentication.account?type=username&actionType=basic', { headers: { authorization: 'Bearer alice' }, signal: AbortSignal.timeout(300) }).catch(() => {})
  await box.ok()
  await box.slow(50, { operation: 'get.trustedphonenumber', times: 1 })
  await client.get('trustedphonenumber')
  await client.signIn()
  const har = await recorded(box)
  t.equal(har.log.entries.length, 7)
  t.strictSame(told(await played(t, har)), [])
  for (const entry of har.log.entries) delete entry.response._error
  t.match(told(await played(t, har)), [/^1 get\.trustedphonenumber different: a whole answer then, no answer: the fault reset now$/, /^2 /, /^3 /, /^4 /], 'which of them it was is held too')
})

t.test('a stream is open for as long as it was, and requests that were sent at once are sent one after the other', async (t) => {
  const box = (await started(t)).sandbox('mine')
  const stream = new AbortController()
  await fetch(`${box.url}/pims.vehicle.signal`, { headers: { authorization: 'Bearer alice', accept: 'text/event-stream' }, signal: stream.signal })
  const publish = async () => (await box.publish('subscribe.signal', { result: { code: 200 }, account: 'alice' })).count
  t.equal(await publish(), 1)
  stream.abort()
  while ((await box.subscriptions()).length > 0) await box.clock()
  t.equal(await publish(), 0)
  await box.slow(100, { operation: 'get.trustedphonenumber', times: 1 })
  const slow = box.call('get.trustedphonenumber')
  while ((await box.faults())[0]?.hits === 0) await box.clock()
  await box.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
  await slow
  await Promise.all([1, 2, 3].map(() => box.call('get.trustedphonenumber')))
  const har = await recorded(box)
  t.strictSame(told(await played(t, har)), [])
  const [, held, overtaking, last] = har.log.entries
  if (held === undefined || overtaking === undefined || last === undefined) throw new Error('no entries')
  held.time = Math.max(held.time, overtaking._arrival - held._arrival + 1) // a busy machine may have let it pass before the other came
  for (const entry of [held, overtaking, last]) entry.response.content.text = '{}'
  t.match(told(await played(t, har)), [/^2 get\.trustedphonenumber none: it differs, but request 3 came while request 2 was under way, and a replay sends one after the other$/, /^3 .* none: /, /^4 .* none: /])
})

t.test('of requests that were under way at once each may be answered otherwise, though none overtook the other: ids are drawn as they come', async (t) => {
  const box = (await started(t)).sandbox('mine')
  await new NotingClient(box).changeNumber(box)
  const har = await recorded(box)
  const [first, second] = har.log.entries
  if (first === undefined || second === undefined) throw new Error('no entries')
  second.response.content.text = '{}'
  t.match(told(await played(t, har)), [/^2 .* different: /])
  Object.assign(second, { _arrival: first._arrival + first.time / 2, time: first.time })
  t.match(told(await played(t, har)), [/^2 .* none: it differs, but request 2 came while request 1 was under way/])
  first.response.content.text = '{}'
  t.match(told(await played(t, har)), [/^1 .* none: it differs, but request 2 came while request 1 was under way/, /^2 .* none: /], 'and so may the first: its body may have come after the second')
})

t.test('what was sent over HTTP/1.0 without a host, and JSON whose type is in capitals, is sent again', async (t) => {
  const box = (await started(t)).sandbox('mine')
  const client = new NotingClient(box)
  await client.ask('/pims.authentication.smscode', { method: 'POST', headers: { authorization: 'Bearer alice', 'content-type': 'Application/JSON' }, body: '{"type":"modifyPhoneNumber","smsCode":"000000","phoneNumber":"0612345678"}' })
  await client.ask('/am/oauth2/access_token', { method: 'POST', headers: { 'content-type': 'APPLICATION/JSON' }, body: '{"grant_type":"refresh_token"}' })
  const har = await recorded(box)
  t.match(har.log.entries[0]?.request.postData, { text: '{"type":"modifyPhoneNumber","smsCode":"000000","phoneNumber":"0612345678"}' })
  for (const { request } of har.log.entries) request.headers = request.headers.filter(({ name }) => name !== 'host')
  const replayed = await played(t, har)
  t.strictSame(told(replayed), [])
  t.equal(replayed.length, 2)
})

t.test('settings that are not the default are those of the file', async (t) => {
  const box = (await started(t, { smsCodeLength: 8, publicUrl: 'https://mocks.example.test', sdkVersion: '2.3' })).sandbox('default')
  await new NotingClient(box).changeNumber(box)
  const { log } = await recorded(box)
  t.strictSame(log._settings, { SDK_VERSION: '2.3', SMS_CODE_LENGTH: 8, PUBLIC_URL: 'https://mocks.example.test' })
})

t.test('what a drawn seed has made is the same again', async (t) => {
  const { startMock } = await import('../../src/library/index.ts')
  const mock = await startMock()
  t.teardown(() => mock.stop())
  const box = mock.sandbox('default')
  await new NotingClient(box).changeNumber(box)
  t.strictSame(told(await played(t, await recorded(box))), [])
})

t.test('what differs is told by its place, and no secret is in it', async (t) => {
  const box = (await started(t)).sandbox('default')
  const client = new NotingClient(box)
  await client.changeNumber(box)
  const token = await client.signIn()
  const har = await recorded(box)
  const [, changed, , tokens] = har.log.entries
  if (changed === undefined || tokens === undefined) throw new Error('no entries')
  changed.response.status = 400
  changed.response.content.text = changed.response.content.text.replace('"result":null', '"error":{"code":2102}').replace('SUCCEEDED', 'FAILED')
  tokens.response.content.text = tokens.response.content.text.replace(token, '00000000-0000-0000-0000-000000000000')
  tokens.response.headers.push({ name: 'x-more', value: '1' })
  const replayed = told(await played(t, har))
  t.strictSame(replayed, [
    '2 set.smscode.modifyPhoneNumber different: status: 400 then, 200 now; `status`: FAILED then, SUCCEEDED now; `error` is gone; `result` is new',
    '4 oauth.token different: the header x-more is gone; `access_token` is another'
  ])
  changed.response.content.text = changed.response.content.text.replace('FAILED', 'hush')
  t.match(told(await played(t, har)), [/; `status` is another; /, /./], 'what is no status is not told')
})

t.test('where the sandbox may be another, what differs is not compared, and the reason is said', async (t) => {
  const box = (await started(t)).sandbox('default')
  const client = new NotingClient(box)
  await client.get('trustedphonenumber')
  await client.changeNumber(box)
  await client.get('account?type=username&actionType=basic')
  const all = await recorded(box)
  const part = { log: { ...all.log, entries: all.log.entries.slice(1), _missing: { requests: 1, admin: 0 } } }
  t.strictSame((await played(t, part)).map(({ verdict, why }) => [verdict, ...why]), Array.from({ length: 3 }, () => ['none', 'it differs, but 1 request to its sandbox is not in the file']))
  t.equal((await box.exportRequests('har', { limit: 3 })).log._missing.requests, 1, 'the export says so')
  await box.clearRequests()
  t.equal((await box.exportRequests('har')).log._missing.requests, 4)
  await box.reset()
  t.equal((await box.exportRequests('har')).log._missing.requests, 0, 'after a reset nothing is missed')
})

t.test('of a masked file what carries no secret is compared', async (t) => {
  const box = (await started(t)).sandbox('default')
  const client = new NotingClient(box)
  await client.get('trustedphonenumber')
  await client.changeNumber(box)
  await client.get('trustedphonenumber')
  const har = await box.exportRequests('har')
  const replayed = await played(t, har)
  t.strictSame(replayed.map(({ verdict }) => verdict), ['same', 'same', 'none', 'none'])
  await box.reset()
  await client.ask('/connectedcar/v4/user/vehicles', { headers: { authorization: 'Bearer alice' } })
  t.strictSame(told(await played(t, await box.exportRequests('har'))), [], 'the id of an account is its token')
  t.strictSame(told(replayed), ['3 set.smscode.modifyPhoneNumber none: its secrets are masked', '4 get.trustedphonenumber none: it differs, but request 3 before it could not be sent as it was'])
  await box.reset()
  await box.account('zoe').put({ trustedPhoneNumber: '0639981234', pin: '4711' })
  await client.get('trustedphonenumber', 'zoe')
  t.match(told(await played(t, await box.exportRequests('har'))), [/^1 get\.trustedphonenumber none: it differs, but the secrets of PUT \/admin\/accounts\/zoe before it are masked$/])
})
