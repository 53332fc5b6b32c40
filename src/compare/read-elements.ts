import { SaxesParser } from 'saxes'

/** An element of XML, whatever the number of times it is there. */
export interface Element {
  readonly name: string
  isRepeated: boolean
  text: string
  hasCdata: boolean
  readonly attributes: Set<string>
}

/** A document with more elements than this is not looked at. */
const MAX_ELEMENTS = 1000

/** The elements of a document by their path; `undefined` for what is not well-formed, or too long. */
export function readElements (document: string): ReadonlyMap<string, Element> | undefined {
  const parser = new SaxesParser()
  const elements = new Map<string, Element>()
  const open: string[] = []
  let count = 0
  const current = () => elements.get(open.join('/'))
  parser.on('error', (error) => { throw error })
  parser.on('opentag', ({ name, attributes }) => {
    if (++count > MAX_ELEMENTS) throw new Error('too many elements')
    open.push(name)
    const before = current()
    if (before !== undefined) before.isRepeated = true
    else elements.set(open.join('/'), { name, isRepeated: false, text: '', hasCdata: false, attributes: new Set() })
    for (const attribute of Object.keys(attributes)) current()?.attributes.add(attribute)
  })
  parser.on('text', (text) => {
    const element = current()
    if (element !== undefined) element.text += text.trim()
  })
  parser.on('cdata', (text) => {
    const element = current()
    if (element !== undefined) Object.assign(element, { text: `${element.text}${text}`, hasCdata: true })
  })
  parser.on('closetag', () => { open.pop() })
  try {
    parser.write(document).close()
    return elements
  } catch {
    return undefined
  }
}
