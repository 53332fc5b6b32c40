import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { readConfig } from '../../src/config/read-config.ts'
import type { Config } from '../../src/config/schema.ts'
import { SANDBOX_SETTINGS, settingsOf } from '../../src/sandbox/settings.ts'

/** The settings by the environment. */
const read = (environment: Record<string, string>) => settingsOf(readConfig(environment) as Config)

type Name = keyof typeof SANDBOX_SETTINGS

/** Whether a setting takes a value. */
const takes = (name: Name, value: unknown): boolean => Value.Check(SANDBOX_SETTINGS[name], value)

t.test('a sandbox has its settings by the names that the library gives them, and none of the server', async (t) => {
  const settings = read({ SMS_CODE_TTL: '60', HTTP_STATUS: 'always-200', PORT: '0', SEED: '42' })
  t.match(settings, { sdkVersion: '2.0.X', smsCodeTtl: 60, httpStatus: 'always-200', seed: 42 })
  t.notOk('port' in settings)
  t.equal(Object.keys(read({ SMS_CODE: '0042', EMPTY_RESULT: 'absent', OTP_DAILY_LIMIT: '1', SEED: '42' })).length, Object.keys(SANDBOX_SETTINGS).length)
})

t.test('where nothing is set a sandbox is one of SDK 2.0.X, strict about tokens alone, that draws its codes by chance', async (t) => {
  t.strictSame(read({}), {
    sdkVersion: '2.0.X',
    httpStatus: 'semantic',
    phoneRegion: 'FR',
    smsCodeLength: 6,
    activationCodeLength: 9,
    smsCodeTtl: 300,
    smsMaxAttempts: 3,
    maxPinErrors: 3,
    maxEnrollments: 20,
    magicNumbers: true,
    numbers: 'drama',
    strictVersion: false,
    requireInitialize: false,
    auth: 'required',
    refreshRotation: true,
    reasonHeader: true,
    journalSize: 1000,
    inboxSize: 1000,
    faultHangMax: 120_000
  })
})

t.test('a setting that is a number takes the integers from its least to its most', async (t) => {
  const bounds: Array<[Name, least: number, most: number]> = [
    ['SMS_CODE_LENGTH', 4, 9],
    ['ACTIVATION_CODE_LENGTH', 4, 9],
    ['SMS_CODE_TTL', 1, 86_400],
    ['SMS_MAX_ATTEMPTS', 1, 100],
    ['MAX_PIN_ERRORS', 1, 100],
    ['MAX_ENROLLMENTS', 1, 1_000_000],
    ['OTP_DAILY_LIMIT', 1, 1000],
    ['SEED', 0, 2 ** 32 - 1],
    ['JOURNAL_SIZE', 0, 100_000],
    ['INBOX_SIZE', 1, 100_000],
    ['FAULT_HANG_MAX', 1, 3_600_000]
  ]
  for (const [name, least, most] of bounds) {
    t.strictSame([least - 1, least, least + 0.5, most, most + 1].filter((value) => takes(name, value)), [least, most], name)
  }
})

t.test('a setting of a few words takes those and no other', async (t) => {
  const words: Array<[Name, ...words: string[]]> = [
    ['SDK_VERSION', '2.0.X', '2.0', '2.1', '2.2', '2.3'],
    ['EMPTY_RESULT', 'null', 'object', 'absent'],
    ['HTTP_STATUS', 'semantic', 'always-200'],
    ['NUMBERS', 'drama', 'valid'],
    ['AUTH', 'required', 'optional']
  ]
  for (const [name, ...taken] of words) t.strictSame([...taken, '', 'other', 1].filter((value) => takes(name, value)), taken, name)
})

t.test('a region is of two capital letters, a code that every SMS carries of four to nine digits', async (t) => {
  t.strictSame(['FR', 'DE', 'F', 'FRA', 'fr', 'F1'].filter((region) => takes('PHONE_REGION', region)), ['FR', 'DE'])
  t.strictSame(['0042', '123456789', '042', '1234567890', '12a4', ' 0042'].filter((code) => takes('SMS_CODE', code)), ['0042', '123456789'])
})
