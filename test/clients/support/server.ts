import type { Test } from 'tap'
import { judge } from '../../../src/conduct/judge.ts'
import type { Conduct } from '../../../src/wire/conduct.ts'
import { noFindings, type Shown } from '../../support/no-findings.ts'
import { start } from '../../support/start.ts'

/** A server of this test's own at a free port. */
export async function listen (t: Test, environment: Record<string, string> = {}) {
  const gone: Conduct[] = []
  const { app } = await start(t, environment, (app) => {
    // The fixtures of other languages remove the sandbox of each test.
    app.addHook('onRequest', async ({ method, url }) => {
      const [, id] = method === 'DELETE' ? /^\/admin\/sandboxes\/([^/?]+)$/.exec(url) ?? [] : []
      const sandbox = id === undefined ? undefined : app.sandboxes.get(id)
      if (sandbox !== undefined) gone.push(await judge(sandbox))
    })
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })

  /** Asks an admin resource; with a body, by POST. */
  const admin = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/${path}`, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(await response.text())
    return response.status === 204 ? undefined : await response.json()
  }
  /** The parameters of `pims.initialize` for a sandbox. */
  const configuration = async (sandbox: string) => await admin(`sandbox/${sandbox}/admin/sdk-config`) as Record<string, unknown>
  return {
    url,
    admin,
    configuration,
    /** Checks that the client did nothing that the reviewer of the client finds, but for what is shown on purpose. */
    noFindings: async (shown?: Shown) => await noFindings(t, url, shown, gone)
  }
}
