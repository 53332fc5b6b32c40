import t from 'tap'
import { toldWhenSlow } from '../../src/library/told-when-slow.ts'

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

t.test('a run that waits long for its server is told so while it waits', async (t) => {
  const told = new Promise<string>((resolve) => { t.capture(console, 'error', resolve) })
  t.equal(await toldWhenSlow(told, 1), 'pims-mock: the server has not started within 0.001 s: the machine is busy. The first test waits for it, within its own time limit.')
})

t.test('nothing is said of a server that starts at once, or does not start, and no timer is left of it', async (t) => {
  const before = timers()
  t.equal(await toldWhenSlow(Promise.resolve('started')), 'started')
  await t.rejects(toldWhenSlow(Promise.reject(new Error('no port'))), { message: 'no port' })
  t.equal(timers(), before)
})
