import { toldName } from './vocabulary.ts'
import { words, type Wording } from './wording.ts'

/** Where two documents of XML differ in declaration, root, or the names of elements. */
export function xmlDifferences (real: string, mock: string): Wording[] {
  const [one, other] = [tagsOf(real), tagsOf(mock)]
  const declared = [real, mock].map((text) => text.trimStart().startsWith('<?xml'))
  return [
    ...declared[0] === declared[1] ? [] : [words`${declared[0] === true ? 'real' : 'mock'} has an XML declaration`],
    ...[...one].filter((tag) => !other.has(tag)).map((tag) => words`real has <${toldName(tag, false)}>`),
    ...[...other].filter((tag) => !one.has(tag)).map((tag) => words`mock has <${toldName(tag, true)}>`)
  ]
}

const tagsOf = (document: string): Set<string> => new Set([...document.matchAll(/<([A-Za-z_][\w.:-]{0,60})/g)].map(([, tag = '']) => tag))
