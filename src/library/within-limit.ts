import { sleep } from '../lib/timers.ts'

/**
 * What a promise comes to, unless it takes too long: what a test run waits for must not keep it from ending.
 *
 * @throws Error after so many milliseconds
 */
export async function withinLimit<Result> (milliseconds: number, promise: Promise<Result>): Promise<Result> {
  const ended = new AbortController()
  try {
    return await Promise.race([promise, sleep(milliseconds, undefined, { signal: ended.signal }).then(() => { throw new Error(`it took longer than ${milliseconds} ms`) })])
  } finally {
    ended.abort()
  }
}
