import { parseArgs } from 'node:util'
import { Command } from 'commander'
import { ConfigSchema, flagOf } from '../../config/schema.ts'
import { readSettings } from '../settings.ts'
import { say } from '../output.ts'
import { MASK } from '../../words/mask.ts'

/** `pims-mock config`: every setting, its value, and where that comes from. */
export const config = (): Command => new Command('config')
  .description('print the settings that serve would start with, and where each comes from; takes the flags of serve')
  .argument('[flags...]', 'flags of serve, such as --port 0')
  .allowUnknownOption()
  .helpOption(false)
  .action((_flags: unknown, _options: unknown, command: Command) => {
    const read = readSettings(process.env, command.args)
    const flags = parseArgs({ args: [...command.args], options: Object.fromEntries(Object.keys(ConfigSchema.properties).map((name) => [flagOf(name), { type: 'string' as const }])) }).values
    for (const name of Object.keys(ConfigSchema.properties)) {
      const value = Object.entries(read).find(([key]) => key === name)?.[1]
      const given = process.env[name]
      const source = flags[flagOf(name)] !== undefined ? `--${flagOf(name)}` : given !== undefined && given !== '' ? 'environment' : 'default'
      say(`${name.padEnd(24)}${(value === undefined ? '-' : name === 'ADMIN_TOKEN' ? MASK : String(value)).padEnd(16)}${source}`)
    }
  })
