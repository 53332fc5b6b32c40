import type { Test } from 'tap'
import type { Conduct } from '../../src/wire/conduct.ts'

/** Why a client breaks a rule on purpose, by the name of the rule. */
export type Shown = Readonly<Record<string, string>>

/**
 * Checks that whoever asked a server, in whichever sandbox, did nothing that the reviewer of the client finds, but for what is shown
 * on purpose; and that this was found, so that nothing is excused in vain.
 *
 * @param gone what was found in sandboxes that are removed
 */
export async function noFindings (t: Test, url: string, shown: Shown = {}, gone: readonly Conduct[] = []): Promise<void> {
  const { sandboxes } = await (await fetch(`${url}/admin/sandboxes`)).json() as { sandboxes: Array<{ id: string }> }
  const present = await Promise.all(sandboxes.map(async ({ id }) => await (await fetch(`${url}/sandbox/${id}/admin/conduct`)).json() as Conduct))
  const findings = [...gone, ...present].flatMap(({ findings }) => findings)
  t.strictSame(findings.filter(({ name }) => !(name in shown)).map(({ name, operation, account, requests }) => ({ name, operation, account, requests })), [])
  for (const [name, why] of Object.entries(shown)) t.ok(findings.some((finding) => finding.name === name), `${name}: ${why}`)
}
