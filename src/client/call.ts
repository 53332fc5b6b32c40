import { isInQuery, METHODS } from '../words/verbs.ts'
import { calls, type OperationParameters } from './contract.ts'
import { expectOptions } from './expect-options.ts'
import { fetchFrom } from './fetch-from.ts'
import { MockError } from './mock-error.ts'
import { search } from './query.ts'

/** A message of the SDK. */
export interface Message {
  readonly transactionId: string
  readonly status: 'SUCCEEDED' | 'FAILED'
  readonly result?: Readonly<Record<string, unknown>> | null
  readonly error?: { readonly code: number, readonly label: string, readonly subCode?: { readonly code: number | string, readonly label: string } }
}

/** Who calls. */
export interface Caller {
  /** Id of an account, or another bearer token; nobody when `null`. `alice` when absent. */
  readonly account?: string | null
  /** What the device calls itself; `device-1` when absent. */
  readonly device?: string
}

/** An operation of the SDK that the client can call. */
export type CallId = keyof OperationParameters

/**
 * Sends a request of the PIMS face, as `pims.get` and `pims.set` do.
 *
 * @throws MockError where no message came: a fault broke the connection, or answered something else
 */
export async function call (url: string, id: CallId, parameters: Readonly<Record<string, unknown>>, caller: Caller): Promise<Message> {
  expectOptions('the caller', caller, { account: true, device: true })
  const { account = 'alice', device } = caller
  const { verb, api, selector } = calls[id]
  const given = { ...selector, ...parameters }
  const headers = { ...account !== null && { authorization: `Bearer ${account}` }, ...device !== undefined && { 'x-device-id': device } }
  const response = isInQuery(verb)
    ? await fetchFrom(`${url}/${api}${search(given)}`, { headers }, url)
    : await fetchFrom(`${url}/${api}`, { method: METHODS[verb], headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(given) }, url)
  try {
    return JSON.parse(await response.text()) as Message
  } catch (error) {
    throw new MockError(`The answer of ${id} is no message.`, response.status, undefined, error)
  }
}
