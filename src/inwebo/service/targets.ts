import { HTTP_KINDS } from '../../effects/index.ts'
import type { Target } from '../../targets/targets.ts'
import { NETWORK_CODES } from '../../words/network-codes.ts'
import { serviceOperations } from './operations.ts'
import type { ServiceOperation } from './operation.ts'

/** What every request may say besides the parameters of its operation: what it is, and what some clients send along. */
const COMMON = ['action', 'operation', 'format', 'context', 'withoutpin']

const toTarget = ({ name, parameters, errors }: ServiceOperation): Target =>
  ({ id: targetId(name), name, face: 'service', takes: HTTP_KINDS, errors, parameters: new Set([...COMMON, ...Object.keys(parameters)]) })

/** The id of an operation, as faults and the journal know it. */
export const targetId = (name: string): string => `service.${name}`

/** The description of a service of SOAP. */
export const WSDL = targetId('wsdl')

export const serviceTargets: readonly Target[] = [
  ...serviceOperations.map(toTarget),
  { id: WSDL, name: 'wsdl', face: 'service', takes: HTTP_KINDS, errors: NETWORK_CODES }
]
