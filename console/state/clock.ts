import { effect, signal } from '@preact/signals'
import { clock } from './store.ts'

let reading = { now: 0, taken: 0, frozen: true }

/** Milliseconds since 1970 by the clock of the sandbox; changes once a second while the page is looked at. */
export const now = signal(0)

const read = (): number => reading.now + (reading.frozen ? 0 : performance.now() - reading.taken)

function tick (): void {
  now.value = read()
  if (reading.frozen || document.hidden) return
  clearTimeout(timer)
  timer = setTimeout(tick, 1000 - now.value % 1000)
}
let timer: ReturnType<typeof setTimeout> | undefined

/** Begins to follow the clock of the sandbox. */
export function runClock (): void {
  effect(() => {
    const { now: at, frozen } = clock.value
    reading = { now: Date.parse(at), taken: performance.now(), frozen }
    clearTimeout(timer)
    tick()
  })
  document.addEventListener('visibilitychange', tick)
}
