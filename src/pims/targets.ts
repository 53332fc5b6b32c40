import type { Target, TargetCode } from '../sandbox/targets.ts'
import { errorCodes, hasSubCodes, labelOf } from './catalogue.ts'
import type { Operation } from './operation.ts'
import { allOperations } from './registry.ts'

/** A selector may be sent under either name. */
const selectorNames = (selector: Operation['selector']): readonly string[] => selector === undefined ? [] : ['type', 'action']

/** The operations of the SDK, on the facade itself too. */
export const pimsTargets: readonly Target[] = allOperations.map(({ id, name, codes, verb, api, reads, selector }) => ({
  id,
  name,
  face: 'pims',
  errors: codes,
  sendsSms: verb === 'get' && api === 'pims.authentication.smscode',
  parameters: new Set([...reads.map(([parameter]) => parameter), ...selectorNames(selector)])
}))

/** The vendor's catalogue of codes. */
export const pimsCodes: readonly TargetCode[] = errorCodes.map((code) => ({
  code,
  hasSubCodes: hasSubCodes(code),
  labelFor: (sdkVersion) => labelOf(code, sdkVersion)
}))
