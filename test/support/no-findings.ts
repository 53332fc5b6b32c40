import type { Test } from 'tap'
import type { Conduct } from '../../src/wire/conduct.ts'

/**
 * Checks that whoever asked a server, in whichever sandbox, did nothing that the reviewer of the client finds.
 *
 * @param shown rules that what was run breaks on purpose, as it shows what happens then
 */
export async function noFindings (t: Test, url: string, shown: readonly string[] = []): Promise<void> {
  const { sandboxes } = await (await fetch(`${url}/admin/sandboxes`)).json() as { sandboxes: Array<{ id: string }> }
  for (const { id } of sandboxes) {
    const { findings } = await (await fetch(`${url}/sandbox/${id}/admin/conduct`)).json() as Conduct
    t.strictSame(findings.filter(({ name }) => !shown.includes(name)).map(({ name, operation, account, requests }) => ({ name, operation, account, requests })), [], id)
  }
}
