import { suggest } from '../../lib/nearest-word.ts'
import type { ServiceAnswer } from './dispatch.ts'
import { ServiceError } from './err.ts'
import { authentications } from './authenticate.ts'
import { SHOWN } from './fields.ts'
import type { ServiceFields, ServiceOperation } from './operation.ts'
import { pushOperations } from './push.ts'
import { DECLARATION, element } from './xml.ts'

/** The operations of `GET /FS` (docs/reference/service-api.md#1-get-fs), by their `action`. */
const ACTIONS: ReadonlyMap<string, ServiceOperation> = new Map([...authentications, ...pushOperations].map((operation) => [operation.name, operation]))

/** The operation that a request asks for, if it is one of `/FS`. */
export const actionOf = ({ action }: ServiceFields): ServiceOperation | undefined => action === undefined ? undefined : ACTIONS.get(action)

/** Says what is wrong with the action of a request. */
export function refuseAction ({ action }: ServiceFields): ServiceError {
  const names = [...ACTIONS.keys()]
  if (action === undefined) return new ServiceError('NOK:SN', `action is missing, or came more than once: it should be one of ${names.join(', ')}`)
  return new ServiceError('NOK:SN', `action is "${action.slice(0, SHOWN)}". ${suggest(action, names, `It should be one of ${names.join(', ')}.`)}`)
}

const isJson = ({ format }: ServiceFields): boolean => format?.toLowerCase() === 'json'

/** The type of the answers to a request. */
export const typeOf = (fields: ServiceFields): string => isJson(fields) ? 'application/json;charset=UTF-8' : 'text/xml;charset=UTF-8'

/** The fields of an answer, in their order. */
function fieldsOf ({ err, output }: ServiceAnswer, action: string | undefined): Array<readonly [string, string | null]> {
  const text = (name: string) => typeof output[name] === 'string' ? output[name] : null
  return [
    ['err', err],
    ['name', text('name')],
    ['alias', text('alias')],
    ...action === 'pushAuthenticate' ? [['sessionId', text('sessionId')] as const] : [],
    ['type', text('type')],
    ['version', text('version')],
    ['platform', text('platform')],
    ['timestamp', stamp(Number(output.timestamp))]
  ]
}

/** A time as `/FS` writes it: `2016-03-04 15:48:43`, in UTC. */
const stamp = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')

/** An answer as the request wants it: JSON on one line without blanks, which some clients search as text, or flat XML. */
export function writeFs (answer: ServiceAnswer, request: ServiceFields): string {
  const fields = fieldsOf(answer, request.action)
  if (isJson(request)) return JSON.stringify(Object.fromEntries(fields))
  const root = actionOf(request)?.name ?? 'authenticateExtended'
  return `${DECLARATION}<${root}>${fields.map(([name, value]) => element(name, value ?? '')).join('')}</${root}>`
}
