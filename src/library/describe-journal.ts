import type { JournalEntry } from '../client/contract.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'

/** What a sandbox was asked, a line each, the oldest first: what a failed test shows. */
export async function describeJournal (sandbox: SandboxClient): Promise<string> {
  const entries = (await sandbox.requests()).reverse()
  const unrouted = entries.filter(({ operation }) => operation === null)
  return [
    `pims-mock: ${entries.length === 0 ? 'nothing was asked' : count(entries.length)} of ${sandbox.url}`,
    ...entries.map((entry) => `  ${line(entry)}`),
    ...unrouted.length === 0 ? [] : [`pims-mock: no operation took ${count(unrouted.length)}: is the path right?`],
    ''
  ].join('\n')
}

const count = (requests: number): string => `${requests} request${requests === 1 ? '' : 's'}`

function line ({ at, operation, face, account, status, httpStatus, code, fault, reason }: JournalEntry): string {
  return [
    at,
    operation ?? `(no operation${face === null ? '' : ` of ${face}`})`,
    account,
    status ?? httpStatus ?? 'no answer',
    code,
    fault === null ? null : `by fault ${fault.rule ?? 'of the request itself'}`,
    reason === null ? null : `(${reason})`
  ].filter((part) => part !== null).join(' ')
}
