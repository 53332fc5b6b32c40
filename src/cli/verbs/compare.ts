import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import type { Mock } from '../../client/connect.ts'
import { dropIfThere } from '../../client/drop-if-there.ts'
import { MockError } from '../../client/mock-error.ts'
import { count } from '../arguments.ts'
import { sayLines } from '../output.ts'
import { withOwnServer } from '../own-server.ts'
import { mockOf, named, namesServer } from '../target.ts'
import { UserError } from '../user-error.ts'

interface Options {
  readonly account: string
  readonly entry?: number
  readonly markdown?: true
  readonly junit?: true
  readonly local?: true
}

const EXIT_UNREADABLE = 2
const EXIT_LEAK = 3

/** `pims-mock compare capture.har`: where the mock answers otherwise than the real service did. */
export const compare = (): Command => new Command('compare')
  .description('hold a capture of the real service (HAR) against the mock: 0 the same, 1 different, 2 unreadable or nothing to compare, 3 a value would be in the report')
  .argument('<capture>', 'a HAR, as a browser, a proxy or Playwright records it; .zip, .zhar and .gz too')
  .option('--account <account>', 'whose token is sent where the capture does not show how one was issued', 'alice')
  .option('--entry <n>', 'report this entry alone; the others are sent too', count)
  .addOption(new Option('--markdown', 'as a table of Markdown').conflicts('junit'))
  .addOption(new Option('--junit', 'as JUnit XML: a case for each call').conflicts('markdown'))
  .option('--local', 'show values: the report is for you alone, and says so')
  .action(async (file: string, { account, entry, markdown, junit, local }: Options, command: Command) => {
    const { CaptureError, compareSource, LeakError, openCapture } = await load()
    const refused = (error: unknown): unknown =>
      error instanceof LeakError ? new UserError(error.message, EXIT_LEAK) : error instanceof CaptureError || error instanceof MockError ? new UserError(error.message, EXIT_UNREADABLE, { cause: error }) : error
    const source = await openCapture(file).catch((error: unknown) => { throw refused(error) })
    const format = junit === true ? 'junit' : markdown === true ? 'markdown' : 'text'
    const { sandbox: chosen } = command.optsWithGlobals<{ sandbox?: string }>()
    const work = async (mock: Mock): Promise<void> => {
      const sandbox = named('--sandbox', () => mock.sandbox(chosen ?? `compare-${randomUUID()}`))
      try {
        const { isDifferent, isEmpty, report } = await compareSource(source, sandbox, { account, format, entry, isLocal: local })
        sayLines(report)
        if (isDifferent) process.exitCode = 1
        if (isEmpty) throw new UserError('No answer of the service in it could be held against one of the mock: this says nothing.', EXIT_UNREADABLE)
      } finally {
        source.close()
        if (chosen === undefined) await dropIfThere(sandbox)
      }
    }
    try {
      await (namesServer(command) ? work(mockOf(command)) : withOwnServer(['--seed', '42'], async ({ mock }) => await work(mock)))
    } catch (error) {
      throw refused(error)
    }
  })

/** What compares is loaded by this verb alone. */
async function load () {
  const [{ compareSource, LeakError }, { CaptureError }, { openCapture }] = await Promise.all([import('../../compare/compare.ts'), import('../../compare/source.ts'), import('../../compare/files/open-capture.ts')])
  return { CaptureError, compareSource, LeakError, openCapture }
}
