import { isObject, MAX_DEPTH } from '../lib/json.ts'
import { isClosed, toldName, toldValue } from './vocabulary.ts'
import { words, type Wording } from './wording.ts'

const typeOf = (value: unknown) => value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value

/** Where a value lies: its path, as it is told, and the name of the field that has it. */
interface Place {
  readonly path: Wording
  readonly name: string
  readonly depth: number
}
const BODY: Place = { path: [], name: '', depth: 0 }

/**
 * Where two JSON documents are not of the same shape: keys, types, and values of closed sets. The order of keys is none, the
 * length of a list only where one is empty; null is a type of its own.
 */
export function jsonDifferences (real: unknown, mock: unknown, place = BODY): Wording[] {
  const where = place.depth === 0 ? words`the body` : words`\`${place.path}\``
  if (place.depth > MAX_DEPTH) return []
  if (typeOf(real) !== typeOf(mock)) return [words`${where}: real ${typeOf(real)}, mock ${typeOf(mock)}`]
  if (isObject(real) && isObject(mock)) {
    return [...new Set([...Object.keys(real), ...Object.keys(mock)])].flatMap((key) => {
      const within = placeIn(place, key, Object.hasOwn(mock, key))
      if (!Object.hasOwn(mock, key)) return [words`real has \`${within.path}\` (${describe(real[key])})`]
      if (!Object.hasOwn(real, key)) return [words`mock has \`${within.path}\` (${describe(mock[key])})`]
      return jsonDifferences(real[key], mock[key], within)
    })
  }
  if (Array.isArray(real) && Array.isArray(mock)) {
    if (real.length === 0 || mock.length === 0) return real.length === mock.length ? [] : [words`${where}: real list ${emptiness(real)}, mock list ${emptiness(mock)}`]
    return jsonDifferences(merged(real), merged(mock), { ...place, path: words`${place.path}[]`, depth: place.depth + 1 })
  }
  const isTold = isClosed(place.name, real) || isClosed(place.name, mock)
  return isTold && real !== mock ? [words`${where}: real ${toldValue(real, place.name)}, mock ${toldValue(mock, place.name)}`] : []
}

const placeIn = ({ path, depth }: Place, key: string, isOfMock: boolean): Place => {
  const name = toldName(key, isOfMock)
  return { path: path.length === 0 ? words`${name}` : words`${path}.${name}`, name: key, depth: depth + 1 }
}

const describe = (value: unknown): Wording => typeof value === 'string' ? words`string, ${toldValue(value)}` : words`${typeOf(value)}`
const emptiness = (items: readonly unknown[]) => items.length === 0 ? 'empty' : 'not empty'

/** The keys of all items as one item; the first item where they are no objects. */
const merged = (items: readonly unknown[]): unknown => items.every(isObject) ? Object.fromEntries(items.flatMap((item) => Object.entries(item))) : items[0]
