import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import t, { type Test } from 'tap'
import type { Mock } from '../../src/client/connect.ts'
import { prepareRun, withMock } from '../../src/library/mock-of-run.ts'
import { started } from './support.ts'

/** Has the environment name a server, until the test is over. */
function name (t: Test, variables: Readonly<Record<'PIMS_MOCK_URL' | 'PIMS_MOCK_ADMIN_TOKEN', string | undefined>>): void {
  const before = { ...process.env }
  t.teardown(() => { process.env = before })
  for (const [variable, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[variable]
    else process.env[variable] = value
  }
}

t.test('a run loads a server in advance, once, and none where PIMS_MOCK_URL names one', async (t) => {
  let threads = 0
  const count = (): void => { threads++ }
  subscribe('worker_threads', count)
  t.teardown(() => unsubscribe('worker_threads', count))
  name(t, { PIMS_MOCK_URL: 'http://127.0.0.1:1', PIMS_MOCK_ADMIN_TOKEN: undefined })
  prepareRun()
  t.equal(threads, 0)
  name(t, { PIMS_MOCK_URL: undefined, PIMS_MOCK_ADMIN_TOKEN: undefined })
  prepareRun()
  prepareRun()
  t.equal(threads, 1)
  await withMock({}, async (mock) => { await mock.sandboxes() })
  t.equal(threads, 1, 'and uses it')
})

t.test('a run uses the server that PIMS_MOCK_URL names, with PIMS_MOCK_ADMIN_TOKEN where there is one', async (t) => {
  const { url } = await started(t, { adminToken: 'secret' })
  const used: string[] = []
  name(t, { PIMS_MOCK_URL: url, PIMS_MOCK_ADMIN_TOKEN: 'secret' })
  await withMock({}, async (mock) => {
    used.push(mock.url)
    t.strictSame(await mock.sandbox().messages(), [])
  })
  name(t, { PIMS_MOCK_URL: url, PIMS_MOCK_ADMIN_TOKEN: undefined })
  await withMock({}, async (mock) => {
    used.push(mock.url)
    await t.rejects(mock.sandbox().messages(), { name: 'MockError' })
  })
  t.strictSame(used, [url, url])
  t.equal((await fetch(`${url}/health`)).status, 200, 'and leaves it running')
})

t.test('without one, or with an empty one, a run has a server in this process for as long as it is used, also when that fails', async (t) => {
  for (const url of [undefined, '']) {
    name(t, { PIMS_MOCK_URL: url, PIMS_MOCK_ADMIN_TOKEN: undefined })
    let used: Mock | undefined
    await t.rejects(withMock({ smsCode: '1234' }, async (mock) => {
      used = mock
      const sandbox = mock.sandbox()
      await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
      t.equal(await sandbox.sms(), '1234')
      throw new Error('the test fails')
    }), { message: 'the test fails' })
    await t.rejects(async () => await used?.sandboxes(), { name: 'MockError' }, 'it is gone')
  }
})
