import { test as base, type PlaywrightTestArgs, type PlaywrightTestOptions, type PlaywrightWorkerArgs, type PlaywrightWorkerOptions, type TestType } from '@playwright/test'
import type { Mock } from '../client/connect.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { attachmentsOf } from './attachments.ts'
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
      for (const { name, ...attached } of await attachmentsOf(sandbox)) await test.attach(name, attached)
    }
  })
}

/** Playwright's `test`, each with a sandbox: `test('…', async ({ page, pims }) => …)`. */
export const test: PimsTest = testWith({})
export { expect } from '@playwright/test'
