import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { connect } from '../../client/connect.ts'
import type { Config } from '../../config.ts'
import type { Server } from '../../open-server.ts'
import { readSettings } from '../settings.ts'
import { UserError } from '../user-error.ts'

/** Signals that are handed on to the command. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** `pims-mock exec -- npm test`: a server for one command, and its exit status. */
export const exec = (): Command => new Command('exec')
  .description('start a server on a free port, run a command with PIMS_MOCK_URL set, and end with its exit status')
  .argument('<command...>', 'the command and its arguments, after --; before it may stand flags of serve, such as --seed 42')
  .passThroughOptions()
  .allowUnknownOption()
  .action(async (words: string[]) => {
    const { flags, program, args } = splitWords(words)
    const config = readSettings({ ...process.env, HOST: '127.0.0.1', PORT: '0', HTTPS_PORT: '0' }, flags)
    const server = await open(config)
    const folder = mkdtempSync(join(tmpdir(), 'pims-mock-'))
    try {
      const { http } = await server.listen()
      process.exitCode = await run(program, args, { PIMS_MOCK_URL: http, ...authorityIn(folder, server.authority) })
      const { answered, documented } = await connect(http, config.ADMIN_TOKEN === undefined ? {} : { adminToken: config.ADMIN_TOKEN }).sandbox('default').coverage()
      process.stderr.write(`pims-mock: ${answered} of ${documented} documented codes were answered in the default sandbox\n`)
    } finally {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

/** Flags end at `--`; without any, the command begins at once, and a `--` is its own. @throws UserError */
function splitWords (words: readonly string[]): { flags: readonly string[], program: string, args: readonly string[] } {
  const end = words[0]?.startsWith('-') === true ? words.indexOf('--') : 0
  const [program, ...args] = words.slice(end === 0 ? 0 : end + 1)
  if (end === -1 || program === undefined) throw new UserError('the command is missing. Write it after --, such as: pims-mock exec --seed 42 -- npm test')
  return { flags: words.slice(0, end), program, args }
}

/** The server is loaded by this verb alone: the others start without it. @throws UserError naming a fixture or key that cannot be used */
async function open (config: Config): Promise<Server> {
  const [{ openServer }, { default: pino }] = await Promise.all([import('../../open-server.ts'), import('pino')])
  try {
    return await openServer(config, pino({ level: 'silent' }))
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error))
  }
}

/** The variables by which programs come to trust the server's own CA. */
function authorityIn (folder: string, authority: string | undefined): Record<string, string> {
  if (authority === undefined) return {}
  const file = join(folder, 'ca.pem')
  writeFileSync(file, authority)
  return { PIMS_MOCK_CA: file, NODE_EXTRA_CA_CERTS: file }
}

/** Runs a program to its end; its exit status, or 128 and the number of the signal that ended it. */
async function run (program: string, args: readonly string[], environment: Record<string, string>): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } })
  const forward = (signal: NodeJS.Signals) => { child.kill(signal) }
  for (const signal of SIGNALS) process.on(signal, forward)
  try {
    const [code, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null]
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
  } catch (error) {
    throw new UserError(`cannot run ${program}: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward)
  }
}
