import { Command } from 'commander'
import { MockError } from '../../client/mock-error.ts'
import { PURPOSES } from '../../wire/sms.ts'
import { chosen, count, given } from '../arguments.ts'
import { sandboxOf, say } from '../target.ts'
import { UserError } from '../user-error.ts'

/** `pims-mock code`: the SMS code, alone on a line. */
export const code = (): Command => new Command('code')
  .description('print the code of the newest SMS')
  .option('--to <number>', 'sent to this number, in any usual spelling')
  .option('--account <id>', 'sent for this account')
  .option('--purpose <purpose>', `one of ${PURPOSES.join(', ')}`)
  .option('--wait <seconds>', 'wait so long for one that has not been sent yet', count, 0)
  .action(async ({ to, account, purpose, wait }: { to?: string, account?: string, purpose?: string, wait: number }, command: Command) => {
    const wanted = given({ to, account, purpose: purpose === undefined ? undefined : chosen('--purpose', PURPOSES, purpose) })
    say(await newest(() => sandboxOf(command).sms({ ...wanted, timeout: wait * 1000 })))
  })

/** Says how this command waits, where the server says how its API does. */
async function newest (ask: () => Promise<string>): Promise<string> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof MockError && error.status === 404) throw new UserError(error.message.replace('Add wait=5000', 'Add --wait 5'))
    throw error
  }
}
