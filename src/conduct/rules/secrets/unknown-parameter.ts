import type { ConductRule } from '../../rule.ts'

export const unknownParameter: ConductRule = {
  id: 'PIMS3005',
  name: 'UnknownParameter',
  severity: 'low',
  what: 'sends parameters that the operation does not know',
  harm: 'They do nothing: a name that is misspelt is missing where it belongs.',
  advice: 'Compare the names with the documentation of the operation.',
  * find ({ requests, sandbox }) {
    for (const request of requests) {
      const known = request.operation === undefined ? undefined : sandbox.targets.get(request.operation)?.parameters
      if (known !== undefined && Object.keys(request.parameters ?? {}).some((name) => !known.has(name))) yield { requests: [request] }
    }
  }
}
