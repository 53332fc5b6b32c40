import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { words } from '../state/store.ts'
import { useStill } from './still.ts'

/** Rows drawn beyond those in view, above and below. */
const AROUND = 6

interface Props<Item> {
  readonly items: readonly Item[]
  /** What tells items apart, and stays with an item while it changes. */
  readonly keyOf: (item: Item) => string
  readonly row: (item: Item, position: { readonly index: number, readonly count: number }) => ComponentChildren
  /** Height of a row before one is measured, in pixels. */
  readonly height: number
  readonly label: string
  readonly role?: 'list' | 'rowgroup'
  readonly paused?: boolean
}

interface Stretch { readonly first: number, readonly last: number, readonly height: number }

/** A list of rows of one height, of which those in view are drawn; it stands still while somebody is about to act on it. */
export function Rows<Item> ({ items: all, keyOf, row, height: guess, label, role = 'list', paused = false }: Props<Item>) {
  const ref = useRef<HTMLDivElement>(null)
  const { items, fresh, release } = useStill(ref, all, keyOf, paused)
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

  const from = Math.max(0, Math.min(first, items.length - 1))
  const shown = items.slice(from, last)
  return (
    <div class='rows-frame'>
      {fresh > 0 && <button type='button' class='pill' onClick={release}>{words.value.fresh(fresh)}</button>}
      <div ref={ref} class='rows' role={role} aria-label={role === 'list' ? label : undefined}>
        <div class='spacer' role='presentation' style={{ height: `${from * height}px` }} />
        {shown.map((item, index) => row(item, { index: from + index, count: items.length }))}
        <div class='spacer' role='presentation' style={{ height: `${Math.max(0, items.length - from - shown.length) * height}px` }} />
      </div>
    </div>
  )
}

function stretchOf (list: HTMLElement, scroller: HTMLElement, before: Stretch): Stretch {
  const height = list.querySelector('[data-row]')?.getBoundingClientRect().height ?? before.height
  const top = scroller.getBoundingClientRect().top - list.getBoundingClientRect().top
  const first = Math.max(0, Math.floor(top / height) - AROUND)
  const last = Math.max(first + AROUND, Math.ceil((top + scroller.clientHeight) / height) + AROUND)
  return first === before.first && last === before.last && height === before.height ? before : { first, last, height }
}
