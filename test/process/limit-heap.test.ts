import t from 'tap'
import { growthWithin } from '../../src/process/limit-heap.ts'

const MB = 1024 * 1024
/** Of a process that takes 80 MB besides its heap. */
const growthOf = (heapUsed: number) => growthWithin(512 * MB, { rss: (heapUsed + 90) * MB, heapTotal: (heapUsed + 10) * MB, heapUsed: heapUsed * MB })

t.test('the heap may grow to three quarters of the limit, less what the process takes besides', async (t) => {
  t.equal(growthOf(152), 100, '152 of 304 MB')
  t.equal(growthOf(190), 60)
})

t.test('far from the limit V8 does as it likes, near it the heap grows by 40 percent all the same', async (t) => {
  t.equal(growthOf(20), 300)
  t.equal(growthOf(76), 300)
  t.equal(growthOf(77), 290)
  t.equal(growthOf(250), 40)
  t.equal(growthOf(500), 40)
})
