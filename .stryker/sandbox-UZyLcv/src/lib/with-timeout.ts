/**
 * Runs something that waits until its signal aborts: when the time is up, or when the client leaves. The timer goes
 * with it, which one of `AbortSignal.timeout` would not.
 *
 * @param departure aborts when the client leaves
 */
// @ts-nocheck

export async function withPatience<T> (milliseconds: number, departure: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const giveUp = () => controller.abort()
  const timer = setTimeout(giveUp, milliseconds)
  departure.addEventListener('abort', giveUp)
  if (departure.aborted) giveUp()
  try {
    return await run(controller.signal)
  } finally {
    clearTimeout(timer)
    departure.removeEventListener('abort', giveUp)
  }
}
