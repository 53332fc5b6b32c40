import { isObject, tryParse } from '../lib/json.ts'
import type { RecordedAnswer } from './recording.ts'

/** Headers that no two servers or connections have alike. */
const OF_SERVER = /^(x-mock-instance|date|connection|keep-alive)$/
/** Places that are named of one answer. */
const MAX_PLACES = 5

/** Where two answers are not the same; of values only statuses, and the codes of errors, are in it. */
export function replayDifferences (then: RecordedAnswer, now: RecordedAnswer): string[] {
  return [
    ...then.status === now.status ? [] : [`status: ${statusOf(then)} then, ${statusOf(now)} now`],
    ...then.status === now.status && then.error !== now.error ? [`${then.error ?? 'a whole answer'} then, ${now.error ?? 'a whole answer'} now`] : [],
    ...headerDifferences(headersOf(then), headersOf(now)),
    ...bodyDifferences(then.text, now.text)
  ]
}

const statusOf = ({ status, error }: RecordedAnswer): string => status === -1 ? error ?? 'no whole answer' : String(status)

/** A header that came more than once is one with all of its values. */
function headersOf ({ headers }: RecordedAnswer): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const [name, value] of headers) if (!OF_SERVER.test(name)) all.set(name, all.has(name) ? `${all.get(name) ?? ''}\n${value}` : value)
  return all
}

function headerDifferences (then: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const names = [...new Set([...then.keys(), ...now.keys()])].filter((name) => then.get(name) !== now.get(name))
  return names.slice(0, MAX_PLACES).map((name) => `the header ${name} ${!now.has(name) ? 'is gone' : !then.has(name) ? 'is new' : 'is another'}`)
}

function bodyDifferences (then: string, now: string): string[] {
  if (then === now) return []
  const places = [...placesOf(tryParse(then), tryParse(now), '')]
  if (places.length === 0) return ['the body is another']
  const more = places.length - MAX_PLACES
  return [...places.slice(0, MAX_PLACES), ...more > 0 ? [`${more} more place${more === 1 ? '' : 's'}`] : []]
}

/** Where two values of JSON differ. */
function * placesOf (then: unknown, now: unknown, path: string): Iterable<string> {
  if ((isObject(then) && isObject(now)) || (Array.isArray(then) && Array.isArray(now))) {
    for (const key of new Set([...Object.keys(then), ...Object.keys(now)])) {
      const [where, one, other] = [path === '' ? key : `${path}.${key}`, valueAt(then, key), valueAt(now, key)]
      if (one === undefined || other === undefined) yield `\`${where}\` is ${other === undefined ? 'gone' : 'new'}`
      else yield * placesOf(one, other, where)
    }
  } else if (then !== now && path !== '') yield isOpen(path, then) && isOpen(path, now) ? `\`${path}\`: ${then} then, ${now} now` : `\`${path}\` is another`
}

/** Whether a value may be told: a code of an error, or a status of the vendor's, which are no secrets. */
const isOpen = (path: string, value: unknown): value is number | string =>
  (typeof value === 'number' && /(^|\.)(code|subCode)$/.test(path)) || (path === 'status' && (value === 'SUCCEEDED' || value === 'FAILED'))

const valueAt = (value: object, key: string): unknown => Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
