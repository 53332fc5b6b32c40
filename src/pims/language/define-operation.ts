import type { Static, TProperties } from '@sinclair/typebox'
import type { ErrorCode } from '../../codes/catalogue.ts'
import type { Context, Description, Operation, SignedInContext } from './operation.ts'
import type { Parameter, ParameterSpecs } from './parameter.ts'
import { PimsError } from './pims-error.ts'

type Input<P extends ParameterSpecs> = { readonly [Key in keyof P]: P[Key] extends Parameter<infer Value> ? Value : never }
type Output<Out extends TProperties> = [keyof Out] extends [never] ? void : { readonly [Key in keyof Out]: Static<Out[Key]> }

interface Data<P extends ParameterSpecs, X extends ParameterSpecs, Out extends TProperties, Code extends ErrorCode> extends Description {
  readonly parameters: P
  readonly extras?: X
  readonly output: Out
  readonly errors: readonly Code[]
}

type Definition<P extends ParameterSpecs, X extends ParameterSpecs, Out extends TProperties, Code extends ErrorCode> = Data<P, X, Out, Code> & ({
  readonly identity?: 'required'
  /** What it does; an InweboError that it throws becomes the code that means the same. */
  readonly run: (input: Input<P & X>, context: SignedInContext<Code>) => Output<Out>
} | {
  readonly identity: 'optional'
  readonly run: (input: Input<P & X>, context: Context<Code>) => Output<Out>
})

/** Makes an operation of its description; an undocumented code or a wrong result does not compile. */
export function defineOperation<P extends ParameterSpecs, Out extends TProperties, const Code extends ErrorCode, X extends ParameterSpecs = Record<never, Parameter>> (
  { run, output, identity = 'required', ...description }: Definition<P, X, Out, Code>
): Operation {
  const { api, verb, selector, errors, parameters, extras, component } = description
  const apiName = api.slice(api.lastIndexOf('.') + 1)
  const documented = new Set<ErrorCode>(identity === 'required' ? [...errors, 2301] : errors)

  return {
    ...description,
    id: [verb, apiName, ...(selector === undefined ? [] : [selector.value])].join('.'),
    name: selector?.value ?? apiName,
    identity,
    reads: Object.entries<Parameter>({ ...parameters, ...extras }),
    output,
    codes: [...documented],
    documents: (code) => documented.has(code),
    fail: (code, details) => new PimsError(code, { component, ...details }),
    // The generics end here: `dispatch.ts` reads the parameters by their specifications, and checks that a required account is there.
    run: run as unknown as Operation['run']
  }
}
