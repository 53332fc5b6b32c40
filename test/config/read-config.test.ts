import t from 'tap'
import { help } from '../../src/config/help.ts'
import { ConfigError, readConfig } from '../../src/config/read-config.ts'
import { configOf } from '../support/start.ts'

t.test('every variable has a default that runs', async (t) => {
  t.match(readConfig({}), { HOST: '0.0.0.0', PORT: 3000, LOG_LEVEL: 'info', SDK_VERSION: '2.0.X', SMS_CODE_TTL: 300, MAGIC_NUMBERS: true, AUTH: 'required' })
  t.equal(configOf({}).ADMIN_TOKEN, undefined)
})

t.test('a flag wins over the environment, and an empty variable counts as none', async (t) => {
  t.match(readConfig({ PORT: '4000', SEED: '', LOG_CODES: 'false' }, ['--port', '0', '--sms-code', '0042']), { PORT: 0, SMS_CODE: '0042', LOG_CODES: false })
  t.notOk('SEED' in (readConfig({ SEED: '' }) as object))
})

t.test('every bad value gets one line that names it and says what it takes', async (t) => {
  const environment = { PORT: 'abc', LOG_LEVEL: 'loud', MAGIC_NUMBERS: 'maybe', SMS_CODE: 'x', PHONE_REGION: 'XX', SEED: '-1', SMS_MAX_ATTEMPTS: '0' }
  const expected = [
    /^PORT must be an integer from 0 to 65535, not "abc"/,
    /^LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud"/,
    /^PHONE_REGION must be a region such as FR, not "XX"/,
    /^SMS_CODE must be a string that matches/,
    /^SMS_MAX_ATTEMPTS must be an integer from 1 to 100, not 0/,
    /^SEED must be an integer from 0 to 4294967295, not -1/,
    /^MAGIC_NUMBERS must be true or false, not "maybe"/
  ]
  try {
    readConfig(environment)
    t.fail('read it')
  } catch (error) {
    t.ok(error instanceof ConfigError)
    const lines = (error as Error).message.split('\n')
    t.equal(lines.length, expected.length)
    for (const [index, line] of expected.entries()) t.match(lines[index], line)
  }
})

t.test('the variables of HTTPS come together', async (t) => {
  const refused = (environment: Record<string, string>, message: string | RegExp) => t.throws(() => readConfig(environment), { message })
  refused({ HTTPS_PORT: '443', TLS_CERT: 'c' }, 'TLS_KEY is missing; TLS_CERT needs it')
  refused({ HTTPS_PORT: '443', TLS_KEY: 'k' }, 'TLS_CERT is missing; TLS_KEY needs it')
  refused({ TLS_CERT: 'c', TLS_KEY: 'k' }, 'HTTPS_PORT is missing; TLS_CERT needs it')
  t.match(readConfig({ HTTPS_PORT: '0', TLS_CERT: 'c', TLS_KEY: 'k' }), { HTTPS_PORT: 0, TLS_CERT: 'c', TLS_KEY: 'k' })
  t.match(readConfig({ TLS_NAMES: 'pims_mock, *.example.test,::1,192.168.1.5' }), { TLS_NAMES: /^pims_mock/ })
  for (const TLS_NAMES of ['a,', 'http://a', 'a b', '-a', 'fe80::1%eth0', 'a.*', 'x'.repeat(64)]) {
    refused({ TLS_NAMES }, `TLS_NAMES must be host names and IP addresses with commas between them, not "${TLS_NAMES}"`)
  }
})

t.test('PUBLIC_URL is an address with nothing behind its path', (t) => {
  for (const PUBLIC_URL of ['https://mocks.example.test', 'http://mocks.example.test:8080/mock/', 'http://[::1]:3000', 'http://a/b%20c']) t.match(readConfig({ PUBLIC_URL }), { PUBLIC_URL })
  for (const PUBLIC_URL of ['mocks.example.test', 'ftp://mocks.example.test', 'https://a/b?c', 'https://a/b#c', 'https://me@a', 'https://a/$(b)', 'https://a:b', 'https://[a', 'http://a/%zz', 'http://a/%2']) {
    t.throws(() => readConfig({ PUBLIC_URL }), { message: /^PUBLIC_URL must be .*https:\/\/mocks\.example\.test\/mock/ }, PUBLIC_URL)
  }
  t.end()
})

t.test('an unknown flag is refused, and --help lists every variable', async (t) => {
  t.throws(() => readConfig({}, ['--prot', '1']), { message: /--prot.*Did you mean --port\? pims-mock serve --help lists the flags/ })
  t.throws(() => readConfig({}, ['stray']), { message: /positional/ })
  t.equal(readConfig({}, ['--help']), 'help')
  for (const name of Object.keys(configOf({}))) t.match(help(), `  ${name} `)
  t.match(help(), /SMS_CODE_TTL +--sms-code-ttl +300 +life of a phoneNumberCertification code in seconds/)
})
