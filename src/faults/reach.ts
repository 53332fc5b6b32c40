import type { Target, Targets } from '../targets/targets.ts'
import type { Rule } from '../wire/fault.ts'
import { FACES } from '../words/faces.ts'

/** How many operations of a face are named; beyond that only the count is shown. */
const MAX_NAMED = 4

/** Operations by face, in words: "smsCode and token of cvs, 18 of pims". */
export function nameOperations (operations: readonly Target[]): string {
  return FACES.flatMap((face) => {
    const names = operations.filter((target) => target.face === face).map(({ name }) => name)
    if (names.length === 0) return []
    return [`${names.length > MAX_NAMED ? names.length : listOf(names)} of ${face}`]
  }).join(', ')
}

/** What a rule that names no operation reaches, where that is none of some face; else nothing. */
export function describeReach ({ match, effect }: Rule, reached: ReadonlyMap<string, Target>, { all }: Targets): string {
  if (match.operation !== undefined || effect === null) return ''
  const operations = all.filter(({ id }) => reached.has(id))
  const faces = FACES.filter((face) => (match.face === undefined || match.face === face) && all.some((target) => target.face === face))
  const missed = faces.filter((face) => !operations.some((target) => target.face === face))
  return missed.length === 0 ? '' : `${nameOperations(operations)}; none of ${listOf(missed, 'or')}`
}

const listOf = (names: readonly string[], joint: 'and' | 'or' = 'and'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1)}`
