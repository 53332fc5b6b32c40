// @ts-nocheck
import { type SchemaOptions, Type } from '@sinclair/typebox'

/** Schema of a value that is one of a few literals. */
export const literals = <const Values extends ReadonlyArray<string | number>>(values: Values, options?: SchemaOptions) =>
  Type.Union(values.map((value) => Type.Literal<Values[number]>(value)), options)
