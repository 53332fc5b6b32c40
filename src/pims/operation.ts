import type { Static, TObject, TProperties } from '@sinclair/typebox'
import type { Account } from '../sandbox/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { ErrorCode } from './catalogue.ts'
import type { Parameter } from './parameter.ts'
import type { Delivery } from '../sms/send-code.ts'
import { type Blanks, PimsError } from './pims-error.ts'

/** The SDK's two calls: `pims.get` is a GET, `pims.set` a POST. */
export type Verb = 'get' | 'set'
export type Component = 'BasicAuthentication' | 'StrongAuthentication'
type Parameters = Readonly<Record<string, Parameter>>

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
  /** All parameters but the selector, in the vendor's order. */
  readonly parameters: Parameters
  /** The codes that the vendor documents for it. */
  readonly errors: readonly ErrorCode[]
}

/** Who calls, in which sandbox, and how to refuse. */
export interface Context<Code extends ErrorCode = ErrorCode> {
  readonly sandbox: Sandbox
  readonly account: Account
  /** What the device calls itself (`X-Device-Id`). */
  readonly deviceId: string
  /** What a fault does to the SMS that the operation sends. */
  readonly delivery?: Delivery | undefined
  /** Makes the error to throw; takes only codes that the operation documents. */
  readonly fail: (code: Code, blanks?: Blanks) => PimsError
}

type Input<P extends Parameters> = { readonly [Key in keyof P]: P[Key] extends Parameter<infer Value> ? Value : never }
type Output<Out extends TProperties> = [keyof Out] extends [never] ? void : Static<TObject<Out>>

interface Definition<P extends Parameters, Out extends TProperties, Code extends ErrorCode> extends Description {
  readonly parameters: P
  readonly output: Out
  readonly errors: readonly Code[]
  /** What it does; an operation without is catalogued, but not built. */
  readonly run?: (input: Input<P>, context: Context<Code>) => Output<Out>
}

/** An operation as the registry holds it. */
export interface Operation extends Description {
  /** `set.smscode.modifyPhoneNumber`; the name that faults and the journal use. */
  readonly id: string
  /** The last part of the id. */
  readonly name: string
  readonly output: TProperties
  readonly built: boolean
  documents (code: ErrorCode): boolean
  /** @throws PimsError 2101 or 2102, or whatever the operation refuses with; 2002 when it is not built */
  execute (parameters: Readonly<Record<string, unknown>>, who: Omit<Context, 'fail'>): Record<string, unknown> | undefined
}

/** Makes an operation of its description; an undocumented code or a wrong result does not compile. */
export function defineOperation<P extends Parameters, Out extends TProperties, const Code extends ErrorCode> (
  { run, output, ...description }: Definition<P, Out, Code>
): Operation {
  const { api, verb, selector, errors, parameters, component } = description
  const name = selector?.value ?? api.slice(api.lastIndexOf('.') + 1)
  const documented = new Set<ErrorCode>(errors)
  const entries = Object.entries(parameters)
  const fail = (code: Code, blanks?: Blanks) => new PimsError(code, { component, ...blanks })

  return {
    ...description,
    id: [verb, api.slice(api.lastIndexOf('.') + 1), ...(selector === undefined ? [] : [selector.value])].join('.'),
    name,
    output,
    built: run !== undefined,
    documents: (code) => documented.has(code),
    execute (raw, who) {
      if (run === undefined) throw new PimsError(2002)
      const input = readParameters(entries, raw, who.sandbox)
      const { application } = who.account
      if (application.core !== 'configured' && documented.has(2006)) throw new PimsError(2006)
      if (application.strongAuthentication !== 'configured' && documented.has(2344)) throw new PimsError(2344, { component })
      // Here the generics end: what `run` takes and gives was checked where it was defined.
      return run(input as Input<P>, { ...who, fail }) as Record<string, unknown> | undefined
    }
  }
}

/** Reads each parameter in turn (http-api.md, section 3, step 7). */
function readParameters (parameters: ReadonlyArray<[string, Parameter]>, raw: Readonly<Record<string, unknown>>, { settings }: Sandbox): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const [parameter, { required, read }] of parameters) {
    const value = Object.hasOwn(raw, parameter) ? raw[parameter] : undefined
    if (value === undefined || value === null || value === '') {
      if (required) throw new PimsError(2101, { parameter })
      continue
    }
    const understood = read(value, settings)
    if (understood === undefined) throw new PimsError(2102, { parameter })
    input[parameter] = understood
  }
  return input
}
