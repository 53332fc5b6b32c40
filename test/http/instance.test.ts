import t from 'tap'
import { start } from '../support/start.ts'

t.test('a server says which it is where it speaks of all sandboxes, and in a header of every admin answer', async (t) => {
  const { call, admin } = await start(t, { ADMIN_TOKEN: 'secret' })
  const { instance } = (await call({ url: '/health' })).body ?? {}
  t.match(instance, /^[0-9a-f]{8}$/)
  const authorization = 'Bearer secret'
  t.match((await call({ url: '/admin/sandboxes', headers: { authorization } })).body, { instance, sandboxes: [{ id: 'default' }] })
  t.match((await call({ url: '/admin/overview', headers: { authorization } })).body, { server: { instance } })
  for (const url of ['/health', '/admin/requests?unrouted=true', '/sandbox/other/admin/sms', '/admin/nothing']) {
    t.equal((await call({ url, headers: { authorization } })).headers['x-mock-instance'], instance, url)
  }
  t.match(await admin('GET', 'sms'), { status: 401, headers: { 'x-mock-instance': instance } }, 'refusals too')
})

t.test('two servers have two names, and the faces say none: the real service has no such header', async (t) => {
  const [one, other] = [await start(t), await start(t)]
  t.not((await one.call({ url: '/health' })).body?.instance, (await other.call({ url: '/health' })).body?.instance)
  t.equal((await one.get('trustedphonenumber')).headers['x-mock-instance'], undefined)
})
