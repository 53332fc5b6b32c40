import { nearestWord } from '../lib/nearest-word.ts'
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
 * @throws TypeError where there is no such operation, with the ids that may be meant; MockError where no message came: a fault broke the connection, or answered something else
 */
export async function call (url: string, id: CallId, parameters: Readonly<Record<string, unknown>>, caller: Caller): Promise<Message> {
  expectOptions('the caller', caller, { account: true, device: true })
  const { account = 'alice', device } = caller
  if (!Object.hasOwn(calls, id)) throw new TypeError(noCall(String(id)))
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

/** Characters of an unknown id that are shown. */
const SHOWN = 80
const ids: readonly string[] = Object.keys(calls)
/** The last part of an id, which is no id itself: several operations may share it. */
const lastPart = (id: string): string => id.slice(id.lastIndexOf('.') + 1)

/** Why an operation cannot be called, and which may be meant. */
function noCall (given: string): string {
  const word = nearestWord(given, [...ids, ...ids.map(lastPart)])
  const meant = ids.filter((id) => id === word || lastPart(id) === word)
  return `There is no call "${given.slice(0, SHOWN)}". ${meant.length > 0 ? `Did you mean ${meant.join(' or ')}?` : 'Give the whole id of an operation, such as set.smscode.modifyPhoneNumber; GET /admin/contract lists them.'}`
}
