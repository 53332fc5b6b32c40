import { MockError } from './mock-error.ts'

/** The longest that the server waits in one request, in milliseconds. */
const LONGEST_WAIT = 30_000
/** Milliseconds to wait where none are given: clearly fewer than a test has in Vitest and Jest (5000), so that the reason is seen and not that limit. */
export const PATIENCE = 4000

/**
 * Asks again and again for what may not be there yet.
 *
 * @param timeout milliseconds to wait at most
 * @param ask asks the server, which waits so many milliseconds
 * @throws MockError when it does not come
 */
export async function waitFor<Result> (timeout: number, ask: (wait: number) => Promise<Result>): Promise<Result> {
  for (let left = timeout; ; left -= LONGEST_WAIT) {
    try {
      return await ask(Math.min(Math.max(left, 0), LONGEST_WAIT))
    } catch (error) {
      if (!(error instanceof MockError && error.status === 404 && left > LONGEST_WAIT)) throw error
    }
  }
}
