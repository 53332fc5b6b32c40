import { didYouMean } from '../lib/nearest-word.ts'
import { describeLookalike, describeRepeated } from './language/misspelt.ts'
import { PimsError } from './language/pims-error.ts'
import { isAbsent, sentValue } from './language/read-parameters.ts'
import type { ReferenceOperation, ReferenceValue } from './reference/reference.ts'
import { isList, allowedValues } from './reference/value-schema.ts'

type Sent = Readonly<Record<string, unknown>>

/** What picking needs to know of an operation. */
export interface Candidate {
  readonly reference: Pick<ReferenceOperation, 'selector' | 'parameters'>
  /** Older spellings of the selector's value. */
  readonly aliases: readonly string[]
  /** What picks it among pages that differ in nothing else: the first value of a parameter. */
  readonly pickedBy?: readonly [parameter: string, value: string] | undefined
}

/** The names under which a selector may be sent, whichever of them the vendor's page has. */
export const SELECTORS = ['type', 'action'] as const

/** Operations of one verb and api, of which the parameters of a request pick one. */
export interface Choice<Page extends Candidate> {
  readonly pages: readonly Page[]
  /** The parameter names that may select: an api whose operations use one of them otherwise keeps it (docs/reference/http-api.md#3-the-pims-face). */
  readonly names: readonly string[]
  readonly byValue: ReadonlyMap<string, readonly Page[]>
}

/** The values that select an operation: of its selector; without one beside others that have one, of its own `type` or `action`. */
function valuesOf ({ reference: { selector, parameters }, aliases }: Candidate): readonly string[] {
  if (selector !== undefined) return [selector.value, ...aliases]
  const selecting = parameters.find(({ name, required }) => required === true && SELECTORS.some((each) => each === name))
  return selecting === undefined ? [] : (allowedValues(selecting) ?? []).map(String)
}

/** Prepares the choice between the operations of one verb and api. */
export function choiceOf<Page extends Candidate> (pages: readonly Page[]): Choice<Page> {
  const selectors = pages.map(({ reference }) => reference.selector?.parameter)
  if (selectors.every((selector) => selector === undefined)) return { pages, names: [], byValue: new Map() }
  const isParameter = (name: string): boolean => pages.some(({ reference: { parameters, selector } }) => selector?.parameter !== name && parameters.some((each) => each.name === name))
  const names = SELECTORS
    .filter((name) => selectors.includes(name) || !isParameter(name))
    .toSorted((a, b) => Number(b === selectors[0]) - Number(a === selectors[0]))
  const pairs = pages.flatMap((page) => valuesOf(page).map((value) => ({ value, page })))
  const byValue = new Map([...Map.groupBy(pairs, ({ value }) => value)].map(([value, group]) => [value, group.map(({ page }) => page)]))
  return { pages, names, byValue }
}

/**
 * The operation that a request is for: by the selector, then by which parameters are there and what they say.
 *
 * @throws PimsError 2101 or 2102 for the selector
 */
export function pickPage<Page extends Candidate> (choice: Choice<Page>, sent: Sent, isQuery: boolean): Page {
  const pages = choice.names.length === 0 ? choice.pages : selected(choice, sent, isQuery)
  const [first] = pages
  if (first === undefined) throw new TypeError('a choice has at least one operation')
  return pages.length === 1 ? first : fittest(pages, sent)
}

const isSent = (sent: Sent, name: string): boolean => !isAbsent(sentValue(sent, name))

function selected<Page extends Candidate> ({ names, byValue }: Choice<Page>, sent: Sent, isQuery: boolean): readonly Page[] {
  let used: string | undefined
  for (const name of names) {
    if (!isSent(sent, name)) continue
    used ??= name
    const value = sent[name]
    const found = typeof value === 'string' ? byValue.get(value) : undefined
    if (found !== undefined) return found
  }
  const choice = `${names[0]} is one of ${[...byValue.keys()].join(', ')}`
  if (used !== undefined) {
    const value = sent[used]
    const repeated = isQuery ? describeRepeated(used, value) : undefined
    throw new PimsError(2102, { parameter: used, reason: repeated ?? `${typeof value === 'string' ? didYouMean(value, byValue.keys()) : ''}${choice}` })
  }
  throw new PimsError(2101, { parameter: names[0], reason: `${names[0]} is missing${describeLookalike(String(names[0]), sent, [])}; ${choice}` })
}

/** The operation that a message fits best: that knows most of its parameters, takes their values, and misses fewest; the vendor's first of several. */
function fittest<Page extends Candidate> (pages: readonly Page[], sent: Sent): Page {
  const names = Object.keys(sent)
  const [best] = pages.map((page) => ({ page, misfit: misfitOf(page, sent, names) })).toSorted((a, b) => compare(a.misfit, b.misfit))
  return (best as { page: Page }).page
}

/** How badly a message fits: parameters that the operation does not know, values that it does not take, parameters that are missing. */
function misfitOf ({ reference: { parameters }, pickedBy }: Candidate, sent: Sent, names: readonly string[]): readonly number[] {
  return [
    names.filter((name) => !parameters.some((each) => each.name === name)).length,
    parameters.filter((parameter) => isSent(sent, parameter.name) && !takes(parameter, sent[parameter.name])).length,
    parameters.filter(({ name, required }) => required === true && !isSent(sent, name)).length,
    pickedBy !== undefined && [sent[pickedBy[0]]].flat()[0] !== pickedBy[1] ? 1 : 0
  ]
}

/** Whether a value is one of those that there are, as far as the vendor names them; text in a query string. */
function takes (parameter: ReferenceValue, value: unknown): boolean {
  const words = allowedValues(parameter)
  if (words === undefined || isList(parameter)) return true
  return words.some((word) => String(word) === String(value))
}

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((each, index) => each - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0
