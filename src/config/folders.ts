import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile } from '../package-file.ts'
import type { Config } from './schema.ts'

/** The fixtures beside the program. */
const OWN_FIXTURES = packageFile('fixtures')

/** The folder that holds the fixtures: the configured one, else the one beside the program. */
export const fixturesFolder = ({ FIXTURES = OWN_FIXTURES }: Pick<Config, 'FIXTURES'>): string => FIXTURES

/** The folder of the private keys: of the configured fixtures where they have one, else the one that comes along. */
export function keysFolder (config: Pick<Config, 'FIXTURES'>): string {
  const own = join(fixturesFolder(config), 'keys')
  return existsSync(own) ? own : join(OWN_FIXTURES, 'keys')
}

/** The folder that holds the scenarios: the fixtures' own, else, when those have none, the one beside the program. */
export function scenariosFolder (config: Pick<Config, 'FIXTURES'>): string {
  const own = join(fixturesFolder(config), 'scenarios')
  return existsSync(own) ? own : join(fixturesFolder({}), 'scenarios')
}
