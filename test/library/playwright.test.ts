import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { folder, run, silent } from './runner.ts'

/** What Playwright reports of a test. */
interface Reported {
  readonly title: string
  readonly ok: boolean
  readonly tests: ReadonlyArray<{
    readonly results: ReadonlyArray<{
      readonly status: string
      /** `body` in base64 */
      readonly attachments: ReadonlyArray<{ readonly name: string, readonly contentType: string, readonly body: string }>
    }>
  }>
}

/** Plays these tests: what is reported of each, and the exit status. */
async function playwright (t: Test, specification: string, environment: Readonly<Record<string, string>> = {}) {
  const path = await folder(t, {
    'a.spec.mjs': specification,
    'playwright.config.mjs': "export default { testMatch: 'a.spec.mjs', reporter: [['json', { outputFile: 'report.json' }]], outputDir: 'results', timeout: 60_000 }\n"
  })
  const { status, output } = await run(['node_modules/@playwright/test/cli.js', 'test', '--config', path], environment)
  const report = JSON.parse(await readFile(join(path, 'report.json'), 'utf8')) as { suites: ReadonlyArray<{ specs: readonly Reported[] }> }
  const tests = report.suites.flatMap(({ specs }) => specs).map(({ title, ok, tests }) => {
    const results = tests.flatMap(({ results }) => results)
    const attached = results.flatMap(({ attachments }) => attachments).filter(({ name }) => name.startsWith('pims-mock')).map(({ name, contentType, body }) => ({ name, contentType, text: Buffer.from(body, 'base64').toString() }))
    return { title, ok, ended: results.map(({ status }) => status), attached }
  })
  return { status, output, tests }
}

t.test('a worker has one server, of the settings given; each test has a sandbox, which is attached when it fails, and only then', async (t) => {
  const { status, output, tests } = await playwright(t, `
    import { expect, testWith } from 'pims-mock/playwright'
    const test = testWith({ smsCode: '1234' })
    const servers = new Set(), sandboxes = new Set()
    const ask = async (pims, mock) => {
      servers.add(mock.url)
      sandboxes.add(pims.id)
      await pims.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
      expect(await pims.sms()).toBe('1234')
    }
    test('passes', async ({ pims, mock }) => { await ask(pims, mock) })
    test('fails as expected', async ({ pims, mock }) => { test.fail(); await ask(pims, mock); expect(1).toBe(2) })
    test('fails', async ({ pims, mock }) => {
      await ask(pims, mock)
      expect([servers.size, sandboxes.size]).toEqual([1, 3])
      await fetch(pims.url + '/no/such/path')
      expect(1).toBe(2)
    })`)
  t.equal(status, 1, output)
  t.match(tests, [{ ok: true, attached: [] }, { ok: true, ended: ['failed'], attached: [] }, { ok: false }])
  t.strictSame(tests.map(({ attached }) => attached.map(({ name }) => name)), [[], [], ['pims-mock journal', 'pims-mock report', 'pims-mock.har']])
  const [journal, , har] = tests[2]?.attached ?? []
  t.match(journal, { contentType: 'text/plain', text: /get\.smscode\.phoneNumberCertification[^]*no\/such\/path/ })
  t.match(har, { contentType: 'application/har+json', text: /no\/such\/path/ })
})

t.test('a server that hangs does not hold up a run; why nothing is known of it is attached', async (t) => {
  const { status, tests } = await playwright(t, "import { test } from 'pims-mock/playwright'\ntest('asks', async ({ pims }) => { test.setTimeout(300); await pims.call('get.trustedphonenumber') })\n", { PIMS_MOCK_URL: await silent(t) })
  t.equal(status, 1)
  t.match(tests, [{ ended: ['timedOut'], attached: [{ name: 'pims-mock journal', contentType: 'text/plain', text: /cannot be told: it took longer than 2000 ms/ }] }])
  t.equal(tests[0]?.attached.length, 1)
})
