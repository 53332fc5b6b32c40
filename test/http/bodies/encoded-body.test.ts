import { gzipSync } from 'node:zlib'
import t from 'tap'
import { start } from '../../support/start.ts'

const reason = 'The body came compressed (content-encoding: gzip). Send it as it is, without content-encoding.'

t.test('a compressed body is 415 on every face, with what to send', async (t) => {
  const { call } = await start(t)
  const post = (url: string, type: string, encoding: string, payload: string | Buffer) =>
    call({ method: 'POST', url, payload, headers: { 'content-type': type, 'content-encoding': encoding, authorization: 'Bearer alice' } })
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
    for (const url of ['/pims.authentication.smscode', '/am/oauth2/access_token', '/applications/cvs/v4/mobile/smsCode', '/admin/verify']) {
      const { status, headers, body } = await post(url, type, 'gzip', gzipSync('{"operation":"enroll"}'))
      t.equal(status, 415, `${url} ${type}`)
      t.equal(headers['x-mock-reason'] ?? body?.message, reason)
    }
  }
  t.match(await post('/pims.authentication.smscode', 'application/json', 'x'.repeat(900), '{}'), { status: 415, headers: { 'x-mock-reason': /x{40}\)/ } })
  t.match(await post('/admin/verify', 'application/json', 'identity', '{"operation":"enroll","times":0}'), { status: 200 }, 'identity is no compression')
  t.match(await post('/admin/reset', 'application/json', 'gzip', ''), { status: 204 }, 'nor is there anything compressed in no body')
})
