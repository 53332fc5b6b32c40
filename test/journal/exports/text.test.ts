import t from 'tap'
import { toText } from '../../../src/journal/exports/text.ts'
import { entryOf } from '../../support/exported.ts'
import { start } from '../../support/start.ts'

const NUMBER = '0612345678'
const options = { version: '1.2.3', url: 'http://x', secrets: false }

t.test('each request is a line, the oldest first, and those that no route took stand out', async (t) => {
  const kit = await start(t)
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: NUMBER })
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: '000000', phoneNumber: NUMBER })
  await kit.admin('PUT', 'faults/2307', { match: { account: 'bob' } })
  await kit.get('trustedphonenumber', {}, { as: 'bob' })
  await kit.get('trustedphonenumber', {}, { as: 'bob', headers: { 'x-fault': '{"http":{"status":503}}' } })
  await kit.call({ url: '/nothing' })
  const ask = async (query: string) => await kit.app.inject({ url: `/admin/requests?format=text${query}` })
  const { body, headers } = await ask('')
  t.equal(headers['content-type'], 'text/plain; charset=utf-8')
  const at = '2026-01-01T12:00:00.000Z'
  const [first, ...lines] = body.split('\n')
  t.match(first, /^pims-mock: 5 requests of http:\/\/localhost(:80)?$/)
  t.equal(lines[0], `  ${at} get.smscode.phoneNumberCertification alice SUCCEEDED`)
  t.match(lines[1], new RegExp(`^  ${at} set\\.smscode\\.modifyPhoneNumber alice FAILED 2102 \\(.* 2 tries left\\)$`))
  t.match(lines[2], new RegExp(`^  ${at} get\\.trustedphonenumber bob FAILED 2307 by fault 2307 \\(.*\\)$`))
  t.equal(lines[3], `  ${at} get.trustedphonenumber bob 503 by fault of the request itself`)
  t.match(lines[4], new RegExp(`^  ${at} \\(no operation\\) FAILED 2002 \\(.*\\)$`))
  t.strictSame(lines.slice(5), ['pims-mock: no route took 1 request: is the path right?', ''])
  t.match((await ask('&limit=1&account=bob')).body, /^pims-mock: 1 of 2 requests of .*\n.* 503 by fault of the request itself\n$/)
  t.match((await ask('&account=zoe')).body, /^pims-mock: nothing was asked of http:\/\/localhost(:80)?\n$/)
})

t.test('a request that its route refused before it knew the operation was on the right path', async (t) => {
  const { app, call } = await start(t)
  await call({ method: 'POST', url: '/pims.authentication.smscode', payload: '{', headers: { 'content-type': 'application/json' } })
  t.match((await app.inject('/admin/requests?format=text')).body, /^pims-mock: 1 request of .*\n.* \(no operation of pims\) .*\n$/)
})

t.test('a request without an answer says so, and nothing that a client sends moves the cursor of a terminal', async (t) => {
  const text = toText({ ...options, entries: [entryOf({ operation: 'inwebo.otp', account: 'a\u001b[31m\n\u009b' })] }, 1)
  t.equal(text, 'pims-mock: 1 request of http://x\n  2026-01-01T12:00:00.000Z inwebo.otp a [31m   no answer\n')
})
