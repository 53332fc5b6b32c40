import { Icon } from '../../parts/icons.tsx'
import { Said } from '../../parts/said.tsx'
import { endScenario, startScenario } from '../../state/actions.ts'
import { said, words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'
import { running, scenarios } from '../../state/world/store.ts'

/** The named sets of faults, ready to be started. */
export function Scenarios ({ filter }: { filter: readonly string[] }) {
  const { switches: w } = words.value
  const active = running.value
  const found = scenarios.value.filter(({ title, description }) => filter.every((word) => `${title} ${description} ${said(title)} ${said(description)}`.toLowerCase().includes(word)))
  const shown = found.length === 0 ? scenarios.value : found
  return (
    <section class='card padded scenarios-card'>
      <h2>{w.scenarios}</h2>
      <ul class='scenarios'>
        {shown.map((scenario) => scenario === active
          ? (
            <li key={scenario.name} class='scenario active'>
              <div class='scenario-head'><Icon name='bolt' solid /><b><Said text={scenario.title} /></b><button type='button' class='button' disabled={!isLive.value} onClick={() => { endScenario(scenario).catch(() => {}) }}>{w.end}</button></div>
              <p class='meta'><Said text={scenario.description} /></p>
            </li>
            )
          : (
            <li key={scenario.name}>
              <button type='button' class='scenario' title={said(scenario.description)} disabled={!isLive.value} onClick={() => { startScenario(scenario).catch(() => {}) }}><Icon name='play' /><span><Said text={scenario.title} /></span></button>
            </li>
            ))}
      </ul>
    </section>
  )
}
