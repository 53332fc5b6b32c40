import { Command, Option } from 'commander'
import { given, count } from '../arguments.ts'
import { entryLine } from '../entry-line.ts'
import { say, sayLines, sayScript } from '../output.ts'
import { sandboxOf } from '../target.ts'

interface Options {
  readonly limit?: number
  readonly failed?: true
  readonly har?: true
  readonly curl?: true
  readonly markdown?: true
  readonly secrets?: true
}

/** How many are listed where no number is given. */
const LISTED = 20

/** `pims-mock requests`: what came to the server, the oldest first. */
export const requests = (): Command => new Command('requests')
  .description('list the requests, the newest last')
  .option('--limit <n>', `how many; ${LISTED}, and all where they are taken along`, count)
  .option('--failed', 'only those that were refused')
  .addOption(new Option('--curl', 'as lines of a shell that replay them').conflicts(['har', 'markdown']))
  .addOption(new Option('--har', 'as HAR 1.2, for the developer tools of a browser').conflicts(['curl', 'markdown']))
  .addOption(new Option('--markdown', 'as a bug report').conflicts(['curl', 'har']))
  .option('--secrets', 'show codes, PINs and tokens, which are masked otherwise')
  .action(async ({ limit, failed, har, curl, markdown, secrets }: Options, command: Command) => {
    const sandbox = sandboxOf(command)
    const isTaken = har === true || markdown === true || curl === true
    const filter = { ...isTaken ? given({ limit }) : { limit: limit ?? LISTED }, ...failed === true && { status: 'FAILED' }, ...given({ secrets }) }
    if (har === true) return sayLines(JSON.stringify(await sandbox.exportRequests('har', filter), null, 2))
    if (markdown === true) return sayLines((await sandbox.exportRequests('markdown', filter)).trimEnd())
    if (curl === true) return sayScript((await sandbox.exportRequests('curl', filter)).trimEnd())
    for (const entry of (await sandbox.requests(filter)).reverse()) say(entryLine(entry))
  })
