import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { reachableHost } from '../../config/names.ts'
import { flagsOf } from '../command-line.ts'
import { say } from '../output.ts'
import { readSettings } from '../settings.ts'
import { UserError } from '../user-error.ts'

/** Not imported: an import of `node:http` loads undici, and this runs every few seconds. */
const { get } = process.getBuiltinModule('node:http')

/** Milliseconds that an answer may take. */
const PATIENCE = 2000

/** `pims-mock health`: whether a server on this machine is up, for the health check of a container. */
export const health = (): Command => new Command('health')
  .description('end with 0 when the server of this container is up, or the one that the settings name; takes the flags of serve')
  .argument('[flags...]', 'flags of serve, such as --port 3001; in a container those that it was started with when absent')
  .allowUnknownOption()
  .helpOption(false)
  .action(async (_flags: unknown, _options: unknown, command: Command) => {
    const config = readSettings(process.env, command.args.length > 0 ? command.args : flagsOf(firstProcess()))
    if (config.PORT === 0) throw new UserError('PORT=0 takes a free port, which only the log of the server tells. Name it: pims-mock health --port 3000')
    const host = reachableHost(config)
    const status = await ask(host, config.PORT)
    if (status !== 200) throw new UserError(`${host}, port ${config.PORT}, answered ${status} to GET /health. Is that pims-mock?`)
    say(`${host}, port ${config.PORT}, is up.`)
  })

/** The command line of the first process of a container, its words ended by NUL; nothing where there is none, or it is not shown. */
function firstProcess (): string {
  try {
    return readFileSync('/proc/1/cmdline', 'utf8')
  } catch {
    return ''
  }
}

/** The status of `GET /health`. Not by a URL, which an address with a zone cannot stand in. @throws UserError */
const ask = async (host: string, port: number): Promise<number | undefined> => await new Promise((resolve, reject) => {
  get({ host, port, path: '/health', headers: { host: 'localhost' }, signal: AbortSignal.timeout(PATIENCE) }, (answer) => {
    answer.resume()
    resolve(answer.statusCode)
  }).on('error', (error: NodeJS.ErrnoException) => reject(new UserError(`${host}, port ${port}, does not answer: ${error.code ?? error.message}.`)))
})
