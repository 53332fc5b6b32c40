// @ts-nocheck
import t from 'tap'
import { listen } from './support/server.ts'
import { has, run } from './support/tools.ts'

const MINUTE = 60_000
/** Debian's, which has its pytest from Debian as well. */
const PYTHON = '/usr/bin/python3'
const skip = !has(PYTHON, '-c', 'import pytest, xdist') && `The pytest fixtures were not run here: ${PYTHON} has no pytest with xdist`

t.setTimeout(2 * MINUTE)

t.test('the pytest fixtures, in parallel', { skip, timeout: 2 * MINUTE }, async (t) => {
  const { url } = await listen(t)
  const report = await run(PYTHON, ['-m', 'pytest', '-q', '-n', '4', '-p', 'no:cacheprovider', 'test/clients/python'], { env: { ...process.env, PIMS_MOCK_URL: url, PYTHONDONTWRITEBYTECODE: '1' } })
  t.match(report, /\b27 passed\b/, report)
})
