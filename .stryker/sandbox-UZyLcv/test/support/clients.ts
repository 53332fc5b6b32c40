// @ts-nocheck
import { createHash } from 'node:crypto'
import type { Test } from 'tap'
import { DeviceClient } from './device-client.ts'
import { start, type Started } from './start.ts'

const REDIRECT = 'mymap://oauth2redirect/fr'
const VERIFIER = 'a-verifier-of-at-least-43-characters-0123456789'
const BASIC = `Basic ${Buffer.from('client:secret').toString('base64')}`

/** The query of an authorization request, as psa_car_controller makes it. */
export const authorizeQuery = {
  client_id: 'client',
  response_type: 'code',
  redirect_uri: REDIRECT,
  scope: 'openid profile',
  state: 'opaque',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256'
}

/** What comes with the code to the token endpoint. */
export const codeGrant = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code_verifier: VERIFIER }

/** The calls of a real client, one after another. */
export async function startClient (t: Test, environment: Record<string, string> = {}) {
  const started = await start(t, environment)
  const { call, admin } = started
  const form = async (fields: Record<string, string>, headers: Record<string, string> = { authorization: BASIC }) =>
    await call({ method: 'POST', url: '/am/oauth2/access_token', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: new URLSearchParams(fields).toString() })
  const authorize = async (query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    await started.app.inject({ method: 'GET', url: '/am/oauth2/authorize', query: { ...authorizeQuery, ...query }, headers })
  const codeFor = async (login: string) =>
    new URL(String((await authorize({ login })).headers.location)).searchParams.get('code') ?? ''
  const rest = async (method: 'GET' | 'POST', url: string, as: string | undefined, payload?: object, headers: Record<string, string> = {}) =>
    await call({ method, url, headers: { ...as !== undefined && { authorization: `Bearer ${as}` }, 'x-introspect-realm': 'clientsB2CPeugeot', ...headers }, ...payload !== undefined && { payload } })
  const redeem = async (as: string, password: string) =>
    await rest('POST', '/connectedcar/v4/virtualkey/remoteaccess/token', as, { grant_type: 'password', password })
  const mac = async (query: string) => (await started.app.inject({ url: `/iwws/MAC?${query}` })).payload

  return {
    ...started,
    form,
    authorize,
    codeFor,
    rest,
    redeem,
    mac,
    /** Logs in and answers the tokens. */
    login: async (login: string) => (await form({ ...codeGrant, code: await codeFor(login) })).body ?? {},
    /** Has an activation code sent, and answers it. */
    activationCode: async (as: string) => {
      await rest('POST', '/applications/cvs/v4/mobile/smsCode', as)
      return String((await admin('GET', 'sms/latest?purpose=enrollment')).body?.code)
    },
    device: (id?: string) => new DeviceClient(mac, id)
  }
}

export type Client = Awaited<ReturnType<typeof startClient>>

/** A device of the account that enrolled with PIN 1234. */
export async function enrolled (client: Client, as: string): Promise<DeviceClient> {
  const device = client.device()
  await device.enrol(await client.activationCode(as), '1234')
  return device
}

/** Moves the clock of the sandbox. */
export const advance = async ({ admin }: Pick<Started, 'admin'>, duration: string) => await admin('PUT', 'clock', { advance: duration })
