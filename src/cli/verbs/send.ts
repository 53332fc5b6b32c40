import { Command } from 'commander'
import type { Message } from '../../client/call.ts'
import type { Purpose } from '../../client/contract.ts'
import type { SandboxClient } from '../../client/sandbox-client.ts'
import { PURPOSES } from '../../wire/sms.ts'
import { chosen } from '../arguments.ts'
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
    const wanted = chosen('--purpose', PURPOSES, purpose)
    const { trustedPhoneNumber } = await sandbox.account(account).get()
    const number = numberFor(wanted, { account, to, trustedPhoneNumber })
    const [before] = await sandbox.messages({ account, purpose: wanted, limit: 1 })
    const { status, error } = await ask(sandbox, wanted, account, number)
    if (status !== 'SUCCEEDED') throw new UserError(`the request was refused with ${error?.code} ${error?.label}; pims-mock why says why.`)
    const [sms] = await sandbox.messages({ account, purpose: wanted, limit: 1 })
    if (sms === undefined || sms.id === before?.id) throw new UserError('the request succeeded, but no SMS has arrived: a fault loses it or holds it back. pims-mock ok switches faults off.')
    say(sms.code)
  })

/** The number that the app would name. @throws UserError where there is none, or another than the code is sent to */
function numberFor (purpose: Purpose, { account, to, trustedPhoneNumber }: { account: string, to: string | undefined, trustedPhoneNumber: string | null }): string {
  const isFixed = purpose === 'resetPIN' || (purpose === 'enrollment' && trustedPhoneNumber !== null)
  if (isFixed && to !== undefined) throw new UserError(`a code for ${purpose} is sent to the trusted number of the account: leave --to out.`)
  const number = to ?? trustedPhoneNumber
  if (number !== null) return number
  throw new UserError(isFixed
    ? `${account} has no trusted number to send a code for ${purpose} to.`
    : `${account} has no trusted number. Name one, such as: pims-mock send ${account} --to 0612345678`)
}

async function ask (sandbox: SandboxClient, purpose: Purpose, account: string, phoneNumber: string): Promise<Message> {
  if (purpose === 'resetPIN') return await sandbox.call('get.smscode.resetPIN', {}, { account })
  return await sandbox.call(`get.smscode.${purpose}`, { phoneNumber }, { account })
}
