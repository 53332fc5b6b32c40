import { outcomeOf } from '../../../src/words/outcomes.ts'
import { Answer, OperationName } from '../../parts/answer.tsx'
import { Said } from '../../parts/said.tsx'
import { meantBy, saidOf } from '../../state/derived/requests.ts'
import { writeRoute } from '../../state/page/route.ts'
import { format, said } from '../../state/page/language.ts'
import { contract } from '../../state/world/store.ts'
import type { Entry } from '../../state/world/wire.ts'

/** What a request asked for: an operation, or an address where there is none. */
export const Asked = ({ entry: { operation, method, path } }: { entry: Entry }) => operation === null
  ? <span class='operation' lang='en' translate={false}><span class='verb'>{method}</span><span class='operation-name'>{path}</span></span>
  : <OperationName id={operation} />

/** A request in two lines, with a link to all of it. */
export function EntryRow ({ entry, isCurrent = false, query = {} }: { entry: Entry, isCurrent?: boolean, query?: Readonly<Record<string, string>> }) {
  const { id, account, device, at, duration } = entry
  const outcome = outcomeOf(entry)
  const text = saidOf(entry, contract.value)
  return (
    <a class={`entry ${outcome}`} href={writeRoute({ view: 'traffic', id, query })} data-row data-id={id} aria-current={isCurrent ? 'true' : undefined}>
      <Asked entry={entry} />
      <Answer entry={entry} />
      {outcome === 'unrouted' && <span class='meta meant' lang='en' title={meantBy(entry) ?? undefined}>{meantBy(entry)}</span>}
      {outcome !== 'unrouted' && text !== undefined && <span class='meta' title={said(text)}>{account !== null && `${account} · `}<Said text={text} /></span>}
      {outcome !== 'unrouted' && text === undefined && <span class='meta'>{[account, device, `${format.value.number(duration)} ms`].filter((part) => part !== null).join(' · ')}</span>}
      <time class='meta' title={format.value.day(at)}>{format.value.time(at)}</time>
    </a>
  )
}
