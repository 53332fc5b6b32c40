import type { ErrorCode } from '../../codes/catalogue.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'

/** What a request says, by the names of the operation's parameters; what it leaves out, or leaves empty, is absent. */
export type ServiceFields = Readonly<Record<string, string | undefined>>

/** What an answer says besides `err`; a time in milliseconds since 1970. What a result has and the output lacks is null, or an empty list. */
export type Output = Readonly<Record<string, string | number | null | ReadonlyArray<string | number>>>

/** The type of a parameter. */
export type ParameterType = 'string' | 'long'

/** The type of a field of a result; a list is repeated elements. */
export type FieldType = ParameterType | 'dateTime' | 'string[]' | 'long[]'

/** A result of several fields, in the order of the WSDL. */
export interface ResultType {
  readonly name: string
  readonly fields: Readonly<Record<string, FieldType>>
}

/** An operation of the service API, whichever way it is called. */
export interface ServiceOperation {
  readonly name: string
  /** In the order of the WSDL. */
  readonly parameters: Readonly<Record<string, ParameterType>>
  /** Other names that clients send a parameter by. */
  readonly aliases?: Readonly<Record<string, string>>
  /** `text` is `err`, or where it is OK the `text` of the output. */
  readonly result: ResultType | 'text'
  /** The codes that it has an `err` for. */
  readonly errors: readonly ErrorCode[]
  /** Whose account it is about. */
  readonly find?: (sandbox: Sandbox, fields: ServiceFields) => Account | undefined
  /**
   * Does what it says: synchronous, therefore atomic.
   *
   * @throws ServiceError, or InweboError
   */
  run (sandbox: Sandbox, fields: ServiceFields): Output
}
