import { computed, effect } from '@preact/signals'
import { LONGEST_SEARCH } from '../../../src/words/bounds.ts'
import { outcomeOf } from '../../../src/words/outcomes.ts'
import { wordsOf } from '../../../src/words/search.ts'
import { Answer } from '../../parts/answer.tsx'
import { Boundary } from '../../parts/boundary.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Older } from '../../parts/lists/older.tsx'
import { Pause, paused } from '../../parts/lists/pause.tsx'
import { idOf, Rows } from '../../parts/lists/rows.tsx'
import { Said } from '../../parts/said.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { Segments } from '../../parts/segments.tsx'
import { clearJournal } from '../../state/actions.ts'
import { get } from '../../state/server/api.ts'
import { atOf, hasWords, isShown, meantBy, saidOf, type Show } from '../../state/derived/requests.ts'
import { olderOf } from '../../state/server/older-pages.ts'
import { writeRoute } from '../../state/page/route.ts'
import { format, said, words } from '../../state/page/language.ts'
import { narrowTo, route } from '../../state/page/location.ts'
import { isLive } from '../../state/server/link.ts'
import { contract, entries, isCut, loaded, server } from '../../state/world/store.ts'
import type { Entry } from '../../state/world/wire.ts'
import { showNumber } from '../../words/format.ts'
import { Asked } from './entry-row.tsx'
import { RequestPanel } from './request-panel.tsx'
import { RuleForm } from '../rules/rule-form.tsx'

/** Milliseconds after the last key until the server is asked. */
const REST = 250

const query = computed(() => route.value.view === 'traffic' ? route.value.query : {})
/** What the server is asked for older ones of. */
const wanted = computed(() => {
  const { q = '', show = 'all', face } = query.value
  return new URLSearchParams({
    ...q.trim() !== '' && { q: q.slice(0, LONGEST_SEARCH) },
    ...show === 'failed' && { outcome: 'failed' },
    ...show === 'faults' && { outcome: 'fault' },
    ...face === 'none' ? { unrouted: 'true' } : face !== undefined && { face }
  }).toString()
})
const older = olderOf<Entry>({
  known: () => entries.value,
  isCut: () => isCut.value.entries,
  ask: async (page) => (await get<{ requests: Entry[] }>(`requests?${page}&${wanted.peek()}`)).requests
})

// What is filtered by is looked for on the server too, once the typing rests.
effect(() => {
  const isNarrow = wanted.value !== ''
  older.forget()
  if (!isNarrow) return
  const timer = setTimeout(() => { if (older.hasMore()) older.load().catch(() => {}) }, REST)
  return () => clearTimeout(timer)
})

const shown = computed(() => {
  const filter = wordsOf(query.value.q ?? '')
  const show = (query.value.show ?? 'all') as Show
  const { face } = query.value
  const numbers = server.value?.numbers
  return older.all().filter((entry) => isShown(entry, show) && (face === undefined || (entry.face ?? 'none') === face) && (numbers === undefined || hasWords(entry, filter, numbers)))
})
const faces = computed(() => [...new Set(entries.value.map(({ face }) => face ?? 'none'))].sort())

function narrow (change: Readonly<Record<string, string | undefined>>): void {
  narrowTo(writeRoute({ view: 'traffic', id: route.value.id, query: { ...query.value, ...change } }))
}

/** Everything that came to the server, and what it came to. */
export function Traffic () {
  const { traffic: w } = words.value
  const { id } = route.value
  return (
    <>
      <h1 class='hidden'>{words.value.views.traffic}</h1>
      <div class='middle'>
        <Tools />
        <div class='scroller table-frame'>
          <div class='table' role='table' aria-label={words.value.views.traffic} aria-rowcount={older.hasMore() ? -1 : shown.value.length + 1}>
            <div class='table-head' role='row' aria-rowindex={1}>
              {(['time', 'operation', 'account', 'device', 'answer', 'duration'] as const).map((column) => <span key={column} role='columnheader' class={column}>{w.columns[column]}</span>)}
            </div>
            <Rows items={shown.value} keyOf={idOf} height={36} role='rowgroup' label={words.value.views.traffic} paused={paused.value} atOf={atOf} row={(entry, index) => <Boundary key={entry.id} raw={entry}><Row entry={entry} index={index} isCurrent={entry.id === id} /></Boundary>} />
          </div>
          {loaded.value && shown.value.length === 0 && <p class='empty'>{entries.value.length === 0 ? <>{w.empty} <a href='#/setup'>{words.value.phones.how}</a></> : w.noMatch}</p>}
          <Older list={older} />
        </div>
      </div>
      {id !== undefined && <RequestPanel key={id} id={id} close={() => { location.hash = writeRoute({ view: 'traffic', query: query.value }) }} />}
      <RuleForm />
    </>
  )
}

