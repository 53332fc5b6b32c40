// @ts-nocheck
import type { Test } from 'tap'
import { start } from '../../support/start.ts'

/** A server of this test's own at a free port. */
export async function listen (t: Test, environment: Record<string, string> = {}) {
  const { app } = await start(t, environment)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })

  /** Asks an admin resource; with a body, by POST. */
  const admin = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/${path}`, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(await response.text())
    return response.status === 204 ? undefined : await response.json()
  }
  /** The parameters of `pims.initialize` for a sandbox. */
  const configuration = async (sandbox: string) => await admin(`sandbox/${sandbox}/admin/sdk-config`) as Record<string, unknown>
  return { url, admin, configuration }
}
