/** A refusal, with the server's sentence. */
export class ApiError extends Error {
  readonly status: number

  constructor (status: number, message: string) {
    super(message)
    this.status = status
  }
}

const KEY = 'pims-mock.admin-token'
const base = new URL('../', location.href.replace(/[?#].*/, ''))

/** URL of the sandbox, without a slash at its end. */
export const sandboxUrl = base.href.replace(/\/$/, '')

/** URL of the server: that of the sandbox without its prefix. */
export const serverUrl = sandboxUrl.replace(/\/sandbox\/[^/]+$/, '')

let token = readToken()

function readToken (): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

export const hasToken = (): boolean => token !== null

/** Keeps the admin token for this tab, or forgets it. */
export function useToken (given: string | null): void {
  token = given
  try {
    if (given === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, given)
  } catch { // a browser that keeps nothing
  }
}

/** Called when the server cannot be reached. */
let unreachable = (): void => {}
export const onUnreachable = (listener: () => void): void => { unreachable = listener }

/**
 * Asks the admin API.
 *
 * @throws ApiError when it refuses, TypeError when it cannot be reached
 */
export async function ask (path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...token !== null && { authorization: `Bearer ${token}` }, ...init.body !== undefined && { 'content-type': 'application/json' } }
  const response = await fetch(new URL(`admin/${path}`, base), { cache: 'no-store', ...init, headers }).catch((error: unknown) => {
    if (init.signal?.aborted !== true) unreachable()
    throw error
  })
  if (!response.ok) throw new ApiError(response.status, await messageOf(response))
  return response
}

async function messageOf (response: Response): Promise<string> {
  const body = await response.json().catch(() => undefined) as { message?: unknown } | undefined
  return typeof body?.message === 'string' ? body.message : `HTTP ${response.status}`
}

/** What a resource says; its shape is that of the wire. */
export const get = async <Body>(path: string, init?: RequestInit): Promise<Body> => await (await ask(path, init)).json() as Body

/** How an app is answered. */
export interface Answered {
  readonly status?: string
  readonly error?: { readonly code: number, readonly label: string }
}

/** Has a code sent, as an app does that is signed in as an account: to a number. */
export async function askForCode (account: string, phoneNumber: string): Promise<Answered> {
  const response = await fetch(`${sandboxUrl}/pims.authentication.smscode?${new URLSearchParams({ type: 'phoneNumberCertification', phoneNumber }).toString()}`, { cache: 'no-store', headers: { authorization: `Bearer ${account}` } })
  return await response.json() as Answered
}

/** Changes a resource, and answers what it then says; nothing for no content. */
export async function send<Body> (method: 'PUT' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Body | undefined> {
  const response = await ask(path, { method, ...body !== undefined && { body: JSON.stringify(body) } })
  return response.status === 204 ? undefined : await response.json() as Body
}
