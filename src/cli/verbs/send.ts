import { Command } from 'commander'
import { NotSent, sendSms, type WantedSms } from '../../client/send-sms.ts'
import { PURPOSES } from '../../wire/sms.ts'
import { chosen, given } from '../arguments.ts'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'
import { UserError } from '../user-error.ts'

/** `pims-mock send alice`: a test message, without an app. */
export const send = (): Command => new Command('send')
  .description('ask for an SMS code as the app of an account would, and print the code')
  .argument('<account>', 'id of the account')
  .option('--purpose <purpose>', `one of ${PURPOSES.join(', ')}`, PURPOSES[0])
  .option('--to <number>', 'in any usual spelling; the trusted number of the account when absent')
  .action(async (account: string, { purpose, to }: { purpose: string, to?: string }, command: Command) => {
    const sandbox = sandboxOf(command)
    say(await codeOf(sandbox, account, given({ purpose: chosen('--purpose', PURPOSES, purpose), to })))
  })

/** @throws UserError where no SMS is sent */
async function codeOf (sandbox: ReturnType<typeof sandboxOf>, account: string, wanted: WantedSms): Promise<string> {
  try {
    const { code } = await sendSms(sandbox, account, wanted, {
      leaveOut: 'leave --to out',
      name: `Name one, such as: pims-mock send ${account} --to 0612345678`,
      why: 'pims-mock why',
      ok: 'pims-mock ok'
    })
    return code
  } catch (error) {
    throw error instanceof NotSent ? new UserError(error.message) : error
  }
}
