import t from 'tap'
import { SANDBOX_SETTINGS, settingsOf } from '../../src/sandbox/settings.ts'
import { configOf } from '../support/start.ts'

t.test('a sandbox has its settings by the names that the library gives them, and none of the server', async (t) => {
  const settings = settingsOf(configOf({ SMS_CODE_TTL: '60', HTTP_STATUS: 'always-200', PORT: '0' }))
  t.match(settings, { sdkVersion: '2.0.X', smsCodeTtl: 60, httpStatus: 'always-200', seed: 42 })
  t.notOk('port' in settings)
  t.equal(Object.keys(settingsOf(configOf({ SMS_CODE: '0042', EMPTY_RESULT: 'absent', OTP_DAILY_LIMIT: '1' }))).length, Object.keys(SANDBOX_SETTINGS).length)
})
