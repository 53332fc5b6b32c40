import { test as base, type TestAPI } from 'vitest'
import type { Mock } from '../client/connect.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { evidence, journalAndConduct } from './evidence.ts'
import type { StartOptions } from './start-mock.ts'
import { prepareRun, withMock } from './mock-of-run.ts'

/** What tests are given. */
export interface PimsFixtures {
  /** A sandbox of the test's own. When the test fails, its journal is printed, and what the client should not have done. */
  pims: SandboxClient
  /** The server, one for each test file, or each worker without `isolate`: in its process, or where `PIMS_MOCK_URL` says. */
  mock: Mock
}

prepareRun()

/** Vitest's `test` with a server of these settings. */
export function testWith (options: StartOptions): TestAPI<PimsFixtures> {
  return base.extend<PimsFixtures>({
    mock: [
      // eslint-disable-next-line no-empty-pattern -- Vitest reads here which fixtures it needs
      async ({}, use) => await withMock(options, use),
      { scope: 'worker' }
    ],
    pims: async ({ mock, task }, use) => {
      const sandbox = mock.sandbox()
      await use(sandbox)
      if (task.result?.state === 'fail') console.error(await evidence(sandbox, journalAndConduct))
    }
  })
}

/** Vitest's `test`, each with a sandbox: `test('…', async ({ pims }) => …)`. */
export const test: TestAPI<PimsFixtures> = testWith({})
