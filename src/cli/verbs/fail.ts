import { Command } from 'commander'
import type { Failure } from '../../client/fail.ts'
import { TRANSPORTS } from '../../wire/fault.ts'
import { chosen } from '../arguments.ts'
import { sandboxOf, say } from '../target.ts'

interface Options {
  readonly on?: readonly string[]
  readonly for?: string
  readonly device?: string
  readonly number?: string
  readonly times?: number
  readonly skip?: number
  readonly delay?: number
  readonly force?: true
}

/** `pims-mock fail`: makes requests fail until `ok`. */
export const fail = (): Command => new Command('fail')
  .description('make requests fail: with a code, or on the wire')
  .argument('<failure>', `a code such as 2310, or ${TRANSPORTS.join(', ')}`)
  .option('--on <operation...>', 'only this operation, such as modifyPhoneNumber; all that document the code when absent')
  .option('--for <account>', 'only for this account')
  .option('--device <id>', 'only on this device')
  .option('--number <number>', 'only with this phone number')
  .option('--times <n>', 'stop after so many requests', Number)
  .option('--skip <n>', 'let so many requests pass first', Number)
  .option('--delay <ms>', 'hold the answer back', Number)
  .option('--force', 'raise the code even where it is not documented')
  .action(async (failure: string, options: Options, command: Command) => {
    const { explanation } = await sandboxOf(command).fail(failureOf(failure), {
      ...options.on !== undefined && { operation: options.on as never }, // the server says which operations there are
      ...options.for !== undefined && { account: options.for },
      ...options.device !== undefined && { device: options.device },
      ...options.number !== undefined && { phoneNumber: options.number },
      ...options.times !== undefined && { times: options.times },
      ...options.skip !== undefined && { skip: options.skip },
      ...options.delay !== undefined && { delay: options.delay },
      force: options.force === true
    } as { force: true })
    say(explanation)
  })

/** Any number may be a code: the server says which there are. */
const failureOf = (failure: string): Failure => /^\d+$/.test(failure) ? { error: Number(failure) as never } : chosen('the failure', TRANSPORTS, failure)
