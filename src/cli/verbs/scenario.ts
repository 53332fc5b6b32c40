import { Command } from 'commander'
import { say } from '../output.ts'
import { sandboxOf } from '../target.ts'

/** `pims-mock scenario`: lists the named sets of faults, starts one, or ends it. */
export const scenario = (): Command => new Command('scenario')
  .description('list the scenarios, start one by its name, or end it')
  .argument('[scenario]', 'its name, or off')
  .action(async (name: string | undefined, _options: unknown, command: Command) => {
    const box = sandboxOf(command)
    if (name === 'off') {
      await box.scenario(null)
      return say('No scenario is on.')
    }
    if (name !== undefined) await box.scenario(name)
    for (const { name: each, title, active } of await box.scenarios()) {
      if (name === undefined || each === name) say(`${active ? '*' : ' '} ${each.padEnd(28)}${title}`)
    }
  })
