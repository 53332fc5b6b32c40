import type { ServiceFields, ServiceOperation } from '../operation.ts'
import { ENVELOPE, SoapFault } from './fault.ts'
import { readXml, type XmlElement } from './read-xml.ts'
import { operationNamed } from './services.ts'

/** The namespace of SOAP 1.2. */
const LATER_ENVELOPE = 'http://www.w3.org/2003/05/soap-envelope'

/** What a request of SOAP says: its operation under the name `operation`, and the fields of that. */
export interface SoapFields extends ServiceFields {
  readonly operation: string
}

/**
 * Reads a request as its operation knows it: names without regard to case and namespace, in any order; what is nil or empty
 * is absent. Elements that it does not know are kept under their own names.
 *
 * @throws SoapFault
 */
export function readRequest (text: string): SoapFields {
  const request = requestIn(readXml(text))
  const { parameters: types = {}, aliases = {} } = operationNamed(request.name) ?? {}
  const known = namesOf(types, aliases)
  const fields: Record<string, string> = {}
  for (const child of request.children) {
    const name = known.get(child.name.toLowerCase()) ?? child.name
    if (child.children.length > 0) throw new SoapFault('Client', `${name} has elements in it: it should be a text`)
    if (Object.hasOwn(fields, name)) throw new SoapFault('Client', `${name} comes more than once`)
    if (!child.isNil && child.text !== '') fields[name] = types[name] === 'long' ? readLong(name, child.text) : child.text
  }
  return { ...fields, operation: request.name }
}

const LIMIT = 2n ** 63n

/** A number as XML Schema writes it, without blanks and leading zeros. @throws SoapFault for what is no xsd:long */
function readLong (name: string, text: string): string {
  const written = text.trim()
  if (!/^[+-]?\d{1,40}$/.test(written)) throw new SoapFault('Client', `${name} is "${written.slice(0, 40)}": it should be a whole number`)
  const number = BigInt(written.replace('+', ''))
  if (number >= LIMIT || number < -LIMIT) throw new SoapFault('Client', `${name} is ${written}: it should be a number of 64 bits`)
  return String(number)
}

/** The names of an operation's parameters, by what clients write in lower case. */
const namesOf = (parameters: ServiceOperation['parameters'], aliases: NonNullable<ServiceOperation['aliases']>): ReadonlyMap<string, string> =>
  new Map([...Object.keys(parameters).map((name) => [name, name] as const), ...Object.entries(aliases)].map(([alias, name]) => [alias.toLowerCase(), name]))

/** @throws SoapFault where there is no request in an envelope */
function requestIn (root: XmlElement): XmlElement {
  if (root.uri === LATER_ENVELOPE) throw new SoapFault('VersionMismatch', `the envelope is of SOAP 1.2: send one of SOAP 1.1, with the namespace ${ENVELOPE}`)
  if (!isNamed(root, 'Envelope')) throw new SoapFault('Client', `the request begins with <${root.name}>: it should be an Envelope of SOAP 1.1`)
  const [body, ...more] = root.children.filter((child) => isNamed(child, 'Body'))
  if (body === undefined) throw new SoapFault('Client', 'the envelope has no Body')
  if (more.length > 0) throw new SoapFault('Client', `the envelope has ${more.length + 1} Bodies: it should have one`)
  const [request, ...others] = body.children
  if (request === undefined) throw new SoapFault('Client', 'the Body is empty: it should have the request, an element with the name of an operation')
  if (others.length > 0) throw new SoapFault('Client', `the Body has ${body.children.length} elements: it should have one, the request`)
  return request
}

const isNamed = ({ name }: XmlElement, wanted: string): boolean => name.toLowerCase() === wanted.toLowerCase()
