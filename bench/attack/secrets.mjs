// Secrets with names that can be found again, sent through every face; none may be in what the process wrote.
import assert from 'node:assert/strict'
import { expectStatus, reach } from './harness.mjs'

const form = (body) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })

export default [
  {
    id: 'K1',
    title: 'no PIN, password, code or token is in the log at trace level with LOG_CODES=false, nor in the journal',
    short: true,
    env: { LOG_LEVEL: 'trace', LOG_CODES: 'false', SMS_CODE: '918273', ADMIN_TOKEN: 'canary-admin-token' },
    async run ({ server }) {
      const token = 'canary-admin-token'
      const post = (api, body, as = 'alice') => reach(server, 'POST', `/pims.authentication.${api}`, { token: as, body })
      await expectStatus(server, [200, 201], 'PATCH', '/admin/accounts/alice', { token, body: { pin: '73915846' } })
      await post('user', { action: 'login', login: 'alice@example.com', password: 'canary-password' }, undefined)
      await post('user', { action: 'updatePassword', password: 'canary-old', newPassword: 'canary-new' })
      await reach(server, 'GET', '/pims.authentication.otp?action=withPIN&pinCode=73915846', { token: 'alice' })
      await reach(server, 'GET', '/pims.authentication.otp?action=withPIN&pinCode=64825193', { token: 'alice' })
      await reach(server, 'GET', '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678', { token: 'alice' })
      await post('smscode', { type: 'modifyPhoneNumber', smsCode: '918273', phoneNumber: '0612345678' })
      await post('pincode', { action: 'update', pinCode: '73915846', newPinCode: '52839471' })
      await reach(server, 'GET', '/pims.authentication.trustedphonenumber', { token: 'canary-bearer' })
      await reach(server, 'POST', '/am/oauth2/access_token', form('grant_type=refresh_token&refresh_token=canary-refresh&client_secret=canary-client-secret'))
      await reach(server, 'POST', '/am/oauth2/access_token', form('grant_type=authorization_code&code=canary-code&code_verifier=canary-verifier'))
      await reach(server, 'POST', '/connectedcar/v4/virtualkey/remoteaccess/token', { token: 'alice', body: { grant_type: 'password', password: 'canaryotp' } })
      await reach(server, 'GET', '/iwws/MAC?action=ActionFinalize&mode=activate&code=canary-activation&Kma=canary-kma&pin=canary-pin&ms_val0=canary-secret&serial=phone/_/canary-alea')
      const otp = (await reach(server, 'GET', '/pims.authentication.otp?action=withoutPIN', { token: 'alice' })).json().result?.otp
      const journal = await expectStatus(server, 200, 'GET', '/admin/requests?limit=1000', { token })
      const secrets = ['canary', '73915846', '64825193', '918273', '52839471', otp]
      for (const [where, text] of [['the log', server.output], ['the journal', journal.text]]) {
        for (const secret of secrets) {
          const at = secret === undefined ? -1 : text.indexOf(secret)
          assert(at === -1, `${where} shows ${secret}: …${text.slice(Math.max(0, at - 150), at + 60)}…`)
        }
      }
    }
  }
]
