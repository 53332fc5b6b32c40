// One thing that can be had once, asked for many times at once; and clients who leave at the wrong moment.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { open } from '../lib/connection.mjs'
import { isOk, prepareEnrolment } from '../lib/device.mjs'
import { freshNumber } from '../lib/flow.mjs'
import { sleep } from '../lib/server-process.mjs'
import { expectStatus } from './harness.mjs'

const smscode = '/pims.authentication.smscode'
const RIVALS = 200

/** Sends all requests at once, over as many connections. */
async function atOnce (server, requests) {
  const connections = await Promise.all(requests.map(() => open(server.port)))
  const answers = await Promise.all(requests.map(([method, path, options], index) => connections[index].send(method, path, options)))
  for (const connection of connections) connection.close()
  return answers
}

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index))
const once = (won, what) => assert.equal(won.length, 1, `${what}: ${won.length} of ${RIVALS} succeeded`)

/** The activation code of an account, just sent. */
async function activationCode (server, account, prefix) {
  await expectStatus(server, 200, 'GET', `${prefix}${smscode}?type=enrollment`, { token: account })
  return (await expectStatus(server, 200, 'GET', `${prefix}/admin/sms/latest?account=${account}&purpose=enrollment`)).json().code
}

export default [
  {
    id: 'R1',
    title: `of ${RIVALS} at once with the same SMS code, one succeeds`,
    short: true,
    async run ({ server, short }) {
      for (let round = 0; round < (short ? 2 : 10); round++) {
        const phoneNumber = freshNumber()
        await expectStatus(server, 200, 'GET', `${smscode}?type=phoneNumberCertification&phoneNumber=${phoneNumber}`, { token: 'alice' })
        const { code: smsCode } = (await expectStatus(server, 200, 'GET', `/admin/sms/latest?to=${phoneNumber}`)).json()
        const answers = await atOnce(server, times(RIVALS, () => ['POST', smscode, { token: 'alice', body: { type: 'modifyPhoneNumber', smsCode, phoneNumber } }]))
        once(answers.filter(({ status }) => status === 200), 'modifyPhoneNumber')
      }
    }
  },
  {
    id: 'R2',
    title: `of ${RIVALS} at once with the same activation code, half on the PIMS face and half on the device face, one succeeds`,
    short: true,
    async run ({ server, short }) {
      for (let round = 0; round < (short ? 2 : 10); round++) {
        const prefix = `/sandbox/race-${round}`
        const code = await activationCode(server, 'carol', prefix)
        const device = await prepareEnrolment((path) => server.ask('GET', `${prefix}${path}`), code, '1234')
        const answers = await atOnce(server, times(RIVALS, (index) => index % 2 === round % 2
          ? ['GET', `${prefix}${device}`]
          : ['POST', `${prefix}/pims.authentication.enrollment`, { token: 'carol', headers: { 'x-device-id': `rival-${index}` }, body: { action: 'enroll', pinCode: '1234', smsCode: code } }]))
        once(answers.filter((answer) => answer.header('content-type')?.startsWith('text/xml') ? isOk(answer) : answer.json().status === 'SUCCEEDED'), 'enrolment')
        const { devices } = (await expectStatus(server, 200, 'GET', `${prefix}/admin/accounts/carol`)).json()
        assert.equal(devices.length, 1, `carol has ${devices.length} devices`)
      }
    }
  },
  {
    id: 'R3',
    title: `of ${RIVALS} at once with the same OAuth code, and with the same one-time password, one succeeds`,
    short: true,
    async run ({ server }) {
      const redirect = 'mymap://oauth2redirect/fr'
      const authorized = await expectStatus(server, 302, 'GET', `/am/oauth2/authorize?client_id=c&response_type=code&redirect_uri=${encodeURIComponent(redirect)}&login=alice`)
      const code = new URL(authorized.header('location')).searchParams.get('code')
      const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `grant_type=authorization_code&client_id=c&code=${code}&redirect_uri=${encodeURIComponent(redirect)}` }
      once((await atOnce(server, times(RIVALS, () => ['POST', '/am/oauth2/access_token', form]))).filter(({ status }) => status === 200), 'access_token')
      const password = (await expectStatus(server, 200, 'GET', '/pims.authentication.otp?action=withoutPIN', { token: 'alice' })).json().result.otp
      const granted = await atOnce(server, times(RIVALS, () => ['POST', '/connectedcar/v4/virtualkey/remoteaccess/token', { token: 'alice', body: { grant_type: 'password', password } }]))
      once(granted.filter(({ status }) => status === 200), 'remote token')
    }
  },
  {
    id: 'R4',
    title: `${RIVALS} wrong codes at once count as the rules say: tries used up, then no code`,
    short: true,
    async run ({ server }) {
      const phoneNumber = freshNumber()
      await expectStatus(server, 200, 'GET', `${smscode}?type=phoneNumberCertification&phoneNumber=${phoneNumber}`, { token: 'alice' })
      const { code } = (await expectStatus(server, 200, 'GET', `/admin/sms/latest?to=${phoneNumber}`)).json()
      const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
      const answers = await atOnce(server, times(RIVALS, () => ['POST', smscode, { token: 'alice', body: { type: 'modifyPhoneNumber', smsCode: wrong, phoneNumber } }]))
      const codes = answers.map((answer) => answer.json().error?.code)
      assert.equal(codes.filter((each) => each === 2102).length, 3, '2102')
      assert.equal(codes.filter((each) => each === 2311).length, RIVALS - 3, '2311')
    }
  },
  {
    id: 'R5',
    title: 'clients who leave before the answer, or within a request, leave nothing behind',
    short: true,
    async run ({ server, short }) {
      const requests = [
        `GET ${smscode}?type=phoneNumberCertification&phoneNumber=0612345678 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\n\r\n`,
        'GET /sandbox/leaving/admin/sms/latest?wait=30000 HTTP/1.1\r\nhost: x\r\n\r\n',
        'GET /sandbox/leaving/admin/events HTTP/1.1\r\nhost: x\r\n\r\n',
        'GET /sandbox/leaving/pims.authentication.trustedphonenumber HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\nx-fault: {"transport":"hang"}\r\n\r\n',
        'POST /sandbox/leaving/admin/verify HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 37\r\n\r\n{"operation":"enroll","within":30000}',
        'POST /sandbox/leaving/admin/faults HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"effect"'
      ]
      for (let round = 0; round < (short ? 100 : 600); round++) {
        const socket = connect(server.port, '127.0.0.1').on('error', () => {})
        socket.write(requests[round % requests.length])
        setTimeout(() => round % 2 === 0 ? socket.destroy() : socket.resetAndDestroy(), round % 7)
        if (round % 50 === 49) await sleep(20)
      }
      await sleep(300)
      await expectStatus(server, [200, 204], 'DELETE', '/admin/sandboxes/leaving')
      await expectStatus(server, 404, 'GET', '/sandbox/leaving2/admin/sms/latest')
    }
  }
]
