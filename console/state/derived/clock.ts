import { effect, signal } from '@preact/signals'
import { clock } from '../world/store.ts'

/** Milliseconds of a second. */
const SECOND = 1000
/** Milliseconds by which a timer may come too early. */
const EARLY = 20

let reading = { now: 0, taken: 0, frozen: true }

/** Milliseconds since 1970 by the clock of the sandbox; changes once a second, as the second does. */
export const now = signal(0)

const read = (): number => reading.now + (reading.frozen ? 0 : performance.now() - reading.taken)

/** Reads the clock, and does so again when its next second begins; browsers make that less often where nobody looks. */
function tick (): void {
  const time = read()
  now.value = time // only written: whoever reads it here makes `runClock` begin anew every second
  clearTimeout(timer)
  if (!reading.frozen) timer = setTimeout(tick, Math.floor((time + EARLY) / SECOND) * SECOND + SECOND - time)
}
let timer: ReturnType<typeof setTimeout> | undefined

/** Begins to follow the clock of the sandbox. */
export function runClock (): void {
  effect(() => {
    const { now: at, frozen } = clock.value
    reading = { now: Date.parse(at), taken: performance.now(), frozen }
    tick()
  })
  document.addEventListener('visibilitychange', tick)
}
