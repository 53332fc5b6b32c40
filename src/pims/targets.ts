import { HTTP_KINDS } from '../effects/index.ts'
import type { Target } from '../targets/targets.ts'
import type { Operation } from './language/operation.ts'
import { allOperations } from './registry.ts'

/** A selector may be sent under either name. */
const selectorNames = (selector: Operation['selector']): readonly string[] => selector === undefined ? [] : ['type', 'action']

/** The operations of the SDK, on the facade itself too. */
export const pimsTargets: readonly Target[] = allOperations.map(({ id, name, codes, sendsSms = false, reads, selector }) => ({
  id,
  name,
  face: 'pims',
  errors: codes,
  takes: sendsSms ? [...HTTP_KINDS, 'sms'] : HTTP_KINDS,
  parameters: new Set([...reads.map(([parameter]) => parameter), ...selectorNames(selector)])
}))
