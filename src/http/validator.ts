import { Value } from '@sinclair/typebox/value'
import type { TypeCheck } from '@sinclair/typebox/compiler'
import { KindGuard, type Static, type TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import { compiledCheck } from '../lib/compiled-check.ts'
import { Malformed } from '../lib/errors.ts'
import { explain } from '../lib/explain.ts'
import { isObject } from '../lib/json.ts'

/**
 * Checks input against its TypeBox schema: bodies as they are, for a mock that repairs input hides bugs; what comes
 * as text (query, path, headers) is converted first. A schema is compiled when it is first needed, for a quick start.
 */
const validate: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => checkerOf(schema, httpPart)

function checkerOf <Schema extends TSchema> (schema: Schema, httpPart: string | undefined): (value: unknown) => { value: Static<Schema> } | { error: Malformed } {
  let check: TypeCheck<Schema> | undefined
  return (value: unknown) => {
    check ??= compiledCheck(schema)
    if (check.Check(value)) return { value }
    const converted = httpPart === 'body' ? value : convertTexts(schema, value)
    if (check.Check(converted)) return { value: converted }
    return { error: new Malformed(`${explain(schema, converted, httpPart === 'body' ? 'the body' : `the ${httpPart}`)}.`) }
  }
}

/** What reads a query by its schema, as a route with that schema does; it throws Malformed. */
export function queryReader <Schema extends TSchema> (schema: Schema): (query: unknown) => Static<Schema> {
  const check = checkerOf(schema, 'querystring')
  return (query) => {
    const result = check(query)
    if ('error' in result) throw result.error
    return result.value
  }
}

/** Texts as the values that a schema wants; what is not written as an integer is none, where Convert would take 1.5 and 1e3 for 1. */
function convertTexts (schema: TSchema, value: unknown): unknown {
  if (!KindGuard.IsObject(schema) || !isObject(value)) return Value.Convert(schema, value)
  const broken = Object.entries(value).filter(([name, text]) => KindGuard.IsInteger(schema.properties[name]) && !/^[+-]?\d+$/.test(String(text)))
  return { ...Object(Value.Convert(schema, { ...value })), ...Object.fromEntries(broken) }
}

/** Answers are plain JSON values already, and come in unions: what a compiled serialiser gains is less than its start costs. */
const serialize: FastifySerializerCompiler<TSchema> = () => JSON.stringify

/** Makes TypeBox schemas the ones that routes are checked by. */
export function registerSchemas (app: FastifyInstance): void {
  app.setValidatorCompiler(validate)
  app.setSerializerCompiler(serialize)
}

const unused = (): never => {
  throw new Error('registerSchemas has not been called')
}

/** Keeps Fastify from loading its own compilers, which nothing uses: a twentieth of a start. */
export const schemaController = { compilersFactory: { buildValidator: unused, buildSerializer: unused } }
