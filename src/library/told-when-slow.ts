import { clearTimeout, setTimeout } from '../lib/timers.ts'

/** Milliseconds after which a test run is told that it still waits for the server. */
const SLOW = 3000

/**
 * Waits for a server to start. The first test does so within its own time limit: where it takes long, that is said before the
 * runner says only "timed out".
 *
 * @param slow milliseconds
 */
export async function toldWhenSlow<Started> (starting: Promise<Started>, slow: number = SLOW): Promise<Started> {
  const timer = setTimeout(() => console.error(`pims-mock: the server has not started within ${slow / 1000} s: the machine is busy. The first test waits for it, within its own time limit.`), slow)
  try {
    return await starting
  } finally {
    clearTimeout(timer)
  }
}
