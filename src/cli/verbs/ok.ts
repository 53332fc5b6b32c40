import { Command } from 'commander'
import { sandboxOf, say } from '../target.ts'

/** `pims-mock ok`: switches every fault off. */
export const ok = (): Command => new Command('ok')
  .description('switch every fault off, those of a scenario too')
  .action(async (_options: unknown, command: Command) => {
    const box = sandboxOf(command)
    const { length } = await box.faults()
    await box.ok()
    say(length === 0 ? 'No fault was on.' : `${length} ${length === 1 ? 'fault' : 'faults'} switched off.`)
  })
