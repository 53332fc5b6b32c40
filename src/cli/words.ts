import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KindGuard, type TSchema } from '@sinclair/typebox'
import { fixturesFolder, scenariosFolder } from '../config/folders.ts'
import { ConfigSchema, flagOf } from '../config/schema.ts'
import { errorCodes } from '../codes/catalogue.ts'
import { TRANSPORTS } from '../words/effects.ts'
import { PUSH_ANSWERS } from '../wire/push.ts'
import { PURPOSES } from '../wire/sms.ts'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
/** The words that change a clock; `now` is `reset` to those who look for the time. */
export const CHANGES = ['freeze', 'run', 'reset', 'now'] as const

/** The words that arguments and options take, by what is written between `<` and `>` where they are declared; none where any will do. */
export type Values = Readonly<Record<string, readonly string[]>>

/** All such words: those of the package and, where FIXTURES names a folder, of that. */
export async function readValues (): Promise<Values> {
  const { targets } = await import('../app.ts') // which the verbs that speak to a server do without
  const failure = [...errorCodes.map(String), ...TRANSPORTS]
  const { FIXTURES = '' } = process.env
  const config = FIXTURES === '' ? {} : { FIXTURES }
  return {
    operation: [...new Set(targets.all.flatMap(({ id, name }) => [name, id]))],
    failure,
    code: failure,
    account: list(() => accountsIn(join(fixturesFolder(config), 'accounts.json'))),
    scenario: [...list(() => readdirSync(scenariosFolder(config)).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length))), 'off'],
    answer: PUSH_ANSWERS,
    change: CHANGES,
    purpose: PURPOSES,
    shell: SHELLS
  }
}

/** Ids of the accounts of a fixture, as far as it has them. */
function accountsIn (file: string): string[] {
  const accounts: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(accounts)) return []
  return accounts.map((account) => String((Object(account) as { id?: unknown }).id)).filter((id) => /^[\w.@-]+$/.test(id))
}

/** A folder that cannot be read has no words; serve says what is wrong with it. */
function list (read: () => string[]): string[] {
  try {
    return read()
  } catch {
    return []
  }
}

/** The flags of serve, each with the words that it takes. */
export const settingFlags = (): Array<{ readonly flag: string, readonly values: readonly string[] }> =>
  Object.entries(ConfigSchema.properties).map(([name, schema]) => ({ flag: `--${flagOf(name)}`, values: wordsOf(schema) }))

function wordsOf (schema: TSchema): string[] {
  if (KindGuard.IsBoolean(schema)) return ['true', 'false']
  return KindGuard.IsUnion(schema) ? schema.anyOf.flatMap((branch) => KindGuard.IsLiteral(branch) ? [String(branch.const)] : []) : []
}

/** What an option takes, as it is declared: `operation` of `--on <operation>`; nothing for a switch. */
export const kindOf = ({ flags }: { readonly flags: string }): string | undefined => /[<[](\w+)/.exec(flags)?.[1]
