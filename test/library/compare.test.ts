import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import t from 'tap'
import { compare, replay } from '../../src/library/index.ts'
import { started } from './support.ts'

t.test('a capture is held against a server, in a sandbox that is gone afterwards', async (t) => {
  const mock = await started(t)
  const box = mock.sandbox()
  await box.call('get.trustedphonenumber')
  await box.call('get.trustedphonenumber', {}, { account: 'bob' })
  const har = await box.exportRequests('har', { secrets: true })
  const before = (await mock.sandboxes()).length
  t.match(await compare(har, mock), { isDifferent: true, report: /1 different, 1 same/ }, 'bob speaks with a token that nobody gave out')
  const [first] = har.log.entries
  t.match(await compare({ log: { entries: [] } }, mock), { isDifferent: false, isEmpty: true })
  t.match(await compare({ log: { entries: [first] } }, mock, { format: 'markdown' }), { isDifferent: false, isEmpty: false, report: /^\| entry \|/ })
  await t.rejects(compare(har, mock, { entry: 9 }), { message: /number 9/ })
  t.equal((await mock.sandboxes()).length, before)
})

t.test('a HAR of a mock with fixtures of its own is played again with them', async (t) => {
  const fixtures = t.testdir({ 'accounts.json': '[{"id":"dora"}]' })
  const box = (await started(t, { fixtures })).sandbox()
  await box.call('get.account.isAccountBlocked', { actionType: 'strong' }, { account: 'dora' })
  const har = await box.exportRequests('har', { secrets: true })
  t.match(await replay(har), { isDifferent: true }, 'nobody knows dora')
  t.match(await replay(har, { fixtures }), { isDifferent: false, isEmpty: false })
})

t.test('a HAR of the mock is played again, on a server of its own', async (t) => {
  const box = (await started(t, { seed: 7, smsCodeLength: 8, sdkVersion: '2.3' })).sandbox()
  const phoneNumber = '0612345678'
  await box.call('get.smscode.phoneNumberCertification', { phoneNumber })
  await box.call('set.smscode.modifyPhoneNumber', { smsCode: await box.sms(), phoneNumber })
  const har = await box.exportRequests('har', { secrets: true })
  t.match(await replay(har), { isDifferent: false, isEmpty: false, report: /0 different, 2 same, 0 not compared\.$/ })
  const [, changed] = har.log.entries
  if (changed !== undefined) changed.response.status = 400
  t.match(await replay(har, { format: 'junit' }), { isDifferent: true, report: /<failure message="status: 400 then, 200 now"/ })
  await t.rejects(replay({ log: { entries: [], creator: { name: 'mitmproxy' } } }), { message: /was not made by pims-mock/ })
})

t.test('a replay that held no answer against one of the mock is empty, and one that found only differences is not', async (t) => {
  const box = (await started(t)).sandbox()
  await box.call('get.trustedphonenumber')
  const har = await box.exportRequests('har', { secrets: true })
  t.match(await replay({ log: { ...har.log, entries: [] } }), { isDifferent: false, isEmpty: true })
  for (const { response } of har.log.entries) response.status = 400
  t.match(await replay(har), { isDifferent: true, isEmpty: false, report: /1 different, 0 same, 0 not compared\.$/ })
})

t.test('the server of a replay is reached from this machine alone, is gone afterwards, and in the way of no other replay', async (t) => {
  const box = (await started(t)).sandbox()
  await box.call('get.trustedphonenumber')
  const har = await box.exportRequests('har', { secrets: true })
  const asked = new Set<string>()
  const take = (message: unknown): void => {
    const host = (message as { request: ClientRequest }).request.getHeader('host')
    if (host !== undefined) asked.add(String(host)) // what is played again has the headers of its file, which this does not see
  }
  subscribe('http.client.request.start', take)
  t.teardown(() => unsubscribe('http.client.request.start', take))
  await Promise.all([replay(har), replay(har)])
  t.equal(asked.size, 2)
  for (const host of asked) {
    t.match(host, /^127\.0\.0\.1:\d+$/)
    await t.rejects(fetch(`http://${host}/health`))
  }
})
