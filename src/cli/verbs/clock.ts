import { Command } from 'commander'
import { chosen, duration } from '../arguments.ts'
import { sandboxOf, say } from '../target.ts'

/** `pims-mock clock`: shows or moves the clock of the sandbox. */
export const clock = (): Command => new Command('clock')
  .description('show the clock of the sandbox, move it (+5m, -1h), freeze it or let it run')
  .argument('[change]', '+5m, +1h30m, +2d, freeze or run')
  .allowUnknownOption() // -1h is no option
  .action(async (change: string | undefined, _options: unknown, command: Command) => {
    const box = sandboxOf(command)
    if (change === 'freeze') await box.freeze()
    else if (change === 'run') await box.unfreeze()
    else if (change !== undefined) await box.advance(durationOf(change))
    const { now, offset, frozen } = await box.clock()
    say(`${now}${offset === 0 ? '' : ` (${offset > 0 ? '+' : ''}${Math.round(offset / 1000)} s)`}${frozen ? ' frozen' : ''}`)
  })

/** @throws UserError that names the words as well */
function durationOf (change: string): number {
  if (/^[a-z]+$/.test(change)) chosen('the change', ['freeze', 'run'], change)
  return duration(change)
}
