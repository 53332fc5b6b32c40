import { ConfigError, readConfig } from '../config/read-config.ts'
import type { Config } from '../config/schema.ts'
import { UsageError } from './user-error.ts'

/** The settings that serve would start with. @throws UsageError naming every value that cannot be used */
export function readSettings (environment: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  try {
    const config = readConfig(environment, argv)
    if (config !== 'help') return config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new UsageError(error.message)
  }
  throw new UsageError('--help goes before the verb: pims-mock --help')
}
