import t, { type Test } from 'tap'
import { connect, type Mock } from '../../src/client/connect.ts'
import { environmentOf } from '../../src/library/environment.ts'
import { evidence } from '../../src/library/evidence.ts'
import { withMock } from '../../src/library/mock-of-run.ts'
import { withinLimit } from '../../src/library/within-limit.ts'
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

t.test('what a promise comes to in time is what is waited for, and its failure; what takes longer is an error that says so', async (t) => {
  t.equal(await withinLimit(60_000, Promise.resolve('in time')), 'in time')
  await t.rejects(withinLimit(60_000, Promise.reject(new Error('failed'))), { message: 'failed' })
  await t.rejects(withinLimit(1, new Promise(() => {})), { message: 'it took longer than 1 ms' })
})

t.test('no timer is left of what came in time', async (t) => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  await withinLimit(60_000, Promise.resolve())
  await withinLimit(60_000, Promise.reject(new Error('failed'))).catch(() => {})
  t.equal(timers(), before)
})

t.test('what a failed test shows is what was read of its sandbox, or why it cannot be had', async (t) => {
  const sandbox = connect('http://127.0.0.1:1').sandbox('mine')
  t.equal(await evidence(sandbox, async ({ url }) => `read of ${url}`), `read of ${sandbox.url}`)
  t.equal(await evidence(sandbox, async () => { throw new Error('gone') }), `pims-mock: what was asked of ${sandbox.url} cannot be told: gone\n`)
})

t.test('settings are variables of the environment by their names', async (t) => {
  t.strictSame(environmentOf({ smsCodeTtl: 5, reasonHeader: true, port: 0 }), { SMS_CODE_TTL: '5', REASON_HEADER: 'true', PORT: '0' })
})
