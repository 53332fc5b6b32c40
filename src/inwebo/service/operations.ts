import { authentications, plainAuthentications } from './authenticate.ts'
import type { ServiceOperation } from './operation.ts'
import { consoleOperations } from './provisioning/operations.ts'
import { pushOperations } from './push.ts'

/** The operations of Authentication, the vendor's service that checks. */
export const authenticationOperations: readonly ServiceOperation[] = [...plainAuthentications, ...authentications, ...pushOperations]

/** Every operation of the service API. */
export const serviceOperations: readonly ServiceOperation[] = [...authenticationOperations, ...consoleOperations]
