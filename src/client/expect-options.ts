import { suggest } from '../lib/nearest-word.ts'

/** The names of some options, each of which must be listed. */
export type OptionNames<Options> = { readonly [Name in keyof Options]-?: true }

/** Characters of an unknown name that are shown. */
const SHOWN = 80

/**
 * Refuses options that a call does not have, which TypeScript does for those who use it: what is misspelt would be ignored.
 *
 * @param call what was called, for the message
 * @throws TypeError naming the nearest option, or all that there are
 */
export function expectOptions<Options> (call: string, options: Options, names: OptionNames<Options>): void {
  const all = Object.keys(names)
  if (typeof options !== 'object' || options === null) throw new TypeError(`${call} takes its options in an object: { ${all.join(', ')} }.`)
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name))
  if (unknown !== undefined) throw new TypeError(`${call} has no option "${unknown.slice(0, SHOWN)}". ${suggest(unknown, all, `It has ${all.join(', ')}.`)}`)
}
