import { clearTimeout, setTimeout } from './timers.ts'

/**
 * Runs a function with a signal that aborts after so many milliseconds or when `closed` aborts, and clears its timer
 * afterwards, which `AbortSignal.timeout` would not.
 *
 * @param closed aborts when nobody waits any more
 */
export async function withTimeout<T> (milliseconds: number, closed: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, milliseconds)
  closed.addEventListener('abort', abort)
  if (closed.aborted) abort()
  try {
    return await run(controller.signal)
  } finally {
    clearTimeout(timer)
    closed.removeEventListener('abort', abort)
  }
}
