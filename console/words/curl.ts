import { MASK } from '../../src/words/mask.ts'
import { fieldArguments, headerArgument, jsonArgument, shellWord } from '../../src/words/shell.ts'
import { isInQuery, type Verb } from '../../src/words/verbs.ts'
import type { Entry, Exchanged, RuleInput } from '../state/world/wire.ts'

/** A text as one word of a shell in which the variables that `variable` made are filled in, and nothing else. */
const quoteWithVariables = (text: string): string =>
  text.includes(BEFORE) ? `"${text.replace(/["\\`$]/g, '\\$&').replace(/\ue000(\w+)\ue001/g, '$$$1')}"` : shellWord(text)

/** What a masked value is asked from in a shell. */
const VARIABLES: Readonly<Record<string, string>> = { smsCode: 'SMS_CODE', pin: 'PIN', pinCode: 'PIN', newPinCode: 'NEW_PIN', password: 'PASSWORD', token: 'TOKEN' }

/** What stands around the name of a variable until the text is quoted. */
const [BEFORE, AFTER] = ['\ue000', '\ue001']

const variable = (name: string): string => `${BEFORE}${VARIABLES[name] ?? name.replace(/\W|^\d/g, '_').toUpperCase()}${AFTER}`

/** Sets variables in place of values that the journal masks. */
function unmask (parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) =>
    [name, value === MASK ? variable(name) : value]))
}

/** Sets variables in place of what the journal masks in a path and its query. */
const unmaskPath = (path: string): string => path
  .replace(/([?&])([^=&]+)=\*{3}(?=&|$)/g, (_, before: string, name: string) => `${before}${name}=${variable(name)}`)
  .replace(/\/\*{3}(?=[/?]|$)/g, `/${variable('code')}`)

/** What a request asked to fail with, unless that is masked. */
const faultHeader = ({ 'x-fault': fault }: Readonly<Record<string, unknown>> = {}): string[] =>
  typeof fault !== 'string' || fault === MASK ? [] : [headerArgument('X-Fault', fault)]

/** Where an operation of the PIMS face is. */
export interface Address {
  readonly verb: Verb
  readonly api: string
}

/**
 * A request as a line of a shell.
 *
 * @param base URL of the sandbox, without a slash at its end
 */
export function curlOfRequest (base: string, { account, device, parameters, request }: Pick<Entry, 'account' | 'device' | 'parameters' | 'request'>, { verb, api }: Address): string {
  const shown = unmask(parameters ?? {})
  const headers = [
    ...account === null ? [] : [headerArgument('Authorization', `Bearer ${account}`)],
    ...device === null ? [] : [headerArgument('X-Device-Id', device)],
    ...faultHeader(request?.headers)
  ]
  if (verb === 'subscribe') return curlOfSubscription(`${base}/${api}`, headers, fieldArguments(shown, quoteWithVariables))
  if (!isInQuery(verb)) return [`curl ${shellWord(`${base}/${api}`)}`, ...headers, jsonArgument(shown, quoteWithVariables)].join(' \\\n  ')
  return [`curl -G ${shellWord(`${base}/${api}`)}`, ...headers, ...fieldArguments(shown, quoteWithVariables)].join(' \\\n  ')
}

/** A subscription as a line of a shell that prints what comes, as it comes. */
const curlOfSubscription = (url: string, headers: readonly string[], query: readonly string[]): string =>
  [`curl -N${query.length === 0 ? '' : ' -G'} ${shellWord(url)}`, headerArgument('Accept', 'text/event-stream'), ...headers, ...query].join(' \\\n  ')

/** A request of any face as a line of a shell, with what the journal keeps of it. */
export function curlOfExchange (base: string, { method = 'GET', path = '/', headers, body }: Exchanged): string {
  const type = typeof headers['content-type'] === 'string' ? headers['content-type'] : undefined
  const isForm = type?.includes('form-urlencoded') === true
  return [
    `curl ${method === 'GET' || method === 'POST' ? '' : `-X ${method} `}${quoteWithVariables(`${base}${unmaskPath(path)}`)}`,
    ...headers.authorization === undefined ? [] : ['-H "Authorization: Bearer $TOKEN"'],
    ...type === undefined || isForm ? [] : [headerArgument('Content-Type', type)],
    ...faultHeader(headers),
    ...dataOf(body, isForm)
  ].join(' \\\n  ')
}

function dataOf (body: unknown, isForm: boolean): string[] {
  if (body === null || body === undefined || body === '') return []
  if (typeof body !== 'object') return [`--data-raw ${shellWord(String(body))}`]
  const shown = unmask({ ...body })
  if (!isForm) return [`--data-raw ${quoteWithVariables(JSON.stringify(shown))}`]
  return fieldArguments(shown, quoteWithVariables)
}

/**
 * A rule as a line of a shell that adds it.
 *
 * @param guarded whether the admin API asks for a token
 */
export const curlOfRule = (base: string, rule: RuleInput, guarded: boolean): string =>
  `curl ${guarded ? '-H "Authorization: Bearer $ADMIN_TOKEN" ' : ''}${shellWord(`${base}/admin/faults`)} ${jsonArgument(rule)}`
