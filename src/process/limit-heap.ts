import { setFlagsFromString } from 'node:v8'
import { setInterval } from '../lib/timers.ts'

/** Milliseconds between two looks at the memory of the process. */
const INTERVAL = 500
/** Share of the limit that the process may reach before the garbage collector runs. */
const FILL = 0.75
/** How much the heap may grow between two full collections, in percent of what is in use: at the least, and as V8 likes it. */
const LEAST = 40
const FREELY = 300

/**
 * Keeps what is in use and the garbage beside it below a limit of the process, in bytes. V8 lets a heap grow to several
 * times what is in use before it collects, which is fast, and too much near a limit: there it is to collect sooner.
 */
export function limitHeap (limit: number): void {
  let current = FREELY
  const timer = setInterval(() => {
    const growth = growthWithin(limit, process.memoryUsage())
    if (growth === current) return
    current = growth
    setFlagsFromString(`--heap-growing-percent=${growth === FREELY ? 0 : growth}`) // 0 leaves it to V8
  }, INTERVAL)
  timer.unref()
}

/** How much the heap may grow, in percent of what is in use, so that the process stays within a limit in bytes. */
export function growthWithin (limit: number, { rss, heapTotal, heapUsed }: Pick<NodeJS.MemoryUsage, 'rss' | 'heapTotal' | 'heapUsed'>): number {
  const room = limit * FILL - (rss - heapTotal)
  return Math.min(FREELY, Math.max(LEAST, Math.floor((room / heapUsed - 1) * 10) * 10))
}
