import t from 'tap'
import { environmentOf } from '../../src/library/environment.ts'

t.test('settings are variables of the environment by their names', async (t) => {
  t.strictSame(environmentOf({ smsCodeTtl: 5, reasonHeader: true, port: 0 }), { SMS_CODE_TTL: '5', REASON_HEADER: 'true', PORT: '0' })
})

t.test('a setting that is undefined is none', async (t) => {
  const unset: object = { smsCode: undefined, seed: 42 }
  t.strictSame(environmentOf(unset), { SEED: '42' })
})
