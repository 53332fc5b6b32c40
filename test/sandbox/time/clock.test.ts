import t from 'tap'
import { Clock } from '../../../src/sandbox/time/clock.ts'

t.test('what happens at one moment sees one time, however often it looks; afterwards time has passed', async (t) => {
  let machine = 1000
  const clock = new Clock(() => machine++)
  const seen = clock.hold(() => [clock.now(), clock.hold(() => clock.now()), clock.now()])
  t.strictSame(seen, [1000, 1000, 1000])
  t.equal(clock.now(), 1001)
  t.throws(() => clock.hold(() => { throw new Error('no') }))
  t.not(clock.now(), clock.now(), 'also after an error')
})
