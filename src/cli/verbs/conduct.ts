import { Command, Option } from 'commander'
import type { Conduct } from '../../client/contract.ts'
import { SEVERITIES, type Severity } from '../../words/severities.ts'
import { say, sayLines } from '../output.ts'
import { sandboxOf } from '../target.ts'

interface Options {
  readonly severity?: Severity
  readonly fail?: Severity
  readonly markdown?: true
  readonly junit?: true
  readonly sarif?: true
}

/** `pims-mock conduct`: what the client should not have done. */
export const conduct = (): Command => new Command('conduct')
  .description('say what the client should not have done, the worst first')
  .addOption(new Option('--severity <least>', 'leave out what is below it').choices(SEVERITIES))
  .addOption(new Option('--fail <least>', 'end with 1 where something of this severity or worse was found').choices(SEVERITIES))
  .addOption(new Option('--markdown', 'as a page, such as the summary of a CI run').conflicts(['junit', 'sarif']))
  .addOption(new Option('--junit', 'as JUnit XML: a case for each rule').conflicts(['markdown', 'sarif']))
  .addOption(new Option('--sarif', 'as SARIF 2.1.0; its locations are in pims-mock.har: requests --har > pims-mock.har').conflicts(['markdown', 'junit']))
  .action(async ({ severity, fail, markdown, junit, sarif }: Options, command: Command) => {
    const sandbox = sandboxOf(command)
    if (sarif === true) sayLines(JSON.stringify(await sandbox.conduct(severity, 'sarif'), null, 2))
    else if (junit === true) sayLines((await sandbox.conduct(severity, 'junit')).trimEnd())
    else if (markdown === true) sayLines((await sandbox.conduct(severity, 'markdown')).trimEnd())
    else sayFindings(await sandbox.conduct(severity))
    if (fail !== undefined && (await sandbox.conduct(fail)).findings.length > 0) process.exitCode = 1
  })

function sayFindings ({ findings, requests, forgotten }: Conduct): void {
  if (findings.length === 0) say(`Nothing was found in ${requests} requests.`)
  for (const { severity, rule, name, what, harm, advice, operation, account, count, requests: ids } of findings) {
    const where = [operation, account].filter((part) => part !== null).join(', ')
    say(`${severity.padEnd(6)}  ${rule} ${name}: the client ${what}${where === '' ? '' : ` (${where})`}${count === 1 ? '' : `, ${count} times`}`)
    say(`        ${harm}`)
    say(`        ${advice}`)
    say(`        requests ${ids.join(' ')}`)
  }
  if (forgotten > 0) say(`${forgotten} more requests are forgotten (JOURNAL_SIZE, MAX_MEMORY_MB): what they showed is not here.`)
}
