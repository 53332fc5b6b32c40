import timers from 'node:timers'
import promises from 'node:timers/promises'
import { syncBuiltinESMExports } from 'node:module'
import t, { type Test } from 'tap'
import { machineTime } from '../../src/lib/timers.ts'
import { MemoryPool } from '../../src/sandbox/memory/memory.ts'
import { start } from '../support/start.ts'

/** Puts in the place of whatever a test can fake a function that calls nobody, until a play is over. */
async function whileFaked<Answer> (play: () => Promise<Answer>): Promise<Answer> {
  const places: Array<[object, readonly string[]]> = [
    [globalThis, ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'performance']],
    [timers, ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate']],
    [promises, ['setTimeout', 'setInterval', 'setImmediate']],
    [Date, ['now']]
  ]
  const faked = places.flatMap(([object, names]) => names.map((name) => ({ object, name, real: Object.getOwnPropertyDescriptor(object, name) ?? {} })))
  for (const { object, name } of faked) Object.defineProperty(object, name, { configurable: true, writable: true, value: () => 0 })
  syncBuiltinESMExports()
  try {
    return await play()
  } finally {
    for (const { object, name, real } of faked) Object.defineProperty(object, name, real)
    syncBuiltinESMExports()
  }
}

const started = async (t: Test) => {
  const kit = await start(t, {}, undefined, { machine: machineTime })
  await kit.app.listen() // what waits on a server must not keep the process from ending, and what it needs must not end it
  return kit
}

t.test('no timer that a test fakes stops an answer, nor those after it', async (t) => {
  const { get } = await started(t)
  t.equal((await whileFaked(() => get('trustedphonenumber'))).status, 200)
  t.equal((await get('trustedphonenumber')).status, 200)
})

t.test('a late answer and a late message come in their time, and a wait for none ends', async (t) => {
  const { get, admin } = await started(t)
  await admin('PUT', 'faults', { match: { operation: 'trustedphonenumber' }, delay: 20 })
  await admin('PUT', 'faults', { match: { operation: 'phoneNumberCertification' }, effect: { sms: { delay: 20 } } })
  await whileFaked(async () => {
    t.match(await admin('GET', 'sms/latest?to=0699999999&wait=20'), { status: 404 })
    t.match(await get('trustedphonenumber'), { status: 200 })
    await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
    t.match(await admin('GET', 'sms/latest?to=0612345678&wait=20000'), { status: 200 })
  })
})

t.test('what does not fit into the memory is forgotten', async (t) => {
  await whileFaked(async () => {
    const forgotten = new Promise<number>((resolve) => new MemoryPool(100, resolve).add(101))
    t.equal(await forgotten, 90)
  })
})

t.test('a faked Date moves no sandbox, neither one that was made before nor one that is made then', async (t) => {
  const { admin, call } = await started(t)
  const year = (now: unknown): number => new Date(String(now)).getFullYear()
  await admin('GET', 'clock')
  const [before, then] = await whileFaked(async () => [
    (await admin('GET', 'clock')).body?.now,
    (await call({ method: 'GET', url: '/sandbox/then/admin/clock' })).body?.now
  ])
  for (const now of [before, then]) t.equal(year(now), year(new Date().toISOString()))
  t.match(await call({ method: 'GET', url: '/sandbox/then/admin/clock' }), { body: { offset: 0 } })
})
