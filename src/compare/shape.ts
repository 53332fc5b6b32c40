import { isObject } from '../lib/json.ts'
import { classOf, closedValue, shownName } from './vocabulary.ts'

/** Whether a text is, or holds, a value of the capture. */
export type IsValue = (text: string) => boolean

const MAX_DEPTH = 32
const typeOf = (value: unknown): string => value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value

/**
 * Where two JSON documents are not of the same shape: keys, types, and values of closed sets. The order of keys is none, the
 * length of a list only where one is empty; null is a type of its own.
 */
export function jsonDifferences (real: unknown, mock: unknown, isValue: IsValue, path = '', name = ''): string[] {
  const where = path === '' ? 'the body' : `\`${path}\``
  if (path.split('.').length > MAX_DEPTH) return []
  if (typeOf(real) !== typeOf(mock)) return [`${where}: real ${typeOf(real)}, mock ${typeOf(mock)}`]
  if (isObject(real) && isObject(mock)) {
    return [...new Set([...Object.keys(real), ...Object.keys(mock)])].flatMap((key) => {
      const shown = `${path === '' ? '' : `${path}.`}${shownName(key, isValue)}`
      if (!Object.hasOwn(mock, key)) return [`real has \`${shown}\` (${describe(real[key])})`]
      if (!Object.hasOwn(real, key)) return [`mock has \`${shown}\` (${describe(mock[key])})`]
      return jsonDifferences(real[key], mock[key], isValue, shown, key)
    })
  }
  if (Array.isArray(real) && Array.isArray(mock)) {
    if (real.length === 0 || mock.length === 0) return real.length === mock.length ? [] : [`${where}: real list ${emptiness(real)}, mock list ${emptiness(mock)}`]
    return jsonDifferences(merged(real), merged(mock), isValue, `${path}[]`, name)
  }
  const [one, other] = [closedValue(name, real), closedValue(name, mock)]
  return (one !== undefined || other !== undefined) && real !== mock ? [`${where}: real ${one ?? classOf(real)}, mock ${other ?? classOf(mock)}`] : []
}

const describe = (value: unknown): string => typeof value === 'string' ? `string, ${classOf(value)}` : typeOf(value)
const emptiness = (items: readonly unknown[]): string => items.length === 0 ? 'empty' : 'not empty'

/** The keys of all items as one item; the first item where they are no objects. */
const merged = (items: readonly unknown[]): unknown => items.every(isObject) ? Object.assign({}, ...items) as unknown : items[0]

/** Where two documents of XML differ in declaration, root, or the names of elements. */
export function xmlDifferences (real: string, mock: string, isValue: IsValue): string[] {
  const [one, other] = [tagsOf(real), tagsOf(mock)]
  const differs = (has: ReadonlySet<string>, lacks: ReadonlySet<string>, who: string) =>
    [...has].filter((tag) => !lacks.has(tag)).map((tag) => `${who} has <${shownName(tag, isValue)}>`)
  const declared = [real, mock].map((text) => text.trimStart().startsWith('<?xml'))
  return [
    ...declared[0] === declared[1] ? [] : [`${declared[0] === true ? 'real' : 'mock'} has an XML declaration`],
    ...differs(one, other, 'real'),
    ...differs(other, one, 'mock')
  ]
}

const tagsOf = (document: string): Set<string> => new Set([...document.matchAll(/<([A-Za-z_][\w.:-]{0,60})/g)].map(([, tag = '']) => tag))
