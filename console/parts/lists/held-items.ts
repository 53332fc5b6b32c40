import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Milliseconds after which a mouse that rests holds nothing any more. */
const REST = 1000
/** Pixels of scrolling that are still the top. */
const TOP = 40

/** Whether somebody is about to act on a list: the mouse moves in it, the keyboard is in it, it is scrolled, or it is paused. */
function useBusy (ref: RefObject<HTMLElement | null>, paused: boolean): boolean {
  const [held, setHeld] = useState({ pointer: false, keyboard: false, scrolled: false })
  useEffect(() => {
    const list = ref.current
    if (list === null) return
    const hold = (change: Partial<typeof held>) => setHeld((before) => Object.entries(change).every(([name, value]) => before[name as keyof typeof before] === value) ? before : { ...before, ...change })
    let timer: ReturnType<typeof setTimeout> | undefined
    const onMove = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse') return
      clearTimeout(timer)
      timer = setTimeout(() => hold({ pointer: false }), REST)
      hold({ pointer: true })
    }
    const onFocus = ({ target }: FocusEvent) => hold({ keyboard: target instanceof Element && target.matches(':focus-visible') })
    const onBlur = () => hold({ keyboard: false })
    const scroller = list.closest<HTMLElement>('.scroller')
    const onScroll = () => hold({ scrolled: (scroller?.scrollTop ?? 0) > TOP + Math.max(0, topOf(list, scroller)) })
    list.addEventListener('pointermove', onMove)
    list.addEventListener('focusin', onFocus)
    list.addEventListener('focusout', onBlur)
    scroller?.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(timer)
      list.removeEventListener('pointermove', onMove)
      list.removeEventListener('focusin', onFocus)
      list.removeEventListener('focusout', onBlur)
      scroller?.removeEventListener('scroll', onScroll)
    }
  }, [])
  return paused || held.pointer || held.keyboard || held.scrolled
}

/** How far below the top of its scroller a list begins. */
const topOf = (list: HTMLElement, scroller: HTMLElement | null): number =>
  scroller === null ? 0 : list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop

/** The items to show: while the list is held, those that came since wait, and are counted. */
export function useHeldItems<Item> (ref: RefObject<HTMLElement | null>, items: readonly Item[], keyOf: (item: Item) => string, paused: boolean) {
  const busy = useBusy(ref, paused)
  const [anchor, setAnchor] = useState<string | undefined>(undefined)
  const newest = items[0] === undefined ? undefined : keyOf(items[0])
  useEffect(() => setAnchor(busy ? newest : undefined), [busy])
  const index = anchor === undefined ? -1 : items.findIndex((item) => keyOf(item) === anchor)
  const fresh = Math.max(0, index)
  const release = () => {
    setAnchor(newest)
    ref.current?.closest('.scroller')?.scrollTo({ top: 0 })
  }
  return { items: fresh === 0 ? items : items.slice(fresh), fresh, release }
}
