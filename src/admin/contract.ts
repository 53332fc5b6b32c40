import { type ErrorCode, labelOf, statusOf } from '../pims/catalogue.ts'
import type { Operation } from '../pims/operation.ts'
import { facadeOperations, operations } from '../pims/registry.ts'
import type { Settings } from '../sandbox/settings.ts'

/** Every operation, and what an app does with the facade itself, with its parameters, codes, labels and HTTP statuses, as this server answers them. */
export const contract = (settings: Settings) => ({
  sdkVersion: settings.sdkVersion,
  operations: operations.map((operation) => describe(operation, settings)),
  facade: facadeOperations.map((operation) => describe(operation, settings))
})

function describe ({ id, component, verb, api, selector, since, summary, parameters, extras = {}, output, errors, identity }: Operation, settings: Settings) {
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
