import { Command } from 'commander'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'

/** `pims-mock ok`: switches faults off. */
export const ok = (): Command => new Command('ok')
  .description('switch every fault off, those of a scenario too; or only some')
  .argument('[failure...]', 'what to switch off: codes such as 2310, hang, reset, …, or ids of rules')
  .action(async (failures: string[], _options: unknown, command: Command) => {
    const box = sandboxOf(command)
    const before = (await box.faults()).length
    await box.ok(...failures)
    const count = before - (await box.faults()).length
    say(count === 0 ? 'No fault was on.' : `${count} ${count === 1 ? 'fault' : 'faults'} switched off.`)
  })
