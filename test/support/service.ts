import type { Test } from 'tap'
import { type Client, enrolled, startClient } from './clients.ts'

/** The service of the mock, as every request names it. */
export const SERVICE = '1201'

/** Fields of an answer of `/FS`. */
export type FsAnswer = Readonly<Record<string, string | null>>

/** A client of the devices, and a server that asks `/FS` about them. */
export async function startService (t: Test, environment: Record<string, string> = {}) {
  const client = await startClient(t, environment)
  const { call, admin } = client
  /** Asks for JSON; what is `undefined` is left out. */
  const fs = async (action: string | undefined, fields: Readonly<Record<string, string | undefined>> = {}, headers: Record<string, string> = {}) => {
    const query = Object.fromEntries(Object.entries({ action, serviceId: SERVICE, userId: 'carol@example.com', format: 'json', ...fields }).filter((pair): pair is [string, string] => pair[1] !== undefined))
    return await call({ method: 'GET', url: '/FS', query, headers })
  }
  return {
    ...client,
    fs,
    /** The `err` of an answer. */
    err: async (action: string | undefined, fields: Readonly<Record<string, string | undefined>> = {}, headers: Record<string, string> = {}) => (await fs(action, fields, headers)).body?.err,
    /** The newest entry of the journal. */
    newest: async () => ((await admin('GET', 'requests?limit=1')).body?.requests as Array<Record<string, unknown>>)[0] ?? {}
  }
}

export type Service = Awaited<ReturnType<typeof startService>>

/** A one-time password of a device that carol has just enrolled. */
export const otpOf = async (client: Client, as = 'carol'): Promise<string> => await (await enrolled(client, as)).otp()
