import type { Static, TProperties } from '@sinclair/typebox'
import { InweboError } from '../inwebo/errors.ts'
import type { Signer } from '../oauth/id-token.ts'
import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Delivery } from '../sms/send-code.ts'
import type { ErrorCode } from './catalogue.ts'
import { checkConfiguration } from './check-configuration.ts'
import { type Parameter, type Parameters, readParameters } from './parameter.ts'
import { type Blanks, PimsError } from './pims-error.ts'

/** The SDK's two calls: `pims.get` is a GET, `pims.set` a POST. */
export type Verb = 'get' | 'set'
/** The parts of the SDK; `SDK` is the facade itself. */
export type Component = 'SDK' | 'BasicAuthentication' | 'StrongAuthentication'

/** The parameter whose value picks an operation among those of one verb and api. */
export interface Selector {
  readonly parameter: 'type' | 'action'
  readonly value: string
  /** Older spellings of the value. */
  readonly aliases?: readonly string[]
}

interface Description {
  readonly component: Component
  readonly verb: Verb
  readonly api: string
  readonly selector?: Selector
  /** The SDK that brought it. */
  readonly since: string
  readonly summary: string
  /** All parameters of the reference but the selector, in the vendor's order. */
  readonly parameters: Parameters
  /** Parameters that another page of the vendor's adds. */
  readonly extras?: Parameters
  /** The codes that the vendor documents for it. */
  readonly errors: readonly ErrorCode[]
}

/** What an operation is called with, and how it refuses; nobody need be signed in. */
export interface Visit<Code extends ErrorCode = ErrorCode> {
  readonly sandbox: Sandbox
  /** Who calls. */
  readonly account: Account | undefined
  /** What the device calls itself (`X-Device-Id`). */
  readonly deviceId: string
  /** What the user types into the page that the operation opens (`X-Login-As`): there is no page on this face. */
  readonly typed: string | undefined
  /** What a fault does to the SMS that the operation sends. */
  readonly delivery?: Delivery | undefined
  readonly signer: Pick<Signer, 'sign'>
  /** Makes the error to throw; takes only codes that the operation documents. */
  readonly fail: (code: Code, blanks?: Blanks & { reason?: string }) => PimsError
}

/** What an operation is called with when it is somebody's. */
export interface Context<Code extends ErrorCode = ErrorCode> extends Visit<Code> {
  readonly account: Account
}

/** Whom an operation is called by, for the rules that operations share. */
export type Caller = Pick<Context, 'sandbox' | 'account' | 'deviceId'>

type Input<P extends Parameters> = { readonly [Key in keyof P]: P[Key] extends Parameter<infer Value> ? Value : never }
/** Output data; a text may still be on its way (a signature) when all is done. */
type Arriving<Value> = string extends Value ? Value | Promise<Value> : Value
type Output<Out extends TProperties> = [keyof Out] extends [never] ? void : { readonly [Key in keyof Out]: Arriving<Static<Out[Key]>> }

interface Data<P extends Parameters, X extends Parameters, Out extends TProperties, Code extends ErrorCode> extends Description {
  readonly parameters: P
  readonly extras?: X
  readonly output: Out
  readonly errors: readonly Code[]
}

type Definition<P extends Parameters, X extends Parameters, Out extends TProperties, Code extends ErrorCode> = Data<P, X, Out, Code> & ({
  readonly identity?: 'required'
  /** What it does; an InweboError that it throws becomes the code that means the same. */
  readonly run: (input: Input<P & X>, context: Context<Code>) => Output<Out>
} | {
  /** The vendor does not document 2301: the operation itself finds out who calls. */
  readonly identity: 'optional'
  readonly run: (input: Input<P & X>, visit: Visit<Code>) => Output<Out>
})

/** An operation as the registry holds it. */
export interface Operation extends Description {
  /** `set.smscode.modifyPhoneNumber`; the name that faults and the journal use. */
  readonly id: string
  /** The last part of the id. */
  readonly name: string
  readonly identity: 'required' | 'optional'
  readonly output: TProperties
  documents (code: ErrorCode): boolean
  /** @throws PimsError 2301, 2101, 2102, 2006, 2344, or whatever the operation refuses with */
  execute (parameters: Readonly<Record<string, unknown>>, who: Omit<Visit, 'fail'>): Record<string, unknown> | undefined
}

/** Makes an operation of its description; an undocumented code or a wrong result does not compile. */
export function defineOperation<P extends Parameters, Out extends TProperties, const Code extends ErrorCode, X extends Parameters = Record<never, Parameter>> (
  { run, output, identity = 'required', ...description }: Definition<P, X, Out, Code>
): Operation {
  const { api, verb, selector, errors, parameters, extras, component } = description
  const apiName = api.slice(api.lastIndexOf('.') + 1)
  const documented = new Set<ErrorCode>(errors)
  const documents = (code: ErrorCode) => documented.has(code)
  const entries = Object.entries<Parameter>({ ...parameters, ...extras })
  const fail: Context<Code>['fail'] = (code, blanks) => new PimsError(code, { component, ...blanks })

  return {
    ...description,
    id: [verb, apiName, ...(selector === undefined ? [] : [selector.value])].join('.'),
    name: selector?.value ?? apiName,
    identity,
    output,
    documents,
    execute (raw, who) {
      if (identity === 'required' && who.account === undefined) throw new PimsError(2301)
      const input = readParameters(entries, raw, who.sandbox.settings, documents)
      checkConfiguration(component, documents, who)
      try {
        // Here the generics end: what `run` takes and gives was checked where it was defined, and who calls is known if it must be.
        const { sandbox, account, deviceId, typed, delivery, signer } = who
        return run(input as Input<P & X>, { sandbox, account, deviceId, typed, delivery, signer, fail } as Context<Code>) as Record<string, unknown> | undefined
      } catch (error) {
        throw error instanceof InweboError ? translated(error, component, documents) : error
      }
    }
  }
}

/** What a refusal of the inWebo service becomes on this face; one that the operation does not document is unforeseen. */
function translated (refusal: InweboError, component: Component, documents: Operation['documents']): PimsError {
  const { codes, message: reason } = refusal
  const code = codes.find(documents)
  return code === undefined ? new PimsError(2204, { cause: refusal }) : new PimsError(code, { component, reason })
}
