import type { TSchema } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler'

const checks = new WeakMap<TSchema, TypeCheck<TSchema>>()

/** What checks a schema: compiled when it is first asked for, and once for all servers of the process. */
export function compiledCheck<Schema extends TSchema> (schema: Schema): TypeCheck<Schema> {
  const check = checks.get(schema) as TypeCheck<Schema> | undefined ?? TypeCompiler.Compile(schema) // what is kept for a schema was compiled from it
  checks.set(schema, check)
  return check
}
