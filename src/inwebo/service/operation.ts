import type { ErrorCode } from '../../codes/catalogue.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'

/** What a request says, by the names of the operation's parameters; what it leaves out, or leaves empty, is absent. */
export type ServiceFields = Readonly<Record<string, string | undefined>>

/** What an answer says besides `err`; a time in milliseconds since 1970. What a result has and the output lacks is null. */
export type Output = Readonly<Record<string, string | number | null>>

/** An operation of the service API, whichever way it is called. */
export interface ServiceOperation {
  readonly name: string
  /** In the order of the WSDL. */
  readonly parameters: readonly string[]
  /** The codes that it has an `err` for. */
  readonly errors: readonly ErrorCode[]
  /**
   * Does what it says: synchronous, therefore atomic.
   *
   * @throws ServiceError, or InweboError
   */
  run (sandbox: Sandbox, fields: ServiceFields): Output
}
