import { authentications } from './authenticate.ts'
import type { ServiceOperation } from './operation.ts'
import { pushOperations } from './push.ts'

/** Every operation of the service API. */
export const serviceOperations: readonly ServiceOperation[] = [...authentications, ...pushOperations]

const byName: ReadonlyMap<string, ServiceOperation> = new Map(serviceOperations.map((operation) => [operation.name, operation]))

export const findOperation = (name: string): ServiceOperation | undefined => byName.get(name)
