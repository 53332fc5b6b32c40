import { Command } from 'commander'
import type { CodeOf, Operation } from '../../client/operations.ts'
import type { Failure, FaultOptions } from '../../client/fail.ts'
import { TRANSPORTS } from '../../words/effects.ts'
import { atLeastOne, another, chosen, count, given } from '../arguments.ts'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'

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
  .option('--on <operation>', 'only this operation, such as modifyPhoneNumber; may be given again; all that document the code when absent', another)
  .option('--for <account>', 'only for this account')
  .option('--device <id>', 'only on this device')
  .option('--number <number>', 'only with this phone number')
  .option('--times <n>', 'stop after so many requests', atLeastOne)
  .option('--skip <n>', 'let so many requests pass first', count)
  .option('--delay <ms>', 'hold the answer back', count)
  .option('--force', 'raise the code even where it is not documented')
  .action(async (failure: string, options: Options, command: Command) => {
    const { on, for: account, device, number: phoneNumber, times, skip, delay, force } = options
    const rule = given({ operation: on, account, device, phoneNumber, times, skip, delay, force }) as FaultOptions // the server says which operations there are
    say((await sandboxOf(command).fail(failureOf(failure), rule)).explanation)
  })

const failureOf = (failure: string): Failure<CodeOf<Operation>> => /^\d+$/.test(failure)
  ? Number(failure) as CodeOf<Operation> // the server says which codes there are
  : chosen('the failure', TRANSPORTS, failure, ', or a code such as 2310')
