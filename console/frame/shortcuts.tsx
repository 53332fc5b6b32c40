import { signal } from '@preact/signals'
import { copyNewest } from '../parts/newest-code.ts'
import { Dialog } from '../parts/dialog.tsx'
import { freezeOrRun, restoreAll } from '../state/actions.ts'
import { undo } from '../state/page/notice.ts'
import { shortcuts } from '../state/page/prefs.ts'
import { writeRoute } from '../state/page/route.ts'
import { words } from '../state/page/language.ts'
import { narrowTo, route } from '../state/page/location.ts'
import { paused } from '../parts/lists/pause.tsx'
import { barViews } from './views.tsx'

export const helpShown = signal(false)

const quietly = (action: () => Promise<unknown>) => () => { action().catch(() => {}) }

const KEYS: Readonly<Record<string, () => void>> = {
  '/': () => document.querySelector<HTMLElement>('main [type=search]')?.focus(),
  j: () => moveRow(1),
  k: () => moveRow(-1),
  ArrowDown: () => moveRow(1),
  ArrowUp: () => moveRow(-1),
  c: quietly(copyNewest),
  x: quietly(restoreAll),
  z: undo,
  p: () => { paused.value = !paused.value },
  '.': quietly(freezeOrRun),
  '?': () => { helpShown.value = true },
  Escape: leave,
  ...Object.fromEntries(barViews.map(({ name }, index) => [String(index + 1), () => { location.hash = writeRoute({ view: name }) }]))
}

/** Keys that work even where single letters are switched off. */
const ALWAYS = ['ArrowDown', 'ArrowUp', 'Escape']

/** Listens for the keys of the page. */
export function listenToKeys (): void {
  addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey, defaultPrevented } = event
    const action = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
    if (action === undefined || ctrlKey || metaKey || altKey || defaultPrevented || document.querySelector('dialog[open]') !== null) return
    if (shortcuts.value === 'off' && !ALWAYS.includes(key)) return
    if (target instanceof Element && target.matches('input, select, textarea')) {
      if (key !== 'Escape' || !(target instanceof HTMLElement)) return
      event.preventDefault() // a search field would be emptied
      return target.blur()
    }
    event.preventDefault()
    action()
  })
}

/** Moves the focus to the next row, or to the one before; in a request, to the next request. */
function moveRow (step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter((row) => row.offsetParent !== null)
  const focused = rows.findIndex((row) => row.contains(document.activeElement))
  const current = focused === -1 ? rows.findIndex((row) => row.matches('[aria-current=true]')) : focused
  const next = rows[current === -1 ? 0 : current + step]
  if (next === undefined) return
  const stop = next.matches('a, button') ? next : next.querySelector<HTMLElement>('[data-stop]') ?? next
  stop.focus()
  next.scrollIntoView({ block: 'nearest' })
  if (document.querySelector('[data-walks]') !== null && stop instanceof HTMLAnchorElement) narrowTo(stop.hash)
}

function leave (): void {
  const { view, id, query } = route.value
  if (id === undefined || view === 'phones') return
  location.hash = writeRoute({ view, query })
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`main [data-row][data-id="${CSS.escape(id)}"]`)?.focus())
}

/** The keys, and the switch that turns single letters off. */
export function Help () {
  if (!helpShown.value) return null
  const { shortcuts: w } = words.value
  const lines: ReadonlyArray<readonly [string, string]> = [
    [`1 … ${barViews.length}`, w.views], ['/', w.search], ['j k ↓ ↑', w.move], ['Enter', w.open], ['Esc', w.leave], ['c', w.copy], ['x', w.restore], ['z', w.undo], ['p', w.pause], ['.', w.freeze], ['?', w.help]
  ]
  const close = () => { helpShown.value = false }
  return (
    <Dialog title={w.title} close={close}>
      <dl class='keys'>{lines.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
      <div class='dialog-end'>
        <label class='check'><input type='checkbox' checked={shortcuts.value === 'off'} onChange={({ currentTarget }) => { shortcuts.value = currentTarget.checked ? 'off' : 'on' }} />{w.off}</label>
        <button type='button' class='button' onClick={close}>{words.value.close}</button>
      </div>
    </Dialog>
  )
}
