import { Command } from 'commander'
import { count } from '../arguments.ts'
import { entryLine } from '../entry-line.ts'
import { sandboxOf, say } from '../target.ts'

/** `pims-mock requests`: what came to the server, the oldest first. */
export const requests = (): Command => new Command('requests')
  .description('list the requests, the newest last')
  .option('--limit <n>', 'how many', count, 20)
  .option('--failed', 'only those that were refused')
  .action(async ({ limit, failed }: { limit: number, failed?: true }, command: Command) => {
    const entries = await sandboxOf(command).requests({ limit, ...failed === true && { status: 'FAILED' } })
    for (const entry of entries.reverse()) say(entryLine(entry))
  })
