import { parseShortDuration } from '../lib/short-duration.ts'
import { suggest } from '../lib/nearest-word.ts'
import { UsageError } from './user-error.ts'

/**
 * One of a few words.
 *
 * @param others what there is besides them, in words
 * @throws UsageError that names the nearest, else all
 */
export function chosen<Word extends string> (what: string, words: readonly Word[], given: string, others = ''): Word {
  const word = words.find((one) => one === given)
  if (word !== undefined) return word
  throw new UsageError(`${what} "${given}" is not known. ${suggest(given, words, `There are ${words.join(', ')}${others}.`)}`)
}

/** A number of something. @throws UsageError */
export function count (given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new UsageError(`"${given}" is not a number. Write digits, such as 3.`)
  return Number(given)
}

/** A number of something of which there is at least one. @throws UsageError */
export function atLeastOne (given: string): number {
  const number = count(given)
  if (number === 0) throw new UsageError('"0" is too few. Write 1 or more.')
  return number
}

/** Adds a value to those that an option was given before; an option that took several at once would take the argument after them too. */
export const another = (value: string, before: readonly string[] = []): string[] => [...before, value]

/** The options that were given. */
export const given = <Options extends object>(options: Options): { [Name in keyof Options]?: Exclude<Options[Name], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as { [Name in keyof Options]?: Exclude<Options[Name], undefined> } // only what is undefined is gone

/** A duration as people write it (`5m`, `1h30m`, `90s`, `2d`, with a sign), in milliseconds. @throws UsageError */
export function duration (given: string): number {
  const milliseconds = parseShortDuration(given)
  if (milliseconds === undefined) throw new UsageError(`"${given}" is not a duration. Write 90s, 5m, 1h30m or 2d.`)
  return milliseconds
}
