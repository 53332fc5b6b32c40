import { Command } from 'commander'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'
import { answerInShort } from '../../words/outcomes.ts'

/** `pims-mock why`: the last refusal in words. */
export const why = (): Command => new Command('why')
  .description('say why the last request was refused')
  .action(async (_options: unknown, command: Command) => {
    const [entry] = await sandboxOf(command).requests({ status: 'FAILED', limit: 1 })
    if (entry === undefined) return say('No request was refused.')
    const { at, operation, face, account, reason, fault, parameters } = entry
    say(`${operation ?? face ?? 'a request'} was refused at ${at} with ${answerInShort(entry)}${account === null ? '' : `, for ${account}`}.`)
    if (reason !== null) say(`Why:    ${reason}`)
    if (fault !== null) say(`Fault:  ${fault.rule === null ? 'asked for by the request itself (X-Fault, or a magic number)' : `the rule ${fault.rule}; pims-mock ok switches it off`}`)
    if (parameters !== null) say(`Sent:   ${JSON.stringify(parameters)}`)
  })
