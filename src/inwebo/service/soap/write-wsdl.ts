import type { FieldType, ParameterType, ResultType, ServiceOperation } from '../operation.ts'
import { DECLARATION, toContent } from '../xml.ts'
import type { SoapService } from './services.ts'

const XSD: Readonly<Record<FieldType, string>> = { string: 'xsd:string', long: 'xsd:long', dateTime: 'xsd:dateTime', 'string[]': 'xsd:string', 'long[]': 'xsd:long' }

/** A text may be nil, a list may be absent: what some clients refuse to read otherwise. */
function fieldElement ([name, type]: readonly [string, FieldType]): string {
  const more = type.endsWith('[]') ? ' minOccurs="0" maxOccurs="unbounded"' : type === 'long' ? '' : ' nillable="true"'
  return `<xsd:element name="${name}" type="${XSD[type]}"${more}/>`
}

const sequence = (elements: readonly string[]): string => `<xsd:sequence>${elements.join('')}</xsd:sequence>`

const requestElement = (element: string, parameters: Readonly<Record<string, ParameterType>>): string =>
  `<xsd:element name="${element}"><xsd:complexType>${sequence(Object.entries(parameters).map(fieldElement))}</xsd:complexType></xsd:element>`

const responseElement = (element: string, { name, result }: ServiceOperation): string =>
  `<xsd:element name="${element}Response"><xsd:complexType>${sequence([`<xsd:element name="${name}Return" type="${result === 'text' ? 'xsd:string' : `tns:${result.name}`}"/>`])}</xsd:complexType></xsd:element>`

const resultType = ({ name, fields }: ResultType): string => `<xsd:complexType name="${name}">${sequence(Object.entries(fields).map(fieldElement))}</xsd:complexType>`

/** The results of several fields, each once. */
const resultsOf = ({ offers }: SoapService): ResultType[] => [...new Set(offers.flatMap(({ operation: { result } }) => result === 'text' ? [] : [result]))]

/**
 * The WSDL of a service: one service, one port, document/literal wrapped.
 *
 * @param address where the client reaches it
 */
export function writeWsdl (service: SoapService, address: string): string {
  const { name, namespace, offers } = service
  const schema = [
    ...resultsOf(service).map(resultType),
    ...offers.flatMap(({ element, operation }) => [requestElement(element, operation.parameters), responseElement(element, operation)])
  ]
  const messages = offers.flatMap(({ element }) => ['Request', 'Response'].map((end) =>
    `<wsdl:message name="${element}${end}"><wsdl:part name="parameters" element="tns:${element}${end === 'Request' ? '' : end}"/></wsdl:message>`))
  const operations = offers.map(({ element }) =>
    `<wsdl:operation name="${element}"><wsdl:input message="tns:${element}Request"/><wsdl:output message="tns:${element}Response"/></wsdl:operation>`)
  const bindings = offers.map(({ element }) =>
    `<wsdl:operation name="${element}"><soap:operation soapAction=""/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`)
  return [
    DECLARATION,
    `<wsdl:definitions targetNamespace="${namespace}" xmlns:tns="${namespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">`,
    `<wsdl:types><xsd:schema targetNamespace="${namespace}" elementFormDefault="qualified">`,
    ...schema,
    '</xsd:schema></wsdl:types>',
    ...messages,
    `<wsdl:portType name="${name}">`,
    ...operations,
    '</wsdl:portType>',
    `<wsdl:binding name="${name}SoapBinding" type="tns:${name}"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>`,
    ...bindings,
    '</wsdl:binding>',
    `<wsdl:service name="${name}Service"><wsdl:port name="${name}" binding="tns:${name}SoapBinding"><soap:address location="${toContent(address)}"/></wsdl:port></wsdl:service>`,
    '</wsdl:definitions>',
    ''
  ].join('\n')
}
