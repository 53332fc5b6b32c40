import type { SandboxClient } from '../client/sandbox-client.ts'
import { withinLimit } from './within-limit.ts'

/** Milliseconds that a server may take to tell what it was asked: one that hangs, or is gone, does not hold up the run. */
const PATIENCE = 2000

/** What a failed test shows of its sandbox, or why it cannot be had. */
export async function evidence<Result> (sandbox: SandboxClient, read: (sandbox: SandboxClient) => Promise<Result>): Promise<Result | string> {
  try {
    return await withinLimit(PATIENCE, read(sandbox))
  } catch (error) {
    return `pims-mock: what was asked of ${sandbox.url} cannot be told: ${error instanceof Error ? error.message : String(error)}\n`
  }
}
