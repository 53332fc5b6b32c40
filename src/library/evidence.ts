import type { SandboxClient } from '../client/sandbox-client.ts'
import { thrownMessage } from '../lib/thrown-message.ts'
import { withinLimit } from './within-limit.ts'

/** Milliseconds that a server may take to tell what it was asked: one that hangs, or is gone, does not hold up the run. */
const PATIENCE = 2000

/** What a failed test shows of its sandbox, or why it cannot be had. */
export async function evidence<Result> (sandbox: SandboxClient, read: (sandbox: SandboxClient) => Promise<Result>): Promise<Result | string> {
  try {
    return await withinLimit(PATIENCE, read(sandbox))
  } catch (error) {
    return `pims-mock: what was asked of ${sandbox.url} cannot be told: ${thrownMessage(error)}\n`
  }
}

/** The journal of a sandbox as lines, and what its client should not have done, where that is anything. */
export async function journalAndConduct (sandbox: SandboxClient): Promise<string> {
  const journal = await sandbox.exportRequests('text')
  const { findings } = await sandbox.conduct()
  return findings.length === 0 ? journal : `${journal}\n${await sandbox.conduct(undefined, 'markdown')}`
}
