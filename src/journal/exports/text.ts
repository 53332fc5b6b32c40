import type { EntryDetails } from '../../wire/request.ts'
import { answerOfFace } from '../../words/outcomes.ts'
import type { Exported } from './exported.ts'

/** Requests as lines for somebody whose test has failed: one for each, and what stands out in all of them. @param total how many match, shown or not */
export function toText ({ url, entries }: Exported, total: number): string {
  const unrouted = entries.filter(({ face }) => face === null).length
  return [
    `pims-mock: ${total === 0 ? 'nothing was asked' : `${entries.length < total ? `${entries.length} of ` : ''}${count(total)}`} of ${url}`,
    ...entries.map((entry) => `  ${line(entry)}`),
    ...unrouted === 0 ? [] : [`pims-mock: no route took ${count(unrouted)}: is the path right?`],
    ''
  ].join('\n')
}

const count = (requests: number): string => `${requests} request${requests === 1 ? '' : 's'}`

function line (entry: EntryDetails): string {
  const { at, operation, face, account, fault, reason } = entry
  return [
    at,
    operation ?? `(no operation${face === null ? '' : ` of ${face}`})`,
    account,
    answerOfFace(entry),
    fault === null ? null : `by fault ${fault.rule ?? 'of the request itself'}`,
    reason === null ? null : `(${reason})`
  ].filter((part) => part !== null).join(' ').replaceAll(/\p{Cc}/gu, ' ') // what a client has sent does nothing to a terminal
}
