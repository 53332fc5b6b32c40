// @ts-nocheck
import fc from 'fast-check'
import t from 'tap'
import { start, type Started } from '../support/start.ts'
import { type Step, step, walk } from '../support/steps.ts'

const SANDBOXES = 50

/** Each sandbox has a seed of its own. */
async function walkSeeded (kit: Started, index: number, steps: readonly Step[]): Promise<string> {
  await kit.admin('PUT', `sandboxes/s${index}`, { seed: index })
  return await walk(kit, `s${index}`, steps)
}

t.test('what happens in 50 sandboxes at a time is what happens in each alone', async (t) => {
  const plan = fc.array(fc.array(step, { maxLength: 8 }), { minLength: SANDBOXES, maxLength: SANDBOXES })
  await fc.assert(fc.asyncProperty(plan, async (plan) => {
    const shared = await start(t)
    const together = await Promise.all(plan.map((steps, index) => walkSeeded(shared, index, steps)))
    const quiet = await start(t)
    for (const [index, steps] of plan.entries()) {
      const alone = await walkSeeded(quiet, index, steps)
      await quiet.admin('DELETE', `sandboxes/s${index}`)
      if (alone !== together[index]) throw new Error(`s${index} answered\n${together[index]}\nbut alone\n${alone}`)
    }
  }), { numRuns: 3, endOnFailure: true })
})
