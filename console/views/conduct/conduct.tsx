import { signal } from '@preact/signals'
import { OperationName } from '../../parts/answer.tsx'
import { Icon } from '../../parts/icons.tsx'
import { useResource } from '../../parts/use-resource.ts'
import { words } from '../../state/page/language.ts'
import { language } from '../../state/page/prefs.ts'
import { writeRoute } from '../../state/page/route.ts'
import { get } from '../../state/server/api.ts'
import { isLive } from '../../state/server/link.ts'
import { server } from '../../state/world/store.ts'
import { conductWords } from '../../words/conduct.ts'
import type { Conduct as Judged, Finding } from '../../state/world/wire.ts'

/** How often it was asked to look: the server looks through all requests each time, so it is not asked for each of them. */
const looks = signal(0)

/** What the client should not have done, the worst first; each with the requests that show it. */
export function Conduct () {
  const w = conductWords[language.value]
  const judged = useResource(() => get<Judged>('conduct'), looks.value, server.value)
  return (
    <div class='middle scroller conduct'>
      <h1 class='hidden'>{words.value.views.conduct}</h1>
      <div class='list-head'>
        <h2>{w.heading} <span class='muted'>{judged?.findings.length ?? ''}</span></h2>
        <button type='button' class='button' disabled={!isLive.value} onClick={() => { looks.value++ }}><Icon name='eye' />{w.look}</button>
      </div>
      {judged !== undefined && <p class='meta' role='status'>{w.looked(judged.requests, judged.rules.length)}{judged.forgotten > 0 && ` ${w.forgotten(judged.forgotten)}`}</p>}
      {judged?.findings.length === 0 && <div class='card empty'><p>{w.empty}</p></div>}
      {judged !== undefined && judged.findings.length > 0 && <ul class='card'>{judged.findings.map((one) => <Item key={`${one.rule} ${one.operation} ${one.account}`} finding={one} />)}</ul>}
    </div>
  )
}

/** The sentences are those of the server, in English. */
function Item ({ finding: { rule, name, severity, what, harm, advice, operation, account, count, requests } }: { finding: Finding }) {
  const w = conductWords[language.value]
  return (
    <li class='subscription finding' data-row data-id={rule}>
      <span class={severity === 'high' ? 'badge bad' : severity === 'medium' ? 'badge fault' : 'badge'}>{w.severity[severity]}</span>
      <div class='subscription-what'>
        <h3 lang='en'>{`The client ${what}.`}</h3>
        <p class='meta'>
          <code>{rule}</code> {name}{operation !== null && <> · <OperationName id={operation} /></>}{account !== null && <> · {account}</>}{count > 1 && <> · {w.times(count)}</>}
        </p>
        <p lang='en'>{harm}</p>
        <p lang='en'>{advice}</p>
        <p class='button-row'>
          {requests.map((id, index) => <a key={id} class='chip' href={writeRoute({ view: 'traffic', id })} title={id}>{w.request(index + 1)}</a>)}
        </p>
      </div>
    </li>
  )
}
