import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type ErrorCode, labelOf, statusOf } from '../../src/pims/catalogue.ts'
import type { Operation } from '../../src/pims/operation.ts'
import { facadeOperations, operations } from '../../src/pims/operations/index.ts'
import type { Settings } from '../../src/sandbox/settings.ts'
import { ContractSchema, type ContractView } from '../../src/wire/contract.ts'

/** Every operation, and what an app does with the facade itself, with its parameters, codes, labels and HTTP statuses, as this server answers them. */
const viewContract = (settings: Settings): ContractView => ({
  sdkVersion: settings.sdkVersion,
  operations: operations.map((operation) => describeOperation(operation, settings)),
  facade: facadeOperations.map((operation) => describeOperation(operation, settings))
})

function describeOperation ({ id, component, verb, api, selector, since, summary, parameters, extras = {}, output, errors, identity }: Operation, settings: Settings): ContractView['operations'][number] {
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
    built: true, // a catalogued operation without `run` does not compile
    identity,
    parameters: [...selecting, ...describeParameters(parameters)],
    extras: describeParameters(extras),
    output: Object.entries(output).map(([name, schema]) => ({ name, schema })),
    errors: errors.map((code) => describeCode(code, settings))
  }
}

const describeParameters = (parameters: Operation['parameters']) => Object.entries(parameters)
  .map(([name, { required, platform, schema }]) => ({ name, required, ...(platform !== undefined && { platform }), schema }))

const describeCode = (code: ErrorCode, { sdkVersion, alwaysStatus200 }: Settings) =>
  ({ code, label: labelOf(code, sdkVersion), status: alwaysStatus200 ? 200 : statusOf(code) })

/** What the PIMS face knows, as data. */
export const contractRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/contract', {
    schema: { tags: ['admin'], summary: 'Every operation with its parameters and codes', response: { 200: ContractSchema } }
  }, async ({ sandbox }) => viewContract(sandbox.settings))
}
