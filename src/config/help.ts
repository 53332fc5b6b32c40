import { ConfigSchema, flagOf } from './schema.ts'

/** What `--help` prints. */
export function help (): string {
  const rows = Object.entries(ConfigSchema.properties).map(([name, { default: value, description }]) =>
    `  ${name.padEnd(24)}--${flagOf(name).padEnd(25)}${String(value ?? '').padEnd(10)}${String(description)}`)
  return `pims-mock: a mock of the PIMS strong-authentication backend and of the inWebo service behind it

Usage: pims-mock [--port 3000] [--seed 42] …

The console is at /console/ of the server, its reference at /docs.

Each variable can be set in the environment or as a flag; a flag wins.

  ${'variable'.padEnd(24)}${'flag'.padEnd(27)}${'default'.padEnd(10)}
${rows.join('\n')}

Exit status: 0 after SIGTERM or SIGINT, 2 for a bad configuration or fixture, 3 when the port is taken.
`
}
