import { nearestWord } from '../../lib/nearest-word.ts'

/** Says that a parameter came more than once in a query string, which leaves open which one is meant. */
export function describeRepeated (name: string, value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined
  return `${name} came ${value.length === 2 ? 'twice' : `${value.length} times`}; send it once`
}

/** Names what came in place of a parameter that is missing: the same with brackets, or a name like it. */
export function describeLookalike (name: string, sent: Readonly<Record<string, unknown>>, known: readonly string[]): string {
  const others = Object.keys(sent).filter((each) => !known.includes(each))
  if (others.some((each) => each.startsWith(`${name}[`))) return `; it came with brackets: send ${name}, not ${name}[]`
  const near = nearestWord(name, others)
  return near === undefined ? '' : `; ${near} came in its place`
}
