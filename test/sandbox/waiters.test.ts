import t from 'tap'
import { Waiters } from '../../src/sandbox/waiters.ts'

t.test('all who want an item that has come are given it, and wait no longer; the others wait on', async (t) => {
  const waiters = new Waiters<number>()
  t.equal(waiters.size, 0)
  const { signal } = new AbortController()
  const [even, any] = [waiters.next((item) => item % 2 === 0, signal), waiters.next(() => true, signal)]
  t.equal(waiters.size, 2)
  waiters.give(1)
  t.equal(waiters.size, 1)
  waiters.give(2)
  t.equal(waiters.size, 0)
  t.strictSame(await Promise.all([even, any]), [2, 1])
})

t.test('who gives up, or has given up before, is given nothing and waits for nothing', async (t) => {
  const waiters = new Waiters<number>()
  const given = new AbortController()
  const item = waiters.next(() => true, given.signal)
  given.abort()
  t.equal(waiters.size, 0)
  const late = waiters.next(() => true, given.signal)
  t.equal(waiters.size, 0)
  waiters.give(1)
  t.strictSame(await Promise.all([item, late]), [undefined, undefined])
})
