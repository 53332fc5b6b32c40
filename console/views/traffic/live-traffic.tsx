import { computed, signal } from '@preact/signals'
import { Boundary } from '../../parts/boundary.tsx'
import { Pause, paused } from '../../parts/lists/pause.tsx'
import { idOf, Rows } from '../../parts/lists/rows.tsx'
import { Segments } from '../../parts/segments.tsx'
import { words } from '../../state/page/language.ts'
import { entries } from '../../state/world/store.ts'
import { atOf, isShown, type Show } from '../../state/derived/requests.ts'
import { EntryRow } from './entry-row.tsx'

const show = signal<Show>('all')

const shown = computed(() => show.value === 'all' ? entries.value : entries.value.filter((entry) => isShown(entry, show.value)))

/** What the app under test does, beside what is done to it. */
export function LiveTraffic () {
  const { traffic: w, all, failed, faults } = words.value
  return (
    <aside class='rail' aria-label={w.live}>
      <div class='rail-head'>
        <h2>{w.live}</h2>
        <Segments label={w.outcome} options={[['all', all], ['failed', failed], ['faults', faults]]} value={show.value} choose={(value) => { show.value = value }} />
        <Pause />
      </div>
      <div class='scroller'>
        {shown.value.length === 0 && <p class='empty'>{w.empty}</p>}
        <Rows items={shown.value} keyOf={idOf} height={54} label={w.live} paused={paused.value} atOf={atOf} row={(entry) => <div key={entry.id} role='listitem'><Boundary raw={entry}><EntryRow entry={entry} /></Boundary></div>} />
      </div>
    </aside>
  )
}
