import { TypeCompiler } from '@sinclair/typebox/compiler'
import { Value } from '@sinclair/typebox/value'
import type { TSchema } from '@sinclair/typebox'
import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'
import { Malformed } from '../lib/errors.ts'
import { explain } from '../lib/explain.ts'

/**
 * Checks input against its TypeBox schema: bodies as they are, for a mock that repairs input hides bugs; what comes
 * as text (query, path, headers) is converted first. A schema is compiled when it is first needed, for a quick start.
 */
const validate: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let check: ReturnType<typeof TypeCompiler.Compile> | undefined
  return (value: unknown) => {
    check ??= TypeCompiler.Compile(schema)
    if (check.Check(value)) return { value }
    const converted = httpPart === 'body' ? value : Value.Convert(schema, value)
    if (check.Check(converted)) return { value: converted }
    return { error: new Malformed(`${explain(schema, converted, httpPart === 'body' ? 'the body' : `the ${httpPart}`)}.`) }
  }
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
