import { HTTP_KINDS, RESULT_KINDS } from '../effects/index.ts'
import type { Target } from '../targets/targets.ts'
import { codesOf, nameOf } from './join-operation.ts'
import { SELECTORS } from './pick-page.ts'
import { type Listed, listed, operationOf } from './registry.ts'
import { unsubscribeTarget } from './subscriptions/unsubscribe.ts'

const SMS_KINDS = [...HTTP_KINDS, 'sms'] as const

const selectorNames = ({ reference: { selector } }: Listed): readonly string[] => selector === undefined ? [] : SELECTORS

const known = new Map<Listed, ReadonlySet<string>>()

/** The names of what an operation reads; gathered when they are first needed. */
function parametersOf (page: Listed): ReadonlySet<string> {
  const names = known.get(page) ?? new Set([...operationOf(page).reads.map(([name]) => name), ...selectorNames(page)])
  known.set(page, names)
  return names
}

/** The operations of the SDK, on the facade itself too. */
export const pimsTargets: readonly Target[] = [...listed.map((page): Target => ({
  id: page.id,
  name: nameOf(page.reference),
  face: 'pims',
  errors: codesOf(page.reference),
  takes: page.behaviour?.sendsSms === true ? SMS_KINDS : HTTP_KINDS,
  ...page.reference.verb === 'subscribe' && { takesOnResult: RESULT_KINDS },
  get parameters () {
    return parametersOf(page)
  }
})), unsubscribeTarget]
