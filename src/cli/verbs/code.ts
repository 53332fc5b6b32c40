import { Command } from 'commander'
import type { Sms } from '../../client/contract.ts'
import { MockError } from '../../client/mock-error.ts'
import { PURPOSES } from '../../wire/sms.ts'
import { chosen, count, given } from '../arguments.ts'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'
import { UserError } from '../user-error.ts'

interface CodeOptions {
  readonly to?: string
  readonly account?: string
  readonly purpose?: string
  readonly after?: string
  readonly wait: number
  readonly id?: true
}

/** `pims-mock code`: the SMS code, alone on a line. */
export const code = (): Command => new Command('code')
  .description('print the code of the newest SMS')
  .option('--to <number>', 'sent to this number, in any usual spelling')
  .option('--account <account>', 'sent for this account')
  .option('--purpose <purpose>', `one of ${PURPOSES.join(', ')}`)
  .option('--wait <seconds>', 'wait so long for one that can be used: not used, replaced, expired or void', count, 0)
  .option('--after <id>', 'only one that is newer than this SMS, as after "send again"')
  .option('--id', 'print the id of the SMS, for --after, in place of its code')
  .action(async ({ to, account, purpose, wait, after, id: isIdWanted }: CodeOptions, command: Command) => {
    const wanted = given({ to, account, after, purpose: purpose === undefined ? undefined : chosen('--purpose', PURPOSES, purpose) })
    const { id, code } = await newest(() => sandboxOf(command).message({ ...wanted, timeout: wait * 1000 }))
    say(isIdWanted ? id : code)
  })

/** Says how this command waits, where the server says how its API does. */
async function newest (ask: () => Promise<Sms>): Promise<Sms> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof MockError && error.status === 404) throw new UserError(error.message.replace('Add wait=5000', 'Add --wait 5'))
    throw error
  }
}
