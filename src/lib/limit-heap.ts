import { setFlagsFromString } from 'node:v8'

/** Milliseconds between two looks at the memory of the process. */
const INTERVAL = 500
/** Share of the limit from which on the garbage collector has to be thrifty. */
const NEAR = 0.5
/** How much the heap may grow between two full collections from then on, in percent of what is in use. */
const GROWTH = 40

/**
 * Keeps what is in use and the garbage beside it below a limit of the process, in bytes. V8 lets a heap grow to several
 * times what is in use before it collects, which is fast, and too much near a limit: from half of it on, it collects sooner.
 */
export function limitHeap (limit: number): void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() < limit * NEAR) return
    setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
    clearInterval(timer)
  }, INTERVAL)
  timer.unref()
}
