import { SaxesParser, type SaxesTagNS } from 'saxes'
import { INSTANCE, SoapFault } from './fault.ts'

/** An element of a document: its local name, and what is in it. */
export interface XmlElement {
  readonly name: string
  /** Its namespace; empty where it has none. */
  readonly uri: string
  readonly isNil: boolean
  readonly children: readonly XmlElement[]
  readonly text: string
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[]
  text: string
}

/** How deep elements may be nested, and how many elements and attributes a document may have. */
const MAX_DEPTH = 16
const MAX_PARTS = 1000

/**
 * Parses a document strictly: no DTD, and not too much of anything.
 *
 * @throws SoapFault
 */
export function readXml (text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const open: OpenElement[] = []
  let root: XmlElement | undefined
  let parts = 0

  const begin = (tag: SaxesTagNS): void => {
    parts += 1 + Object.keys(tag.attributes).length
    if (parts > MAX_PARTS) throw new SoapFault('Client', `the request has more than ${MAX_PARTS} elements and attributes`)
    if (open.length >= MAX_DEPTH) throw new SoapFault('Client', `the elements of the request are nested more than ${MAX_DEPTH} deep`)
    const element: OpenElement = { name: tag.local, uri: tag.uri, isNil: isNil(tag), children: [], text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  }
  const add = (text: string): void => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  }

  parser.on('error', ({ message }) => { throw new SoapFault('Client', `the request is not XML: ${message}`) })
  parser.on('doctype', () => { throw new SoapFault('Client', 'the request has a document type (<!DOCTYPE), which SOAP forbids: send it without') })
  parser.on('opentag', begin)
  parser.on('closetag', () => { open.pop() })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(text).close()
  if (root === undefined) throw new SoapFault('Client', 'the request is not XML: there is no element')
  return root
}

const isNil = ({ attributes }: SaxesTagNS): boolean =>
  Object.values(attributes).some(({ local, uri, value }) => local === 'nil' && uri === INSTANCE && /^\s*(true|1)\s*$/.test(value))
