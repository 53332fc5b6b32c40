import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import type { Test } from 'tap'
import { contract, type Drive } from './client.ts'
import { readRequest, record, SUCCEEDED } from './recorder.ts'
import { listen } from './server.ts'

const { errors } = JSON.parse(readFileSync('test/fixtures/pims-errors.json', 'utf8')) as { errors: Array<{ code: number, label: string, label_2_0_X?: string }> }
const labels = new Map(errors.map(({ code, label, label_2_0_X: first }) => [code, first ?? label]))
/** A message of the facade's own. */
export const failed = (code: number) => ({ transactionId: /^[0-9a-f]{8}-[0-9a-f]{4}$/, status: 'FAILED', error: { code, label: labels.get(code) } })

const otp = ['get', 'pims.authentication.otp', { type: 'withPIN', pinCode: '1234' }] as const
const modify = ['set', 'pims.authentication.smscode', { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' }] as const
const trustedNumber = ['get', 'pims.authentication.trustedphonenumber', {}] as const
const username = ['get', 'pims.authentication.account', { type: 'username', actionType: 'basic' }] as const
const signal = ['subscribe', 'pims.vehicle.signal', {}] as const
const login = ['set', 'pims.authentication.user', { action: 'login' }] as const

/** What the facade does in every language. */
export function testFacade (t: Test, drive: Drive): void {
  t.test('sends what clients/contract.json says, and hands on what is answered', async (t) => {
    const { url, requests } = await record(t)
    const messages = await drive({ pims: { ...contract.pims, url: `${url}/sandbox/my-test/` }, calls: contract.calls.map(({ call }) => call) })
    t.strictSame(messages, contract.calls.map(() => SUCCEEDED))
    for (const [index, { says, request, headers, body }] of contract.calls.entries()) {
      const sent = readRequest(requests[index] ?? '')
      const { accept, 'content-type': type, 'x-device-id': device, 'x-login-as': typed } = sent.headers
      t.equal(sent.line, request.replace(' ', ' /sandbox/my-test'), says)
      t.strictSame(JSON.parse(JSON.stringify({ accept, 'content-type': type, 'x-device-id': device, 'x-login-as': typed })), headers, says)
      t.equal(sent.body, body, says)
    }
    t.equal(requests.length, contract.calls.length)
  })

  t.test('says what the network does in the codes and labels of the SDK', async (t) => {
    const { url, admin, noFindings } = await listen(t)
    for (const [index, { effect }] of contract.failures.entries()) await admin(`sandbox/${index}/admin/faults`, { effect })
    const messages = await drive(...contract.failures.map(({ code }, index) => ({
      pims: { url: `${url}/sandbox/${index}`, timeout: code === 2201 ? 2000 : 60_000 },
      calls: [otp, modify]
    })))
    for (const [index, { effect, code }] of contract.failures.entries()) {
      t.match(messages.slice(2 * index, 2 * index + 2), [failed(code), failed(code)], JSON.stringify(effect))
    }
    await noFindings()
  })

  t.test('a call that breaks is made once', async (t) => {
    const { url, requests } = await record(t, (socket) => socket.resetAndDestroy())
    await drive({ pims: { url }, calls: [login] })
    t.equal(requests.length, 1)
  })

  t.test('no server is 2202, and none that is known is 2001', async (t) => {
    const { url } = await record(t)
    const taken = new URL(url)
    taken.port = '1'
    t.match(await drive({ pims: { url: taken.origin }, calls: [trustedNumber] }, { pims: {}, calls: [trustedNumber] }), [failed(2202), failed(2001)])
  })

  t.test('is initialised with the SDK configuration of a sandbox, and knows no server once released', async (t) => {
    const { configuration, admin, noFindings } = await listen(t)
    const parameters = await configuration('my-test')
    const messages = await drive({
      pims: { device: 'device-1', loginAs: 'alice' },
      calls: [['initialize', parameters], ['initialize', parameters], login, username, ['release'], username]
    })
    t.match(messages, [{ status: 'SUCCEEDED' }, failed(2007), { status: 'SUCCEEDED' }, { result: { username: 'alice@example.com' } }, { status: 'SUCCEEDED' }, failed(2001)])
    t.match(await admin('sandbox/my-test/admin/requests/count'), { count: 5 }, 'all in that sandbox')
    await noFindings()
  })

  t.test('stays signed in: the device is made once and kept', async (t) => {
    const { url, noFindings } = await listen(t)
    const home = t.testdir({ one: {}, other: {} })
    const messages = await drive(
      { pims: { url, home: `${home}/one`, loginAs: 'bob' }, calls: [login] },
      { pims: { url, home: `${home}/one` }, calls: [username] },
      { pims: { url, home: `${home}/other` }, calls: [username] },
      { pims: { url }, calls: [username] }
    )
    t.match(messages, [{ status: 'SUCCEEDED' }, { result: { username: 'bob@example.com' } }, failed(2301), failed(2301)])
    await noFindings()
  })

  t.test('two objects without a device and a place to keep one are two devices', async (t) => {
    const { url, requests } = await record(t)
    await drive({ pims: { url }, calls: [username, username] }, { pims: { url }, calls: [username] })
    const [first, again, other] = requests.map((request) => readRequest(request).headers['x-device-id'])
    t.match(first, /^device-[0-9a-f]{16}$/)
    t.equal(again, first)
    t.not(other, first)
  })

  t.test('hands on a subscription: the acknowledgement, then each result', async (t) => {
    const { transactionId } = SUCCEEDED
    const events = [{ transactionId, status: 'SUCCEEDED' }, { transactionId, status: 'RESULT', result: { text: 'é🚗' } }, { transactionId, status: 'RESULT', error: { code: 2204, label: 'Server Error' } }]
    const { url } = await record(t, streaming(events))
    t.strictSame(await drive({ pims: { url }, calls: [signal], messages: 3 }), events)
  })

  t.test('a subscription that begins with nothing is 2203', async (t) => {
    const { url } = await record(t, streaming([]))
    t.match(await drive({ pims: { url }, calls: [signal] }), [failed(2203)])
  })

  t.test('subscribes: what is published is handed on, a second one is 2005, and unsubscribe makes room', async (t) => {
    const { url, admin, noFindings } = await listen(t, { AUTH: 'optional' })
    const publish = async () => {
      for (let got: unknown = 0; got === 0;) got = (await admin('admin/publish', { api: 'pims.vehicle.signal', result: { code: 200 } }) as { count: number }).count
    }
    const [messages] = await Promise.all([drive({ pims: { url, device: 'device-1' }, calls: [signal], messages: 2 }), publish()])
    t.strictSame(messages.map(({ transactionId: _, ...message }) => message), [{ status: 'SUCCEEDED' }, { status: 'RESULT', result: { code: 200 } }])
    t.equal(messages[1]?.transactionId, messages[0]?.transactionId)

    const unsubscribe = ['unsubscribe', 'pims.vehicle.signal'] as const
    t.match(await drive({ pims: { url, device: 'tablet' }, calls: [signal, signal, unsubscribe, signal, ['release']] }), [
      { status: 'SUCCEEDED' }, failed(2005), { status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }
    ])
    await noFindings()
  })

  t.test('an api without subscriptions is 2002', async (t) => {
    const { url, noFindings } = await listen(t)
    t.match(await drive({ pims: { url }, calls: [['subscribe', 'pims.no.such.api', {}], ['unsubscribe', 'pims.no.such.api']] }), [failed(2002), failed(2002)])
    await noFindings({ NobodyTakesIt: 'the app asks for an api that no service has' })
  })
}

/** What holds where a body is read in order: elsewhere an answer that breaks off may take what came before along. */
export function testBrokenSubscription (t: Test, drive: Drive): void {
  t.test('a subscription whose connection breaks says so', async (t) => {
    const { url } = await record(t, streaming([SUCCEEDED], { isWhole: false }))
    t.match(await drive({ pims: { url }, calls: [signal], messages: 2 }), [SUCCEEDED, failed(2203)])
  })
}

/** An event stream, sent a few bytes at a time. */
export const streaming = (events: readonly object[], { isWhole = true } = {}) => (socket: Socket) => {
  const bytes = Buffer.from(`: connected\n\n${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}`)
  socket.setNoDelay().write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n')
  for (let at = 0; at < bytes.length; at += 7) {
    const chunk = bytes.subarray(at, at + 7)
    socket.write(`${chunk.length}\r\n`)
    socket.write(chunk)
    socket.write('\r\n')
  }
  socket.end(isWhole ? '0\r\n\r\n' : '')
}
