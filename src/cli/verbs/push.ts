import { Command } from 'commander'
import { MockError } from '../../client/mock-error.ts'
import { PUSH_ANSWERS } from '../../wire/push.ts'
import { chosen, count, given } from '../arguments.ts'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'
import { UserError } from '../user-error.ts'

interface Options {
  readonly account?: string
  readonly wait: number
}

/** `pims-mock push`: lists the pushes, or answers one as its user would. */
export const push = (): Command => new Command('push')
  .description('list the pushes to users, or answer the newest that waits')
  .argument('[answer]', PUSH_ANSWERS.join(' or '))
  .option('--account <account>', 'only those of this account')
  .option('--wait <seconds>', 'wait so long for a push to answer', count, 0)
  .action(async (answer: string | undefined, { account, wait }: Options, command: Command) => {
    const box = sandboxOf(command)
    if (answer === undefined) {
      for (const { sessionId, account: of, device, state, sentAt } of await box.pushes(given({ account }))) say(`${sentAt}  ${state.padEnd(8)}  ${of}  ${device}  ${sessionId}`)
      return
    }
    const { account: of, device, state } = await answered(() => box.answerPush(chosen('the answer', PUSH_ANSWERS, answer), { ...given({ account }), timeout: wait * 1000 }))
    say(`The push to ${of} on ${device} is ${state}.`)
  })

/** Says how this command waits, where the server says how its API does. */
async function answered<Result> (ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof MockError && error.status === 404) throw new UserError(error.message.replace('Add wait=5000', 'Add --wait 5'))
    throw error
  }
}
