import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Test } from 'tap'
import { type AppOptions, buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/read-config.ts'
import type { Config } from '../../src/config/schema.ts'
import { DEFAULT_SANDBOX, type Sandbox } from '../../src/sandbox/sandbox.ts'
import { parseFixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { vehicleFixtures } from '../../src/vehicles/fixtures.ts'

/** The machine's time in every test, until a test moves the sandbox's clock. */
export const NOON = Date.UTC(2026, 0, 1, 12)

const file = new URL('../../fixtures/accounts.json', import.meta.url)
const vehicles = vehicleFixtures(fileURLToPath(new URL('../../fixtures/vehicles.json', import.meta.url)), true)
const fixtures = parseFixtures(readFileSync(file, 'utf8'), 'accounts.json', NOON, 'drama', vehicles)

/** The configuration that the environment given makes; seeded, so that a failing test fails again. */
export function configOf (environment: Record<string, string> = {}): Config {
  const config = readConfig({ SEED: '42', ...environment })
  return config
}

/** A ready application on a machine whose clock stands at noon, closed with the test; `prepare` sees it before it is ready. */
export async function start (t: Test, environment: Record<string, string> = {}, prepare: (app: FastifyInstance) => void = () => {}, more: Partial<AppOptions> = {}) {
  const app = buildApp({ config: configOf(environment), fixtures, machine: () => NOON, ...more })
  prepare(app)
  t.teardown(() => app.close())
  await app.ready()
  /** The default sandbox. */
  const sandbox = (): Sandbox => app.sandboxes.open(DEFAULT_SANDBOX)
  return { app, sandbox, ...verbs(app) }
}

type Query = Record<string, string | string[]>
type Headers = Record<string, string>

/** The calls that tests make; `as` is the bearer token. */
function verbs (app: FastifyInstance) {
  const call = async (options: InjectOptions) => {
    const response = await app.inject(options)
    const { statusCode: status, headers, body: text } = response
    return { status, headers, text, body: text === '' ? undefined : JSON.parse(text) as Record<string, unknown> }
  }
  const bearer = (as: string | undefined): Headers => as === undefined ? {} : { authorization: `Bearer ${as}` }

  return {
    /** `pims.get(api, parameters)` */
    get: (api: string, query: Query = {}, { as = 'alice', headers = {} }: { as?: string, headers?: Headers } = {}) =>
      call({ method: 'GET', url: `/pims.authentication.${api}`, query, headers: { ...bearer(as), ...headers } }),

    /** `pims.set(api, parameters)` */
    set: (api: string, payload: object, { as = 'alice', headers = {} }: { as?: string, headers?: Headers } = {}) =>
      call({ method: 'POST', url: `/pims.authentication.${api}`, payload, headers: { ...bearer(as), ...headers } }),

    /** A request of the admin API. */
    admin: (method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
      call({ method, url: `/admin/${path}`, ...(payload !== undefined && { payload }) }),

    /** Any request. */
    call
  }
}

export type Started = Awaited<ReturnType<typeof start>>

/** Has a code sent to a number and answers it. */
export async function certify ({ get, admin }: Pick<Started, 'get' | 'admin'>, phoneNumber: string, as = 'alice'): Promise<string> {
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber }, { as })
  const { body } = await admin('GET', `sms/latest?to=${encodeURIComponent(phoneNumber)}&account=${as}`)
  return String(body?.code)
}
