import type { Command, Option } from 'commander'
import { nearestWord } from '../lib/nearest-word.ts'
import { UsageError } from './user-error.ts'
import { kindOf, readValues, type Values } from './words.ts'

/** @throws UsageError where a verb was given more words than it takes, with the option that the first of them may belong to */
export async function refuseStrayWord (command: Command): Promise<void> {
  const { args, options, registeredArguments } = command
  const stray = args[registeredArguments.length]
  if (stray === undefined || registeredArguments.at(-1)?.variadic === true) return
  const meant = optionFor(stray, options, await readValues())
  const name = command.name()
  throw new UsageError(`${name} does not take the word "${stray}". ${meant === undefined ? `pims-mock ${name} --help says what it takes.` : `Did you mean ${meant}?`}`)
}

/** The option that a word was meant for, with its word, by what the option takes. */
function optionFor (stray: string, options: readonly Option[], values: Values): string | undefined {
  const flag = options.find(({ long }) => long === `--${stray}`)
  if (flag !== undefined) return flag.long
  const taking = options.map((option) => ({ long: option.long ?? '', kind: kindOf(option) ?? '' }))
  const of = (kind: string) => taking.find((option) => option.kind === kind)?.long
  if (/^[+0]\d/.test(stray) && of('number') !== undefined) return `${of('number')} ${stray}`
  const known = taking.flatMap(({ long, kind }) => (values[kind] ?? []).map((word) => ({ long, word })))
  const word = known.find(({ word }) => word === stray)?.word ?? nearestWord(stray, known.map(({ word }) => word))
  const option = known.find((one) => one.word === word)
  if (option !== undefined) return `${option.long} ${option.word}`
  return of('account') === undefined ? undefined : `${of('account')} ${stray}` // any word may be an account
}
