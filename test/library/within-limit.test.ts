import t from 'tap'
import { withinLimit } from '../../src/library/within-limit.ts'

t.test('what a promise comes to in time is what is waited for, and its failure; what takes longer is an error that says so', async (t) => {
  t.equal(await withinLimit(60_000, Promise.resolve('in time')), 'in time')
  await t.rejects(withinLimit(60_000, Promise.reject(new Error('failed'))), { message: 'failed' })
  await t.rejects(withinLimit(1, new Promise(() => {})), { message: 'it took longer than 1 ms' })
})

t.test('no timer is left of what came in time', async (t) => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  await withinLimit(60_000, Promise.resolve())
  await withinLimit(60_000, Promise.reject(new Error('failed'))).catch(() => {})
  t.equal(timers(), before)
})
