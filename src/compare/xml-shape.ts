import { type Element, readElements } from './read-elements.ts'
import { isClosed, toldName, toldValue } from './vocabulary.ts'
import { type Wording, words } from './wording.ts'

/**
 * Where two documents of XML differ: in declaration, elements, attributes, and what kind of text an element has. Clients of the
 * device protocol read with no parser of XML, so that what is the same to a parser is not to them
 * (docs/reference/device-protocol.md#1-transport). The order of elements is none.
 */
export function xmlDifferences (real: string, mock: string): Wording[] {
  const [one, other] = [readElements(real), readElements(mock)]
  if (one === undefined || other === undefined) return one === other ? [] : [words`${one === undefined ? 'real' : 'mock'} is no well-formed XML`]
  const declared = [real, mock].map((text) => text.trimStart().startsWith('<?xml'))
  return [
    ...declared[0] === declared[1] ? [] : [words`${declared[0] === true ? 'real' : 'mock'} has an XML declaration`],
    ...[...one].flatMap(([path, element]) => elementDifferences(element, other.get(path))),
    ...[...other].filter(([path]) => !one.has(path)).map(([, { name }]) => words`mock has <${toldName(name, true)}>`)
  ]
}

function elementDifferences (real: Element, mock: Element | undefined): Wording[] {
  const { name } = real
  if (mock === undefined) return [words`real has <${toldName(name, false)}>`]
  const tag = words`<${toldName(name, true)}>`
  const isOnOne = (isSo: (element: Element) => boolean): 'real' | 'mock' | undefined => isSo(real) === isSo(mock) ? undefined : isSo(real) ? 'real' : 'mock'
  const [repeated, empty, packed] = [isOnOne(({ isRepeated }) => isRepeated), isOnOne(({ text }) => text === ''), isOnOne(({ hasCdata }) => hasCdata)]
  const isTold = isClosed(name, real.text) || isClosed(name, mock.text)
  return [
    ...isTold && real.text !== mock.text ? [words`${tag}: real ${toldValue(real.text, name)}, mock ${toldValue(mock.text, name)}`] : [],
    ...repeated === undefined ? [] : [words`${repeated} has ${tag} more than once`],
    ...empty === undefined || isTold ? [] : [words`${empty} has ${tag} empty`],
    ...packed === undefined ? [] : [words`${packed} has ${tag} as CDATA`],
    ...[...real.attributes].filter((attribute) => !mock.attributes.has(attribute)).map((attribute) => words`real has the attribute \`${toldName(attribute, false)}\` on ${tag}`),
    ...[...mock.attributes].filter((attribute) => !real.attributes.has(attribute)).map((attribute) => words`mock has the attribute \`${toldName(attribute, true)}\` on ${tag}`)
  ]
}
