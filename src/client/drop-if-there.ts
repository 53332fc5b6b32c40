import { MockError } from './mock-error.ts'
import type { SandboxClient } from './sandbox-client.ts'

/** Drops a sandbox that may be gone: none was made yet, or the server ran out of room. @throws MockError where it may still be there */
export async function dropIfThere (sandbox: Pick<SandboxClient, 'drop'>): Promise<void> {
  try {
    await sandbox.drop()
  } catch (error) {
    if (!(error instanceof MockError) || error.status !== 404) throw error
  }
}
