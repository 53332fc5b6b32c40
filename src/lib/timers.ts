import { performance } from 'node:perf_hooks'
import * as timers from 'node:timers'
import * as promises from 'node:timers/promises'

/**
 * The timers of the machine, as they are when this module is loaded: a test that fakes them, in the process of the server,
 * must not stop what the server does. A lint rule keeps the others out of `src` and `routes`.
 */
export const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = timers

/** `setTimeout` as a promise. */
export const sleep = promises.setTimeout

/** Lets everything else that waits have its turn of the event loop. */
export const nextTurn: () => Promise<void> = promises.setImmediate

/** Milliseconds, by a clock that nobody sets. */
export const monotonicTime: () => number = performance.now.bind(performance)

/** Milliseconds since 1970, by the machine's clock. */
export const machineTime: () => number = Date.now
