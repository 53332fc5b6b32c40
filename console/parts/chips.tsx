import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { switchCell } from '../state/actions.ts'
import { cellAt } from '../state/derived/cells.ts'
import { reachIn } from '../state/derived/codes.ts'
import { words } from '../state/page/language.ts'
import { isLive } from '../state/server/link.ts'
import { contract, faults, met } from '../state/world/store.ts'
import { deedOf, placeOf } from '../words/sentence.ts'
import { Icon } from './icons.tsx'
import { moveFocus } from './tab-stops.ts'

/** A group of chips, which is one stop of the Tab key. */
export function Chips ({ label, narrow = false, children }: { label: string, narrow?: boolean, children: ComponentChildren }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const items = ref.current?.querySelectorAll('button') ?? []
    items.forEach((item, index) => { item.tabIndex = index === 0 ? 0 : -1 })
  }, [])
  return <div ref={ref} class={narrow ? 'chips narrow' : 'chips'} role='group' aria-label={label} onKeyDown={moveFocus}>{children}</div>
}

/** What brings a code about without a fault. */
function byItself (operation: string, code: number): string | undefined {
  const { how, number } = reachIn(contract.value, operation, code) ?? {}
  const ways = [...how === undefined ? [] : [how.replaceAll('`', '')], ...number === undefined ? [] : [number]]
  return ways.length === 0 ? undefined : words.value.switches.byItself(ways.join('; '))
}

/** One code of one operation, as a switch. */
export function CellChip ({ operation, code, title, children }: { operation: string, code: number, title?: string, children: ComponentChildren }) {
  const cell = cellAt(operation, code, faults.value)
  const isMet = met.value.has(`${operation} ${code}`)
  const { switches: w, rule: r } = words.value
  const note = cell.is === 'hidden' ? r.hiddenBy(`${deedOf(cell.by, words.value)} ${placeOf(cell.by, words.value)}`) : cell.is === 'everywhere' ? w.everywhere : [title, byItself(operation, code)].filter((part) => part !== undefined).join('\n')
  const isByItself = cell.is !== 'off' && cell.fault.id !== String(code)
  return (
    <button
      type='button' class={cell.is === 'hidden' ? 'chip hidden-by' : `chip ${cell.is}`} aria-pressed={cell.is !== 'off'} title={note} disabled={cell.is === 'everywhere' || !isLive.value}
      onClick={() => { switchCell(operation, code, !isByItself).catch(() => {}) }}
    >
      {cell.is !== 'off' && <Icon name='bolt' solid />}
      {children}
      {isByItself && cell.fault.hits > 0 && <span class='chip-hits'>{cell.fault.hits}</span>}
      {isMet && <><span class='dot good met' /><span class='hidden'>, {w.wasMet}</span></>}
    </button>
  )
}
