import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { reachOf } from '../../src/docs/reach.ts'
import { type ErrorCode, labelOf, statusOf } from '../../src/codes/catalogue.ts'
import type { Operation } from '../../src/pims/language/operation.ts'
import { isHidden } from '../../src/pims/hidden.ts'
import { allOperations, isOnFacade } from '../../src/pims/registry.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { ContractSchema, type ContractView, type OperationView } from '../../src/wire/contract.ts'

/** Every operation, and what an app does with the facade itself, with its parameters, codes, labels and HTTP statuses, as this server answers them. */
const viewContract = (sandbox: Sandbox): ContractView => ({
  sdkVersion: sandbox.settings.sdkVersion,
  operations: allOperations().filter((operation) => !isOnFacade(operation)).map((operation) => describeOperation(operation, sandbox)),
  facade: allOperations().filter(isOnFacade).map((operation) => describeOperation(operation, sandbox)),
  targets: sandbox.targets.all.map(({ id, face, name, errors, takes, takesOnResult }) => ({ id, face, name, codes: [...errors], sendsSms: takes.includes('sms'), variesOtp: takes.includes('otp'), takes: [...takes], ...takesOnResult !== undefined && { takesOnResult: [...takesOnResult] } }))
})

function describeOperation (operation: Operation, sandbox: Sandbox): OperationView {
  const { id, kind, family, component, verb, api, selector, since, summary, parameters, extras, output, codes, identity } = operation
  const selecting = selector === undefined
    ? []
    : [{ name: selector.parameter, required: true, schema: { const: selector.value, type: 'string' } }]
  return {
    id,
    component,
    verb,
    api,
    selector: selector === undefined ? null : { parameter: selector.parameter, value: selector.value },
    since,
    summary,
    built: true, // each answers, with state of its own or as the reference shows
    hidden: isHidden(operation, sandbox.settings),
    kind,
    family,
    identity,
    parameters: [...selecting, ...describeParameters(parameters)],
    extras: describeParameters(extras),
    output: Object.entries(output).map(([name, schema]) => ({ name, schema })),
    errors: codes.map((code) => describeCode(operation, code, sandbox))
  }
}

const describeParameters = (parameters: Operation['parameters']) => Object.entries(parameters)
  .map(([name, { required, platform, schema }]) => ({ name, required, ...(platform !== undefined && { platform }), schema }))

function describeCode (operation: Operation, code: ErrorCode, sandbox: Sandbox): OperationView['errors'][number] {
  const { sdkVersion, httpStatus } = sandbox.settings
  return { code, label: labelOf(code, sdkVersion), status: httpStatus === 'always-200' ? 200 : statusOf(code), reach: reachOf(operation, code, sandbox) }
}

/** The contract, sent as the text that it was written in. */
const WrittenContract = Type.Unsafe<string>(ContractSchema)

interface Written { readonly text: string, readonly etag: string }

function writeContract (sandbox: Sandbox): Written {
  const text = JSON.stringify(viewContract(sandbox))
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"` }
}

/** What the faces know, as data. */
export const contractRoutes: FastifyPluginAsyncTypebox = async (app) => {
  /** It is the same for all sandboxes: settings and fixtures are the server's. */
  let written: Written | undefined

  app.get('/contract', {
    schema: {
      tags: ['admin'],
      summary: 'Every operation with its parameters and codes, and how each code is met; the same as long as the server runs',
      headers: Type.Object({ 'if-none-match': Type.Optional(Type.String({ description: 'The ETag of an earlier answer' })) }),
      response: { 200: WrittenContract, 304: Type.Null({ description: 'It is what the ETag stands for' }) }
    }
  }, async ({ sandbox, headers }, reply) => {
    const { text, etag } = written ??= writeContract(sandbox)
    reply.header('etag', etag).header('cache-control', 'no-cache')
    if (headers['if-none-match'] === etag) return reply.code(304).send(null)
    return reply.type('application/json; charset=utf-8').send(text)
  })
}
