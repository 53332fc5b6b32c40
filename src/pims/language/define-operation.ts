import type { Static, TProperties } from '@sinclair/typebox'
import type { ErrorCode } from '../../codes/catalogue.ts'
import type { Behaviour, Context, SignedInContext } from './operation.ts'
import type { Parameter, ParameterSpecs } from './parameter.ts'

type Input<P extends ParameterSpecs> = { readonly [Key in keyof P]: P[Key] extends Parameter<infer Value> ? Value : never }
/** What `run` returns: what `output` says; anything where it is left to the reference. */
type Output<Out extends TProperties> = string extends keyof Out
  ? Readonly<Record<string, unknown>> | void
  : { readonly [Key in keyof Out]: Static<Out[Key]> }

interface Data<P extends ParameterSpecs, X extends ParameterSpecs, Out extends TProperties, Code extends ErrorCode> extends Omit<Behaviour, 'identity' | 'run'> {
  readonly parameters?: P
  readonly extras?: X
  readonly output?: Out
  readonly fails?: readonly Code[]
}

type Definition<P extends ParameterSpecs, X extends ParameterSpecs, Out extends TProperties, Code extends ErrorCode> = Data<P, X, Out, Code> & ({
  readonly identity?: 'required'
  /** What it does; an InweboError that it throws becomes the code that means the same. */
  readonly run: (input: Input<P & X>, context: SignedInContext<Code>) => Output<Out>
} | {
  readonly identity: 'optional'
  readonly run: (input: Input<P & X>, context: Context<Code>) => Output<Out>
})

type None = Record<never, Parameter>

/**
 * Describes what an operation of the reference does. A code that `fails` does not list, or a result that is not what `output`
 * says, does not compile; the parameters that `run` uses are those that `parameters` and `extras` name.
 */
export function defineOperation<P extends ParameterSpecs = None, Out extends TProperties = TProperties, const Code extends ErrorCode = never, X extends ParameterSpecs = None> (
  { run, ...description }: Definition<P, X, Out, Code>
): Behaviour {
  // The generics end here: `dispatch.ts` reads the parameters by their specifications, and checks that a required account is there.
  return { ...description, run: run as unknown as Behaviour['run'] }
}
