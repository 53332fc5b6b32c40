import t from 'tap'
import { reachableAddresses } from '../../../src/http/admin/server-view.ts'
import type { Overview } from '../../../src/wire/overview.ts'
import { VERSION } from '../../../src/version.ts'
import { certify, start, type Started } from '../../support/start.ts'

const overview = async ({ admin }: Pick<Started, 'admin'>, query = ''): Promise<Overview> => (await admin('GET', `overview${query}`)).body as unknown as Overview

t.test('an overview is what every resource says by itself, at one moment', async (t) => {
  const kit = await start(t)
  await certify(kit, '0612345678')
  await kit.admin('PUT', 'faults/2310')
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' })
  await kit.admin('DELETE', 'faults/2310')
  await kit.admin('PUT', 'faults/late', { match: { operation: 'get.smscode.resetPIN' }, effect: { sms: { delay: 60_000 } } })
  await kit.get('smscode', { type: 'resetPIN' })
  await kit.admin('PUT', 'clock', { advance: 'PT1S' })

  const { server, totals, coverage, lastEventId, ...rest } = await overview(kit)
  const of = async (path: string) => (await kit.admin('GET', path)).body as Record<string, unknown>
  const [{ messages, late }, { requests }, { accounts }, { faults }, { scenarios }] = [await of('sms'), await of('requests'), await of('accounts'), await of('faults'), await of('scenarios')]
  t.strictSame(rest, { sandbox: await of('sandboxes/default'), clock: await of('clock'), faults, scenarios, sms: messages, late, requests, accounts })
  t.strictSame(totals, { sms: 1, requests: 3, accounts: rest.accounts.length })
  t.equal(rest.late.length, 1)

  const { answered, documented } = await of('coverage')
  t.strictSame(coverage, { answered, documented, met: [{ operation: 'set.smscode.modifyPhoneNumber', codes: [2310] }] })
})

t.test('limit holds for messages, requests and accounts; totals say how many there are', async (t) => {
  const kit = await start(t)
  for (let index = 0; index < 101; index++) await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  const sizes = ({ sms, requests, accounts }: Overview) => [sms.length, requests.length, accounts.length]
  const whole = await overview(kit)
  t.strictSame(sizes(whole), [100, 100, whole.totals.accounts])
  t.match(whole.totals, { sms: 101, requests: 101 })
  t.strictSame(sizes(await overview(kit, '?limit=2')), [2, 2, 2])
  t.strictSame(sizes(await overview(kit, '?limit=0')), [0, 0, 0])
  t.match(await kit.admin('GET', 'overview?limit=1001'), { status: 400 })
})

t.test('events go on where an overview ends', async (t) => {
  const kit = await start(t)
  await overview(kit)
  await certify(kit, '0612345678')
  const { lastEventId } = await overview(kit)
  await kit.get('trustedphonenumber')

  const origin = await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const { body } = await fetch(`${origin}/admin/events`, { headers: { 'last-event-id': lastEventId } })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('event: request')) text += (await reader?.read())?.value ?? ''
  await reader?.cancel()
  t.strictSame([...text.matchAll(/^event: (\w+)/gm)].map(([, type]) => type), ['hello', 'request'])
})

t.test('the server says its version, since when it runs, where it listens, and its settings without the token', async (t) => {
  const kit = await start(t, { ADMIN_TOKEN: 'secret', SMS_CODE: '1234' })
  const ask = async () => (await kit.call({ url: '/admin/overview', headers: { authorization: 'Bearer secret' } })).body as unknown as Overview
  t.match((await ask()).server, { version: VERSION, startedAt: '2026-01-01T12:00:00.000Z', port: null, httpsPort: null, addresses: [], ownCa: false, settings: { SMS_CODE: '1234', ADMIN_TOKEN: '***', MAGIC_NUMBERS: true, SEED: 42 } })
  const origin = await kit.app.listen({ host: '127.0.0.1', port: 0 })
  t.match((await ask()).server, { port: Number(new URL(origin).port), addresses: [] }, 'nobody else reaches the loopback address')
  t.match(await kit.call({ url: '/admin/overview' }), { status: 401 })
})

t.test('addresses are those that other machines reach: of every network where the server listens to all', async (t) => {
  const interfaces = [{ address: '127.0.0.1', internal: true }, { address: 'fe80::1', internal: false }, { address: '2001:db8::5', internal: false }, { address: '192.168.1.5', internal: false }]
  const at = (...addresses: string[]) => reachableAddresses(addresses.map((address) => ({ address })), interfaces)
  t.strictSame(at('0.0.0.0'), ['192.168.1.5'])
  t.strictSame(at('::'), ['192.168.1.5', '2001:db8::5'])
  t.strictSame(at('192.168.1.5', '127.0.0.1', '::1'), ['192.168.1.5'])
  t.strictSame(at('127.0.0.1', '127.0.0.2'), [])
  t.strictSame(at(), [])
})

t.test('the SDK is pointed at the address of the request, or at the one given', async (t) => {
  const { call, admin } = await start(t)
  const url = async (path: string) => ((await call({ url: path, headers: { host: 'localhost:3000' } })).body?.credential as { inWeboURL: string } | undefined)?.inWeboURL
  t.equal(await url('/admin/sdk-config'), 'http://localhost:3000')
  t.equal(await url('/admin/sdk-config?origin=https://192.168.1.5:3443'), 'https://192.168.1.5:3443')
  t.equal(await url('/sandbox/mine/admin/sdk-config?origin=http://10.0.2.2:3000'), 'http://10.0.2.2:3000/sandbox/mine')
  t.equal(await url('/sandbox/mine/admin/sdk-config?origin=https://mocks.example.test/mock/'), 'https://mocks.example.test/mock/sandbox/mine', 'behind the path of a proxy')
  for (const origin of ['ftp://x', 'http://x/path?query', 'http://x/$(path)', 'http://a@x', '192.168.1.5', 'http://x/%zz', 'http://x:y', 'http://[x']) t.match(await admin('GET', `sdk-config?origin=${encodeURIComponent(origin)}`), { status: 400 }, origin)
})
