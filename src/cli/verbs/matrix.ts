import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import type { MatrixOptions } from '../../client/matrix/report.ts'
import { matrixJunit, matrixMarkdown } from '../../client/matrix/report.ts'
import { count, given } from '../arguments.ts'
import { note, sayLines } from '../output.ts'
import { sandboxOf } from '../target.ts'

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

/** `pims-mock matrix -- npm test`: which documented failures the app survives. */
export const matrix = (): Command => new Command('matrix')
  .description('run a command once for every operation and documented code, and say which failures it survives')
  .argument('<command...>', 'the command and its arguments, after --; PIMS_MOCK_URL names its sandbox')
  .option('--on <operation...>', 'operation ids; those that the command calls when absent')
  .option('--codes <code...>', 'codes, or hang, reset, …; all documented ones when absent')
  .option('--jobs <n>', 'runs at a time', count)
  .option('--timeout <seconds>', 'that a run may take', count)
  .option('--times <n>', 'let the failure hit so often, then no more', count)
  .option('--told <status...>', 'exit statuses by which the command says that it told the user')
  .option('--resume <file>', 'keep what is done in a file, and go on from there')
  .option('--junit <file>', "write JUnit's XML as well")
  .passThroughOptions()
  .action(async ([program = '', ...args]: string[], options: Options, command: Command) => {
    const { on, codes, jobs, timeout, times, told, resume, junit } = options
    const chosenCells = given({
      operations: on,
      codes: codes?.map((code) => /^\d+$/.test(code) ? Number(code) : code),
      jobs,
      timeout: timeout === undefined ? undefined : timeout * 1000,
      times,
      told: told?.map(count),
      resume
    }) as MatrixOptions // the matrix says which operations and codes there are
    const report = await sandboxOf(command).matrix([program, ...args], {
      ...chosenCells,
      onResult: ({ operation, failure, outcome }, done, total) => { note(`${done}/${total} ${operation} ${failure}: ${outcome}`) }
    })
    sayLines(matrixMarkdown(report))
    if (junit !== undefined) writeFileSync(junit, matrixJunit(report))
    process.exitCode = report.passed ? 0 : 1
  })
