import t from 'tap'
import { maskParameters } from '../../src/journal/mask.ts'

const masked = (name: string, value: unknown = 'value', isKnown?: (name: string) => boolean) => maskParameters({ [name]: value }, isKnown)[name] === '***'

t.test('these parameters are secrets on every face, known or not', async (t) => {
  const secrets = [
    'pin', 'pinCode', 'newPinCode', 'oldPin', 'smsCode', 'code', 'activationCode', 'password', 'passwd', 'pwd', 'client_secret', 'otp',
    'token', 'access_token', 'refresh_token', 'authorization', 'code_verifier', 'assertion', 'client_assertion', 'macID', 'mac',
    'R0', 'R1', 'R2', 'Kma', 'K0', 'K1', 'dK1', 'Kfact', 'Kiw', 'serial', 'ms_val0', 'ms_val1'
  ]
  for (const name of secrets) {
    t.ok(masked(name), name)
    t.ok(masked(name, 'value', () => true), `${name}, known`)
  }
})

t.test('these are none', async (t) => {
  const open = [
    'phoneNumber', 'type', 'action', 'mode', 'grant_type', 'response_type', 'token_type', 'code_challenge_method', 'client_id', 'redirect_uri',
    'scope', 'state', 'name', 'version', 'lastsync', 'realm', 'r3', 'k2', 'macro'
  ]
  for (const name of open) t.notOk(masked(name), name)
  for (const name of ['id', 'phoneNumber', 'ms_n', 'ms_id0', 'sid', 'version']) t.notOk(masked(name, '123456789'), `${name} with digits`)
})

t.test('under a name that nobody knows, what looks like a code or may hide one is masked', async (t) => {
  t.strictSame(maskParameters({ smsCod: '014028', c0de: 14028, note: 'hello', short: '123', long: '1234567890', nothing: null, more: { a: 1 }, list: ['1234'] }),
    { smsCod: '***', c0de: '***', note: 'hello', short: '123', long: '1234567890', nothing: null, more: '***', list: '***' })
})

t.test('a secret within a known parameter is masked, and nothing else of it', async (t) => {
  const credential = { clientID: 'app', clientSecret: 'hush', deeper: { pin: '1234', port: 8080 } }
  t.strictSame(maskParameters({ credential, list: [1] }, () => true),
    { credential: { clientID: 'app', clientSecret: '***', deeper: { pin: '***', port: 8080 } }, list: [1] })
})
