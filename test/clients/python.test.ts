import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { example } from './support/pages.ts'
import { listen } from './support/server.ts'
import { has, run } from './support/tools.ts'

/** Debian's, which has its pytest from Debian as well. */
const PYTHON = '/usr/bin/python3'
const skip = !has(PYTHON, '-c', 'import pytest, xdist') && `The pytest fixtures were not run here: ${PYTHON} has no pytest with xdist`

t.test('the pytest fixtures, in parallel', { skip }, async (t) => {
  const { url, noFindings } = await listen(t)
  const report = await run(PYTHON, ['-m', 'pytest', '-q', '-n', '4', '-p', 'no:cacheprovider', 'test/clients/python'], { env: { ...process.env, PIMS_MOCK_URL: url, PYTHONDONTWRITEBYTECODE: '1' } })
  t.match(report, /\b33 passed\b/, report)
  await noFindings({
    SmsWhilePending: 'a test has the code sent again',
    CodeAfterExpiry: 'a test moves the clock to see the code refused',
    UnknownParameter: 'a test that is to fail asks with a query of its own'
  })
})

t.test('the example of the page', { skip }, async (t) => {
  const { url, noFindings } = await listen(t)
  const folder = t.testdir({ 'conftest.py': "pytest_plugins = ['pims_mock']\n", 'test_example.py': example('python', 'python') })
  copyFileSync('clients/python/pims_mock.py', join(folder, 'pims_mock.py'))
  t.match(await run(PYTHON, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', folder], { env: { ...process.env, PIMS_MOCK_URL: url } }), /\b3 passed\b/)
  await noFindings({ SmsWhilePending: 'the page takes the code that is sent again' })
})
