import { suggest } from '../../../lib/nearest-word.ts'
import { SHOWN } from '../fields.ts'
import type { ServiceOperation } from '../operation.ts'
import { authenticationOperations } from '../operations.ts'
import { consoleOperations } from '../provisioning/operations.ts'
import { SoapFault } from './fault.ts'

/** An operation by the name that its request has in a WSDL. */
export interface Offered {
  readonly element: string
  readonly operation: ServiceOperation
}

/** A service of SOAP, as one WSDL describes it (docs/reference/service-api.md#2-soap-authentication). */
export interface SoapService {
  readonly path: string
  readonly name: string
  readonly namespace: string
  readonly offers: readonly Offered[]
}

const CHECKS = 'http://service.inwebo.com'
const MANAGES = 'http://console.inwebo.com'

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** What version 1 of Authentication has, under names of its own. */
const FIRST: ReadonlySet<string> = new Set(['authenticate', 'authenticateWithIp'])

const byOwnName = (operation: ServiceOperation): Offered => ({ element: operation.name, operation })

/** Every service of SOAP. */
export const soapServices: readonly SoapService[] = [
  {
    path: '/services/Authentication',
    name: 'Authentication',
    namespace: CHECKS,
    offers: authenticationOperations.filter(({ name }) => FIRST.has(name)).map((operation) => ({ element: capital(operation.name), operation }))
  },
  { path: '/v2/services/Authentication', name: 'Authentication', namespace: CHECKS, offers: authenticationOperations.map(byOwnName) },
  ...['/services/ConsoleAdmin', '/v2/services/ConsoleAdmin'].map((path) => ({ path, name: 'ConsoleAdmin', namespace: MANAGES, offers: consoleOperations.map(byOwnName) }))
]

const byName: ReadonlyMap<string, ServiceOperation> = new Map(soapServices.flatMap(({ offers }) => offers).map(({ operation }) => [operation.name.toLowerCase(), operation]))

/** The operation of any service that a request names, in whatever case. */
export const operationNamed = (name: string): ServiceOperation | undefined => byName.get(name.toLowerCase())

/**
 * What a service offers under the name of a request, in whatever case.
 *
 * @throws SoapFault for an operation that it does not have
 */
export function offerOf ({ path, offers }: SoapService, asked: string): Offered {
  const name = asked.toLowerCase()
  const offered = offers.find(({ element }) => element.toLowerCase() === name)
  if (offered !== undefined) return offered
  const elsewhere = soapServices.findLast((service) => service.offers.some(({ element }) => element.toLowerCase() === name))
  const elements = offers.map(({ element }) => element)
  throw new SoapFault('Client', `${path} has no operation "${asked.slice(0, SHOWN)}". ${elsewhere === undefined ? suggest(asked, elements, `It has ${elements.join(', ')}.`) : `${elsewhere.path} has it.`}`)
}
