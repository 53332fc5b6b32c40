import { computed, signal } from '@preact/signals'
import { outcomeOf } from '../../src/words/outcomes.ts'
import { Boundary } from '../parts/boundary.tsx'
import { Icon } from '../parts/icons.tsx'
import { Rows } from '../parts/rows.tsx'
import { Segments } from '../parts/segments.tsx'
import { entries, words } from '../state/store.ts'
import type { Entry } from '../state/wire.ts'
import { EntryRow } from './entry-row.tsx'

/** Which requests are shown. */
export type Show = 'all' | 'failed' | 'faults'

/** Whether live lists stand still because somebody said so. */
export const paused = signal(false)

const show = signal<Show>('all')

/** Whether a request is among those that are shown. */
export function isShown (entry: Entry, shown: Show): boolean {
  const outcome = outcomeOf(entry)
  return shown === 'all' || (shown === 'faults' ? outcome === 'fault' : outcome !== 'fine')
}

const shown = computed(() => show.value === 'all' ? entries.value : entries.value.filter((entry) => isShown(entry, show.value)))

/** What the app under test does, beside what is done to it. */
export function Rail () {
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
        <Rows items={shown.value} keyOf={keyOf} height={54} label={w.live} paused={paused.value} atOf={atOf} row={(entry) => <div key={entry.id} role='listitem'><Boundary raw={entry}><EntryRow entry={entry} /></Boundary></div>} />
      </div>
    </aside>
  )
}

export const keyOf = ({ id }: { readonly id: string }): string => id

/** When a request was. */
export const atOf = ({ at }: Entry): string => at

/** Stops the live lists, and lets them go on. */
export function Pause () {
  const label = paused.value ? words.value.resume : words.value.pause
  return (
    <button type='button' class='icon-button' aria-pressed={paused.value} title={`${label} (P)`} onClick={() => { paused.value = !paused.value }}>
      <Icon name={paused.value ? 'play' : 'pause'} /><span class='hidden'>{words.value.pause}</span>
    </button>
  )
}
