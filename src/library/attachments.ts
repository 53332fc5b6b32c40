import type { SandboxClient } from '../client/sandbox-client.ts'
import { evidence, journalAndConduct } from './evidence.ts'

/** What is attached to a failed test. */
export interface Attachment {
  readonly name: string
  readonly body: string
  readonly contentType: string
}

/** The journal of a sandbox as lines, with what its client should not have done, as a bug report, and as HAR; or why it cannot be had. */
export async function attachmentsOf (sandbox: SandboxClient): Promise<Attachment[]> {
  const found = await evidence(sandbox, async () => [
    journal(await journalAndConduct(sandbox)),
    { name: 'pims-mock report', body: await sandbox.exportRequests('markdown'), contentType: 'text/markdown' },
    { name: 'pims-mock.har', body: JSON.stringify(await sandbox.exportRequests('har')), contentType: 'application/har+json' }
  ])
  return typeof found === 'string' ? [journal(found)] : found
}

const journal = (body: string): Attachment => ({ name: 'pims-mock journal', body, contentType: 'text/plain' })
