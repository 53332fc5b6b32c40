import { request } from 'node:https'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connectAsync } from 'mqtt'
import t from 'tap'
import { startMock, type StartOptions } from '../../src/library/index.ts'
import { settingNames } from '../../src/client/contract.ts'
import { ConfigSchema } from '../../src/config/schema.ts'
import { environmentOf } from '../../src/library/environment.ts'
import { started } from './support.ts'

t.test('a server listens on this machine at a free port, with the settings given', async (t) => {
  const mock = await started(t, { smsCode: '1234' })
  t.match(mock.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.equal(mock.https, undefined)
  const sandbox = mock.sandbox()
  await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
  t.equal(await sandbox.sms(), '1234')
})

t.test('with https it has a CA to trust', async (t) => {
  const mock = await started(t, { https: true })
  t.equal(await mock.caCertificate(), mock.ca)
  const [response] = await once(request(`${mock.https}/health`, { ca: mock.ca, agent: false }).end(), 'response') as [IncomingMessage]
  t.equal(response.statusCode, 200)
  response.resume()
})

t.test('with mqtt it answers where, with TLS of the same CA where there is HTTPS', async (t) => {
  for (const [https, url] of [[false, /^mqtt:\/\/127\.0\.0\.1:\d+$/], [true, /^mqtts:\/\/127\.0\.0\.1:\d+$/]] as const) {
    const mock = await started(t, { mqtt: true, https })
    t.match(mock.mqttUrl, url)
    const phone = await connectAsync(String(mock.mqttUrl), { username: 'IMA_OAUTH_ACCESS_TOKEN', password: 'alice', reconnectPeriod: 0, ...mock.ca !== undefined && { ca: mock.ca } })
    t.ok(phone.connected)
    const gone = new Promise((resolve) => phone.once('close', () => resolve('closed')))
    await mock.stop()
    t.equal(await gone, 'closed', 'the end of the server ends the connections')
    await phone.endAsync(true)
  }
  t.equal((await started(t)).mqttUrl, undefined)
})

t.test('a Node.js that is too old is told so', async (t) => {
  const versions = Object.getOwnPropertyDescriptor(process, 'versions') ?? {}
  t.teardown(() => Object.defineProperty(process, 'versions', versions))
  Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, node: '18.20.4' } })
  await t.rejects(startMock(), { message: /^pims-mock needs Node\.js \d+ or newer, and this is 18\.20\.4/ })
})

t.test('an admin token is asked for, and known to the client', async (t) => {
  const mock = await started(t, { adminToken: 'secret' })
  t.equal((await fetch(`${mock.url}/admin/sms`)).status, 401)
  t.strictSame(await mock.sandbox().messages(), [])
})

t.test('the log goes to the logger, a JSON line each', async (t) => {
  const lines: string[] = []
  const mock = await started(t, { logger: (line) => lines.push(line) })
  await mock.sandbox('logged').call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
  await mock.stop() // a line may come later than the answer
  t.match(lines.map((line) => JSON.parse(line) as unknown).find((line) => Object(line).msg === 'sms sent'), { sandbox: 'logged', to: '+33612345678' })
})

t.test('LOG_LEVEL says which lines the logger takes, each without its end', async (t) => {
  const taken = async (logLevel: NonNullable<StartOptions['logLevel']>) => {
    const lines: string[] = []
    const mock = await startMock({ logLevel, logger: (line) => lines.push(line) })
    await mock.sandbox().call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
    await mock.stop()
    return lines
  }
  const lines = await taken('info')
  t.ok(lines.length > 0)
  t.strictSame(lines.filter((line) => line !== line.trim()), [])
  t.strictSame(await taken('error'), [])
})

t.test('an option that there is not is refused, with the one that is meant: JavaScript has no types that say so', async (t) => {
  const refusal = async (options: object) => await startMock(options).then(async (mock) => { await mock.stop(); return 'none' }, ({ name, message }: Error) => `${name}: ${message}`)
  for (const wrong of ['sed', 'SEED']) t.equal(await refusal({ [wrong]: 42 }), `TypeError: startMock has no option "${wrong}". Did you mean seed?`)
  t.equal(await refusal({ SMS_CODE_TTL: 60 }), 'TypeError: startMock has no option "SMS_CODE_TTL". Did you mean smsCodeTtl?')
  t.equal(await refusal({ HTTPS: true }), 'TypeError: startMock has no option "HTTPS". Did you mean https?')
  t.match(await refusal({ verbose: true }), /^TypeError: startMock has no option "verbose"\. It has https, mqtt, logger, host, port, .*\bseed\b/)
})

t.test('every setting of the server is an option, in camel case', async (t) => {
  const settings = Object.keys(ConfigSchema.properties)
  t.ok(settings.length > 30)
  t.strictSame(Object.keys(environmentOf(Object.fromEntries(Object.keys(settingNames).map((name) => [name, ''])))), settings)
})

t.test('a setting that cannot be used is named', async (t) => {
  await t.rejects(startMock({ smsCodeLength: 99 }), { message: /^SMS_CODE_LENGTH/ })
  await t.rejects(startMock({ fixtures: '/no/such/folder' }), /FIXTURES/)
})

t.test('NUMBERS gives the bundled accounts numbers of a family; accounts of one\'s own keep theirs', async (t) => {
  const numberOf = async (settings: StartOptions) => (await (await started(t, settings)).sandbox().account('alice').get()).trustedPhoneNumber
  t.equal(await numberOf({}), '+33639980001')
  t.equal(await numberOf({ numbers: 'valid' }), '+491713920001')
  const fixtures = t.testdir({ 'accounts.json': '[{"id":"alice","trustedPhoneNumber":"+33639980001"}]' })
  t.equal(await numberOf({ numbers: 'valid', fixtures }), '+33639980001')
})

t.test('a taken port is named', async (t) => {
  const mock = await started(t)
  await t.rejects(startMock({ port: Number(new URL(mock.url).port) }), /is taken/)
})

t.test('a server that cannot listen at one of its ports does not keep the other', async (t) => {
  const taken = Number(new URL((await started(t)).url).port)
  const other = await startMock()
  const port = Number(new URL(other.url).port)
  await other.stop()
  await t.rejects(startMock({ port, httpsPort: taken }), /HTTPS_PORT/)
  t.equal((await started(t, { port })).url, other.url)
})

t.test('servers of a process know nothing of each other, and one that stops leaves the others', async (t) => {
  const lines: string[] = []
  const [first, second] = await Promise.all([started(t, { smsCode: '1111', logger: (line) => lines.push(line) }), started(t, { smsCode: '2222' })])
  const kept = second.sandbox()
  for (const [sandbox, code] of [[first.sandbox(), '1111'], [kept, '2222']] as const) {
    await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
    t.equal(await sandbox.sms(), code)
  }
  await first.stop()
  await first.stop()
  await t.rejects(fetch(`${first.url}/health`))
  t.equal(lines.filter((line) => line.includes('sms sent')).length, 1)
  await t.rejects(startMock({ port: Number(new URL(second.url).port) }), /is taken/)
  t.match(await kept.messages(), [{ code: '2222' }])
})
