import type { Random } from '../sandbox/random.ts'
import type { Delay } from '../wire/fault.ts'
import { MAX_DELAY } from '../words/bounds.ts'

/** Milliseconds, at most `MAX_DELAY`: a timer of Node.js that is set too far ahead fires at once. The log-normal draw is Box and Muller's. */
export function drawDelay (delay: Delay | undefined, random: Random): number {
  if (delay === undefined) return 0
  if (typeof delay === 'number') return delay
  if ('min' in delay) return delay.min + random.draw() * (delay.max - delay.min)
  const normal = Math.sqrt(-2 * Math.log(1 - random.draw())) * Math.cos(2 * Math.PI * random.draw())
  return Math.min(MAX_DELAY, delay.median * Math.exp(delay.sigma * normal))
}
