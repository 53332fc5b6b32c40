import { test as base, type PlaywrightTestArgs, type PlaywrightTestOptions, type PlaywrightWorkerArgs, type PlaywrightWorkerOptions, type TestType } from '@playwright/test'
import type { Mock } from '../client/connect.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { evidence, journalAndConduct } from './evidence.ts'
import type { StartOptions } from './start-mock.ts'
import { withMock } from './mock-of-run.ts'

/** What each test is given. */
export interface PimsFixtures {
  /** A sandbox of the test's own. When the test fails, its journal is attached: as lines, with what the client should not have done, as a bug report, and as HAR. */
  pims: SandboxClient
}

/** What each worker has. */
export interface PimsWorkerFixtures {
  /** The server: in the worker's process, or where `PIMS_MOCK_URL` says. */
  mock: Mock
}

type PimsTest = TestType<PlaywrightTestArgs & PlaywrightTestOptions & PimsFixtures, PlaywrightWorkerArgs & PlaywrightWorkerOptions & PimsWorkerFixtures>

/** Playwright's `test` with a server of these settings. */
export function testWith (options: StartOptions): PimsTest {
  return base.extend<PimsFixtures, PimsWorkerFixtures>({
    mock: [
      // eslint-disable-next-line no-empty-pattern -- Playwright reads here which fixtures it needs
      async ({}, use) => await withMock(options, use),
      { scope: 'worker' }
    ],
    pims: async ({ mock }, use, test) => {
      const sandbox = mock.sandbox()
      await use(sandbox)
      if (test.status === test.expectedStatus) return
      const found = await evidence(sandbox, async () => ({
        journal: await journalAndConduct(sandbox),
        report: await sandbox.exportRequests('markdown'),
        har: JSON.stringify(await sandbox.exportRequests('har'))
      }))
      if (typeof found === 'string') return await test.attach('pims-mock journal', { body: found, contentType: 'text/plain' })
      await test.attach('pims-mock journal', { body: found.journal, contentType: 'text/plain' })
      await test.attach('pims-mock report', { body: found.report, contentType: 'text/markdown' })
      await test.attach('pims-mock.har', { body: found.har, contentType: 'application/har+json' })
    }
  })
}

/** Playwright's `test`, each with a sandbox: `test('…', async ({ page, pims }) => …)`. */
export const test: PimsTest = testWith({})
export { expect } from '@playwright/test'
