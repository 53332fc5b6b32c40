import type { TProperties } from '@sinclair/typebox'
import type { Signer } from '../../oauth/id-token.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Delivery } from '../../sms/send-code.ts'
import type { Verb } from '../../words/verbs.ts'
import type { ErrorCode } from '../../codes/catalogue.ts'
import type { Parameter, ParameterSpecs } from './parameter.ts'
import type { LabelValues, PimsError } from './pims-error.ts'

/** The parts of the SDK; `SDK` is the facade itself. */
export type Component = 'SDK' | 'BasicAuthentication' | 'StrongAuthentication'

/** The parameter whose value picks an operation among those of one verb and api. */
export interface Selector {
  readonly parameter: 'type' | 'action'
  readonly value: string
  /** Older spellings of the value. */
  readonly aliases?: readonly string[]
}

/** What the vendor documents of an operation. */
export interface Description {
  readonly component: Component
  readonly verb: Verb
  readonly api: string
  readonly selector?: Selector
  /** The SDK that brought it. */
  readonly since: string
  readonly summary: string
  /** All parameters of the reference but the selector, in the vendor's order. */
  readonly parameters: ParameterSpecs
  /** Parameters that another page of the vendor's adds. */
  readonly extras?: ParameterSpecs
  /** Whether it sends an SMS, which a fault can drop, duplicate or delay. */
  readonly sendsSms?: true
  /** Parameters by which a message in the form of FCA's brands is told, where those have an operation of the same name. */
  readonly fcaParameters?: readonly string[]
  /** The codes that the vendor's table of it lists. */
  readonly errors: readonly ErrorCode[]
}

/** Makes the error to throw; takes only codes that the operation documents, and the reason that the journal shows. */
export type Fail<Code extends ErrorCode = ErrorCode> = (code: Code, details: LabelValues & { readonly reason: string }) => PimsError

/** What an operation runs in. */
export interface Context<Code extends ErrorCode = ErrorCode> {
  readonly sandbox: Sandbox
  /** Who calls; nobody need be signed in. */
  readonly account: Account | undefined
  /** What the device calls itself (`X-Device-Id`). */
  readonly deviceId: string
  /** What the user enters on the page that the operation opens (`X-Login-As`): there is no page on this face. */
  readonly loginAs: string | undefined
  /** What a fault does to the SMS that the operation sends. */
  readonly delivery: Delivery | undefined
  readonly signer: Pick<Signer, 'sign'>
  readonly fail: Fail<Code>
}

/** What an operation runs in that only works for somebody who is signed in. */
export interface SignedInContext<Code extends ErrorCode = ErrorCode> extends Context<Code> {
  readonly account: Account
}

/** Whom an operation is called by, and on which device. */
export type Caller = Pick<SignedInContext, 'sandbox' | 'account' | 'deviceId'>

/** An operation as the registry holds it. */
export interface Operation extends Description {
  /** `set.smscode.modifyPhoneNumber`; the name that faults and the journal use. */
  readonly id: string
  /** The last part of the id. */
  readonly name: string
  /** `optional` where the vendor does not document 2301: the operation itself finds out who calls. */
  readonly identity: 'required' | 'optional'
  /** Every parameter that it reads, those of `extras` included. */
  readonly reads: ReadonlyArray<readonly [name: string, parameter: Parameter]>
  readonly output: TProperties
  /** Every documented code: those of its table, and 2301 where it works for somebody who is signed in (docs/reference/sdk-facade.md#1-methods-and-messages). */
  readonly codes: readonly ErrorCode[]
  /** Whether a code is among `codes`. */
  readonly documents: (code: ErrorCode) => boolean
  readonly fail: Fail
  /**
   * What it does with parameters that were read and a context that fits its identity.
   *
   * @throws PimsError, InweboError
   */
  run (input: Readonly<Record<string, unknown>>, context: Context): Record<string, unknown> | undefined
}
