import t from 'tap'
import { MemoryPool, MemoryShare } from '../../../src/sandbox/memory/memory.ts'

const MB = 1024 * 1024

t.test('what the shares take is what the pool counts, and a share that is released takes nothing', async (t) => {
  const pool = new MemoryPool(1000)
  const [one, other] = [new MemoryShare(pool), new MemoryShare(pool)]
  one.add(300)
  other.add(500)
  one.add(-100)
  t.strictSame([one.used, other.used, pool.used], [200, 500, 700])
  other.release()
  other.add(100)
  t.strictSame([other.used, pool.used], [0, 200], 'not even of what is still put into it')
})

t.test('the limit itself is within it, one byte more is not', async (t) => {
  const pool = new MemoryPool(1000)
  pool.add(1000)
  t.notOk(pool.isFull)
  t.doesNotThrow(() => pool.ensureRoom(0))
  t.throws(() => pool.ensureRoom(1), { message: /no memory for it/ })
  pool.add(1)
  t.ok(pool.isFull)
})

t.test('what is too much is forgotten after the request, once, down to nine tenths', async (t) => {
  const wanted: number[] = []
  const pool = new MemoryPool(1000, (bytes) => wanted.push(bytes))
  pool.add(1001)
  pool.add(1)
  t.strictSame(wanted, [], 'not amid the request')
  await new Promise(setImmediate)
  t.strictSame(wanted, [900])
  pool.add(1)
  await new Promise(setImmediate)
  t.strictSame(wanted, [900, 900])
})

t.test('what is given back before the request has ended need not be forgotten', async (t) => {
  const wanted: number[] = []
  const pool = new MemoryPool(1000, (bytes) => wanted.push(bytes))
  pool.add(1001)
  pool.add(-1)
  await new Promise(setImmediate)
  t.strictSame(wanted, [])
})

t.test('what is given back makes nobody forget, however much is still taken', async (t) => {
  const wanted: number[] = []
  const pool = new MemoryPool(1000, (bytes) => {
    wanted.push(bytes)
    for (const given of [1, 0]) pool.add(-given)
  })
  pool.add(2000)
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
  t.strictSame([wanted, pool.used], [[900], 1999])
})

t.test('nothing is forgotten for what there is room for, to the last byte', async (t) => {
  const wanted: number[] = []
  const pool = new MemoryPool(1000, (bytes) => wanted.push(bytes))
  pool.add(700)
  t.ok(pool.makeRoom(300))
  t.strictSame(wanted, [])
})

t.test('who wants to keep something for good gets the room made first, or is told what would help', async (t) => {
  let used = 900
  const pool = new MemoryPool(1000, (bytes) => { const given = Math.max(0, used - Math.max(bytes, 500)); used -= given; pool.add(-given) })
  pool.add(900)
  pool.ensureRoom(300)
  t.equal(pool.used, 600)
  t.throws(() => pool.ensureRoom(600), { message: /no memory for it.*MAX_MEMORY_MB.*Drop sandboxes/ })
})

t.test('who is refused is told in megabytes, to a tenth, what is taken, what there is, and what was wanted', async (t) => {
  const pool = new MemoryPool(2.5 * MB)
  pool.add(1.25 * MB)
  t.throws(() => pool.ensureRoom(2 * MB), { message: /the sandboxes take 1\.3 of the 2\.5 MB that MAX_MEMORY_MB leaves them, and this would take 2 more\./ })
})
