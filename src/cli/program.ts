import { Command, CommanderError } from 'commander'
import { MockError } from '../client/mock-error.ts'
import { help } from '../config/help.ts'
import { needsToken } from './target.ts'
import { warn } from './output.ts'
import { refuseStrayWord } from './stray-word.ts'
import { whyUnreachable } from './unreachable.ts'
import { EXIT_USAGE, UserError } from './user-error.ts'
import { VERSION } from '../version.ts'
import { clock } from './verbs/clock.ts'
import { code } from './verbs/code.ts'
import { compare } from './verbs/compare.ts'
import { completion } from './verbs/completion.ts'
import { conduct } from './verbs/conduct.ts'
import { config } from './verbs/config.ts'
import { doctor } from './verbs/doctor.ts'
import { exec } from './verbs/exec.ts'
import { fail } from './verbs/fail.ts'
import { health } from './verbs/health.ts'
import { matrix } from './verbs/matrix.ts'
import { mcp } from './verbs/mcp.ts'
import { ok } from './verbs/ok.ts'
import { push } from './verbs/push.ts'
import { replayVerb } from './verbs/replay.ts'
import { requests } from './verbs/requests.ts'
import { scenario } from './verbs/scenario.ts'
import { send } from './verbs/send.ts'
import { tail } from './verbs/tail.ts'
import { why } from './verbs/why.ts'

/** HTTP status of a server that wants another token, or one. */
const UNAUTHORIZED = 401

const EXAMPLES = `
Ten minutes:
  pims-mock                                   serves on port 3000; the console is at http://localhost:3000/
  pims-mock code --to 0612345678 --wait 30    prints the SMS code, as soon as there is one
  pims-mock send alice                        asks for one as an app would, and prints it
  pims-mock fail 2310 --on modifyPhoneNumber --times 1
  pims-mock why                               says why the last request was refused
  pims-mock conduct                           says what the client should not have done
  pims-mock ok                                switches every fault off
  pims-mock exec -- npm test                  starts a server of its own for a test run
  pims-mock serve --help                      lists the settings, which are flags and environment variables

The verbs speak to PIMS_MOCK_URL, http://localhost:3000 where it is not set, and to its default sandbox.
`

/** Verbs that speak to no running server. */
const LOCAL: ReadonlySet<string> = new Set(['exec', 'health', 'config', 'completion', 'replay'])

/** The options that say which server and sandbox a verb speaks to; they may stand before the verb or after it. */
const addServerOptions = (command: Command): Command => command
  .option('--url <url>', 'the server (PIMS_MOCK_URL)')
  .option('--sandbox <id>', 'the sandbox; the default one when absent')

/** The command with all its verbs. */
export function makeProgram (): Command {
  const program = addServerOptions(new Command('pims-mock'))
    .enablePositionalOptions()
    .description('A mock of the PIMS strong-authentication backend and of the inWebo service behind it.')
    .version(VERSION, '-v, --version', 'print the version')
    .showSuggestionAfterError()
    .showHelpAfterError('pims-mock --help lists the verbs.')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .hook('preAction', async (_program, verb) => { await refuseStrayWord(verb) })
  program.command('serve').description('serve (what it does without a verb); settings are flags or environment variables').addHelpText('after', `\n${help()}`)
  for (const make of [exec, send, code, push, fail, ok, scenario, clock, tail, requests, why, conduct, matrix, compare, replayVerb, mcp, doctor, health, config, completion]) {
    const verb = make().copyInheritedSettings(program).allowExcessArguments()
    if (!LOCAL.has(verb.name())) addServerOptions(verb)
    program.addCommand(verb)
  }
  return program
}

/** Runs one verb and sets the exit status of the process. */
export async function runVerb (argv: readonly string[]): Promise<void> {
  process.stdout.on('error', stopAtClosedPipe)
  try {
    await makeProgram().parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE
      return
    }
    warn(messageOf(error))
    process.exitCode = error instanceof UserError ? error.exitStatus : 1
  }
}

/** Whoever reads the output may stop when they have read enough, as `head` does; that is no failure. */
function stopAtClosedPipe (error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}

/** What can be mended is said in a sentence; any other error shows the place where it arose. */
function messageOf (error: unknown): string {
  if (error instanceof UserError && error.cause instanceof MockError) return messageOf(error.cause)
  if (error instanceof MockError && error.status === UNAUTHORIZED) return needsToken(process.env.ADMIN_TOKEN)
  if (error instanceof MockError && error.cause !== undefined && error.status === 0) return `${error.message} ${sentence(whyUnreachable(error.cause))}`
  if (error instanceof UserError || error instanceof MockError) return error.message
  return error instanceof Error ? error.stack ?? error.message : String(error)
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
