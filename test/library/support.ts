import type { Test } from 'tap'
import { type StartedMock, startMock, type StartOptions } from '../../src/library/index.ts'

/** A server in this process, seeded, and stopped with the test. */
export async function started (t: Test, options: StartOptions = {}): Promise<StartedMock> {
  const mock = await startMock({ seed: 42, ...options })
  t.teardown(() => mock.stop())
  return mock
}