function Tools () {
  const { traffic: w, all: every, failed, faults } = words.value
  return (
    <div class='tools'>
      <SearchField label={w.filter} value={query.value.q ?? ''} change={(q) => narrow({ q })} />
      <Segments label={w.outcome} options={[['all', every], ['failed', failed], ['faults', faults]]} value={(query.value.show ?? 'all') as Show} choose={(value) => narrow({ show: value === 'all' ? undefined : value })} />
      {faces.value.length > 1 && (
        <select class='field' aria-label={w.face} value={query.value.face ?? ''} onChange={({ currentTarget }) => narrow({ face: currentTarget.value })}>
          <option value=''>{w.anyFace}</option>
          {faces.value.map((face) => <option key={face} value={face}>{face === 'none' ? w.unrouted : face}</option>)}
        </select>
      )}
      <span class='muted number-of'>{w.requests(shown.value.length, `${format.value.number(shown.value.length)}${older.hasMore() ? '+' : ''}`)}</span>
      <a class='quiet-button' href={writeRoute({ view: 'conduct' })}>{words.value.views.conduct}</a>
      <Pause />
      <button type='button' class='quiet-button' disabled={!isLive.value || entries.value.length === 0} onClick={() => { clearJournal().catch(() => {}) }}>{words.value.clear}</button>
    </div>
  )
}

function Row ({ entry, index, isCurrent }: { entry: Entry, index: number, isCurrent: boolean }) {
  const { id, at, account, device, duration } = entry
  const href = writeRoute({ view: 'traffic', id, query: query.value })
  const text = saidOf(entry, contract.value)
  const took = `${format.value.number(duration)} ms`
  return (
    <div class={isCurrent ? `row current ${outcomeOf(entry)}` : `row ${outcomeOf(entry)}`} role='row' aria-rowindex={index + 2} data-row data-id={id} aria-current={isCurrent ? 'true' : undefined} onClick={() => { location.hash = href }}>
      <time role='cell' class='time' title={format.value.day(at)}>{format.value.time(at)}</time>
      <span role='cell' class='operation-cell'><a data-stop href={href}><Asked entry={entry} /></a></span>
      <span role='cell' class='account'>{account ?? <span class='nobody'>–</span>}<span class='tail'>{account !== null && ' · '}{text !== undefined ? <Said text={text} /> : [device, took].filter((part) => part !== null).join(' · ')}</span></span>
      <span role='cell' class='device'>{device ?? '–'}</span>
      <span role='cell' class='answer'><Answer entry={entry} /><Comment entry={entry} /></span>
      <span role='cell' class='duration'>{took}</span>
    </div>
  )
}

/** In a few words: why, the label of the code, or what changed. */
function Comment ({ entry }: { entry: Entry }) {
  const { reason, code, changes } = entry
  if (outcomeOf(entry) === 'unrouted') return <span class='comment meant' lang='en' title={reason ?? undefined}>{meantBy(entry)}</span>
  const text = saidOf(entry, contract.value)
  if (text !== undefined) return <span class='comment' title={said(text)}><Said text={text} /></span>
  const [first, ...more] = changes
  if (first === undefined || code !== null) return null
  return <span class='comment'>{first.field} → {show(first.to)}{more.length > 0 && <>, <Icon name='plus' />{more.length}</>}</span>
}

const show = (value: unknown): string =>
  typeof value === 'string' ? showNumber(value) : typeof value === 'object' && value !== null ? '…' : String(value)
