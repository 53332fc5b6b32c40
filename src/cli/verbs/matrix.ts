import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { MatrixError, matrixJunit, matrixMarkdown, type MatrixOptions } from '../../client/matrix/report.ts'
import type { SandboxClient } from '../../client/sandbox-client.ts'
import { TRANSPORTS } from '../../words/effects.ts'
import { atLeastOne, chosen, count, given } from '../arguments.ts'
import { note, sayLines } from '../output.ts'
import { withOwnServer } from '../own-server.ts'
import { exitStatusAfter, SIGNALS, withSignals } from '../signals.ts'
import { namesServer, sandboxOf } from '../target.ts'
import { exitStatusOf, UserError } from '../user-error.ts'
import { thrownMessage } from '../../lib/thrown-message.ts'

interface Options {
  readonly on?: readonly string[]
  readonly codes?: readonly string[]
  readonly jobs?: number
  readonly timeout?: number
  readonly times?: number
  readonly told?: readonly string[]
  readonly resume?: string
  readonly junit?: string
}

/** `pims-mock matrix -- npm test`: which documented failures the app survives; on a server of its own where none is named. */
export const matrix = (): Command => new Command('matrix')
  .description('run a command once for every operation and documented code, and say which failures it survives')
  .argument('<command...>', 'the command and its arguments, after --; PIMS_MOCK_URL names its sandbox')
  .option('--on <operation...>', 'operations, such as modifyPhoneNumber; those that the command calls when absent')
  .option('--codes <code...>', 'codes, or hang, reset, …; all documented ones when absent')
  .option('--jobs <n>', 'runs at a time', atLeastOne)
  .option('--timeout <seconds>', 'that a run may take', atLeastOne)
  .option('--times <n>', 'let the failure hit so often, then no more', atLeastOne)
  .option('--told <status...>', 'exit statuses by which the command says that it told the user')
  .option('--resume <file>', 'keep what is done in a file, and go on from there')
  .option('--junit <file>', "write JUnit's XML as well")
  .passThroughOptions()
  .action(async (words: [string, ...string[]], options: Options, command: Command) => {
    const chosenCells = readCells(options)
    const stop = new AbortController()
    let progress = 'before its first cell'
    const onSignal = (signal: NodeJS.Signals) => {
      if (stop.signal.aborted) process.exit(exitStatusAfter(signal)) // whoever asks twice waits for nothing
      stop.abort(new UserError(`the matrix was ended by ${signal} ${progress}`, exitStatusAfter(signal)))
    }
    const report = await withSignals(SIGNALS, onSignal, async () => await onServer(command, async (sandbox, env) => await sandbox.matrix(words, {
      ...chosenCells,
      env,
      signal: stop.signal,
      onResult: ({ operation, failure, outcome }, done, total) => {
        progress = `after ${done} of ${total} cells; --resume FILE keeps what is done`
        note(`${done}/${total} ${operation} ${failure}: ${outcome}`)
      }
    })))
    sayLines(matrixMarkdown(report))
    if (options.junit !== undefined) write(options.junit, matrixJunit(report))
    process.exitCode = report.passed ? 0 : 1
  })

/** @throws UserError where the file cannot be written */
function write (file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UserError(`cannot write ${file}: ${thrownMessage(error)}`)
  }
}

function readCells ({ on, codes, jobs, timeout, times, told, resume }: Options): MatrixOptions {
  return given({
    operations: on,
    codes: codes?.map((code) => /^\d+$/.test(code) ? Number(code) : chosen('--codes', TRANSPORTS, code, ', and codes such as 2310')),
    jobs,
    timeout: timeout === undefined ? undefined : timeout * 1000,
    times,
    told: told?.map(count),
    resume
  }) as MatrixOptions // the matrix says which operations and codes there are
}

/** Works with the sandbox of the server that is named, else with one of a server of its own. @throws UserError for what cannot be run */
async function onServer<Done> (command: Command, work: (sandbox: SandboxClient, env: Readonly<Record<string, string>>) => Promise<Done>): Promise<Done> {
  try {
    if (namesServer(command)) return await work(sandboxOf(command), {})
    return await withOwnServer([], async ({ mock, environment }) => await work(mock.sandbox('default'), environment))
  } catch (error) {
    if (error instanceof MatrixError) throw new UserError(error.message, error.cause === undefined ? undefined : exitStatusOf(error.cause))
    throw error
  }
}
