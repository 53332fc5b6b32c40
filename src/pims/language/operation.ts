import type { TProperties } from '@sinclair/typebox'
import type { Signer } from '../../oauth/id-token.ts'
import type { Account } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Delivery } from '../../sms/send-code.ts'
import type { Family } from '../../words/families.ts'
import type { Verb } from '../../words/verbs.ts'
import type { ErrorCode } from '../../codes/catalogue.ts'
import type { Parameter, ParameterSpecs } from './parameter.ts'
import type { LabelValues, PimsError } from './pims-error.ts'

/** Makes the error to throw; takes only codes that the operation lists in `fails`, and the reason that the journal shows. */
export type Fail<Code extends ErrorCode = ErrorCode> = (code: Code, details: LabelValues & { readonly reason: string }) => PimsError

/** What an operation runs in. */
export interface Context<Code extends ErrorCode = ErrorCode> {
  readonly sandbox: Sandbox
  /** Who calls; absent when nobody is signed in. */
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

/**
 * What an operation does with parameters that were read and a context that fits its identity.
 *
 * @throws PimsError, InweboError
 */
export type Run = (input: Readonly<Record<string, unknown>>, context: Context) => Record<string, unknown> | undefined

/** What an operation does, and what is known of it beyond the reference; `defineOperation` makes it. */
export interface Behaviour {
  /** The id of the operation in the reference. */
  readonly of: string
  readonly summary: string
  /** Parameters of the reference that are read in another way than by their type there. */
  readonly parameters?: ParameterSpecs | undefined
  /** Parameters that another page of the vendor's adds. */
  readonly extras?: ParameterSpecs | undefined
  /** The output, where more is known of it than the reference says. */
  readonly output?: TProperties | undefined
  /** Older spellings of the selector's value. */
  readonly aliases?: readonly string[] | undefined
  /** Whether it sends an SMS, which a fault can drop, duplicate or delay. */
  readonly sendsSms?: true | undefined
  /** The documented codes that `run` itself chooses. */
  readonly fails?: readonly ErrorCode[] | undefined
  /** `optional` where it works for nobody as well: the operation itself finds out who calls. */
  readonly identity?: Identity | undefined
  readonly run: Run
}

export type Identity = 'required' | 'optional'

/** Whether an operation does something of its own, answers what the vendor's page shows, or is one to listen to. */
export const OPERATION_KINDS = ['behaved', 'declared', 'subscription'] as const
export type OperationKind = typeof OPERATION_KINDS[number]

/** The parameter whose value picks an operation among those of one verb and api. */
export interface Selector {
  readonly parameter: string
  readonly value: string
}

/** An operation of the reference, together with its behaviour where it has one. */
export interface Operation {
  /** `set.smscode.modifyPhoneNumber`; the name that faults and the journal use. */
  readonly id: string
  /** The value of its selector, else the last part of its api. */
  readonly name: string
  readonly kind: OperationKind
  readonly component: string
  readonly verb: Verb
  readonly api: string
  readonly selector?: Selector
  /** The SDK that brought it. */
  readonly since: string
  readonly summary: string
  readonly identity: Identity
  /** All parameters of the reference but the selector, in the vendor's order. */
  readonly parameters: ParameterSpecs
  /** Parameters that another page of the vendor's adds. */
  readonly extras: ParameterSpecs
  /** Every parameter that it reads, those of `extras` included. */
  readonly reads: ReadonlyArray<readonly [name: string, parameter: Parameter]>
  readonly family: Family
  /** Parameters by which a message in the form of the other family of brands is told. */
  readonly otherForm: ReadonlySet<string>
  readonly output: TProperties
  /** Every documented code: those of its table, 2301 where it works for somebody who is signed in, and 2005 where one subscribes (docs/reference/sdk-facade.md#1-methods-and-messages). */
  readonly codes: readonly ErrorCode[]
  /** Whether a code is among `codes`. */
  readonly documents: (code: ErrorCode) => boolean
  readonly fail: Fail
  readonly run: Run
}
