import { Command } from 'commander'
import type { Clock } from '../../client/contract.ts'
import type { SandboxClient } from '../../client/sandbox-client.ts'
import { chosen, duration } from '../arguments.ts'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'
import { CHANGES } from '../words.ts'

const changes = {
  freeze: (box: SandboxClient) => box.freeze(),
  run: (box: SandboxClient) => box.unfreeze(),
  reset: (box: SandboxClient) => box.resetClock(),
  now: (box: SandboxClient) => box.resetClock()
}
/** `pims-mock clock`: shows or moves the clock of the sandbox. */
export const clock = (): Command => new Command('clock')
  .description('show the clock of the sandbox, move it (+5m, -1h), freeze it, let it run, or take it back to the time of the machine')
  .argument('[change]', `+5m, -1h30m, +2d, ${CHANGES.join(', ')}`)
  .allowUnknownOption() // -1h is no option
  .action(async (change: string | undefined, _options: unknown, command: Command) => {
    const box = sandboxOf(command)
    const { now, offset, frozen } = await (change === undefined ? box.clock() : apply(box, change))
    say(`${now}${offset === 0 ? '' : ` (${offset > 0 ? '+' : ''}${Math.round(offset / 1000)} s)`}${frozen ? ' frozen' : ''}`)
  })

/** @throws UsageError that names words and durations */
function apply (box: SandboxClient, change: string): Promise<Clock> {
  if (!/^[a-z]+$/i.test(change)) return box.advance(duration(change))
  return changes[chosen('the change', CHANGES, change, ', and durations such as +5m, -1h30m or 2d')](box)
}
