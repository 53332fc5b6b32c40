import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { linesOf } from '../../state/derived/days.ts'
import { format, words } from '../../state/page/language.ts'
import { keepOneStop } from '../tab-stops.ts'
import { useHeldItems } from './held-items.ts'

/** Rows drawn beyond those in view, above and below. */
const AROUND = 6

interface Props<Item> {
  readonly items: readonly Item[]
  /** What tells items apart, and stays with an item while it changes. */
  readonly keyOf: (item: Item) => string
  readonly row: (item: Item, index: number) => ComponentChildren
  /** When an item was, in ISO 8601: each day but the newest has a line above its items. */
  readonly atOf?: (item: Item) => string
  /** Height of a row before one is measured, in pixels. */
  readonly height: number
  readonly label: string
  readonly role?: 'list' | 'rowgroup'
  readonly paused?: boolean
}

interface Stretch { readonly first: number, readonly last: number, readonly height: number }

/** Most items have an id that stays theirs. */
export const idOf = ({ id }: { readonly id: string }): string => id

/** When all the items of a list that has no days were. */
const noDay = (): string => ''

/** A list of rows of one height, of which those in view are drawn; it stands still while somebody is about to act on it, and is one stop of the Tab key. */
export function Rows<Item> ({ items: all, keyOf, row, atOf = noDay, height: guess, label, role = 'list', paused = false }: Props<Item>) {
  const ref = useRef<HTMLDivElement>(null)
  const { items, fresh, release } = useHeldItems(ref, all, keyOf, paused)
  const lines = useMemo(() => linesOf(items, atOf), [items, atOf])
  const [{ first, last, height }, setStretch] = useState<Stretch>({ first: 0, last: 30, height: guess })

  useLayoutEffect(() => {
    const list = ref.current
    if (list === null) return
    const scroller = list.closest<HTMLElement>('.scroller') ?? document.documentElement
    const measure = () => setStretch((before) => stretchOf(list, scroller, before))
    measure()
    scroller.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    observer.observe(list)
    return () => {
      scroller.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [])

  const from = Math.max(0, Math.min(first, lines.length - 1))
  const shown = lines.slice(from, last)
  useLayoutEffect(() => {
    if (ref.current !== null) keepOneStop(ref.current, from === 0 ? 0 : AROUND)
  })
  return (
    <div class='rows-frame'>
      {fresh > 0 && <button type='button' class='pill' onClick={release}>{words.value.fresh(fresh)}</button>}
      <div ref={ref} class='rows' role={role} onFocusIn={({ currentTarget }) => keepOneStop(currentTarget)} aria-label={role === 'list' ? label : undefined}>
        <div class='spacer' role='presentation' style={{ height: `${from * height}px` }} />
        {shown.map((line) => 'day' in line ? <Day key={line.day} at={line.day} role={role === 'list' ? 'listitem' : 'row'} height={height} /> : row(line.item, line.index))}
        <div class='spacer' role='presentation' style={{ height: `${Math.max(0, lines.length - from - shown.length) * height}px` }} />
      </div>
    </div>
  )
}

function Day ({ at, role, height }: { at: string, role: 'listitem' | 'row', height: number }) {
  const day = <time>{format.value.day(at)}</time>
  return <div class='day' role={role} style={{ height: `${height}px` }}>{role === 'row' ? <span role='cell'>{day}</span> : day}</div>
}

function stretchOf (list: HTMLElement, scroller: HTMLElement, before: Stretch): Stretch {
  const height = list.querySelector('[data-row]')?.getBoundingClientRect().height ?? before.height
  const top = scroller.getBoundingClientRect().top - list.getBoundingClientRect().top
  const first = Math.max(0, Math.floor(top / height) - AROUND)
  const last = Math.max(first + AROUND, Math.ceil((top + scroller.clientHeight) / height) + AROUND)
  return first === before.first && last === before.last && height === before.height ? before : { first, last, height }
}
