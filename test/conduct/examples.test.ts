import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { listen } from '../clients/support/server.ts'
import { run } from '../clients/support/tools.ts'

const CHANGE_NUMBER = 'examples/change-number/change-number.mjs'

t.test('the example that changes a number does nothing that is found, and is told that it repeats a change which the service may have made', async (t) => {
  const { url, admin, noFindings } = await listen(t)
  const change = async () => await run(process.execPath, [CHANGE_NUMBER], { env: { ...process.env, PIMS_MOCK_URL: url } })
  t.equal(await change(), 'Your number is changed.\n')
  await noFindings()
  await admin('admin/faults', { match: { operation: 'modifyPhoneNumber' }, effect: { error: 2204 } })
  await t.rejects(change(), /Please try again later/)
  await noFindings({ PostRepeated: 'the example tries again after a server error, whatever it asked for' })
})

t.test('the example for Vitest does nothing that is found, but for what it tests', async (t) => {
  const { url, noFindings } = await listen(t)
  mkdirSync('.tests', { recursive: true })
  const folder = mkdtempSync(join('.tests', 'example-')) // inside the package, whose name is imported
  t.teardown(() => { rmSync(folder, { recursive: true, force: true }) })
  copyFileSync('examples/vitest/phone-number.test.ts', join(folder, 'phone-number.test.ts'))
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default {}')
  const report = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--root', folder], { env: { ...process.env, CI: 'true', NO_COLOR: '1', NODE_TEST_CONTEXT: undefined, PIMS_MOCK_URL: url } })
  t.match(report, /Tests +24 passed/)
  await noFindings({ CodeAfterExpiry: 'a test moves the clock to see the code refused' })
})
