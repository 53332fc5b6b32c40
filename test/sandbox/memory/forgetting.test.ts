import t, { type Test } from 'tap'
import { byCostOfKeeping, ForgottenIds, isSpared, mentionLoss } from '../../../src/sandbox/memory/forgetting.ts'
import { MemoryShare } from '../../../src/sandbox/memory/memory.ts'
import { certify, NOON, start } from '../../support/start.ts'

t.test('what became of a sandbox is told once, for ten minutes, and of the newest thousand', async (t) => {
  const ids = new ForgottenIds()
  ids.add('a', 'MAX_MEMORY_MB', NOON)
  t.equal(ids.take('a', NOON + 600_000), 'sandbox "a" was forgotten at 2026-01-01T12:00:00.000Z with all that was in it, as memory was short (MAX_MEMORY_MB), and is a new one since')
  t.equal(ids.take('a', NOON), undefined)
  ids.add('b', 'MAX_SANDBOXES', NOON)
  t.equal(ids.take('b', NOON + 600_001), undefined)
  for (let index = 0; index <= 1000; index++) ids.add(`s${index}`, 'MAX_SANDBOXES', NOON)
  t.equal(ids.take('s0', NOON), undefined)
  t.match(ids.take('s1', NOON), /"s1" was forgotten at .* as there were too many \(MAX_SANDBOXES\)/)
})

/** What is asked of a sandbox that takes so many bytes and was last used then. */
function used (bytes: number, usedAt: number) {
  const memory = new MemoryShare()
  memory.add(bytes)
  return { memory, usedAt }
}

t.test('a sandbox is spared for less than a minute after its last use, with half of an equal share at the most', async (t) => {
  const spared = (bytes: number, idle: number) => isSpared(used(bytes, NOON - idle), NOON, 1000, 5)
  t.strictSame([spared(100, 59_999), spared(100, 60_000), spared(101, 0)], [true, false, false])
})

t.test('what gives way first is what takes most times how long it was idle, a second at the least, also where the clock of the machine went back', async (t) => {
  const [small, large, old, ahead] = [used(10, NOON), used(30, NOON), used(20, NOON - 1000), used(35, NOON + 60_000)]
  t.strictSame(byCostOfKeeping([small, large, ahead, old], NOON).map(({ memory }) => memory.used), [20, 35, 30, 10])
})

t.test('a refusal mentions the loss of the sandbox where there is one', async (t) => {
  t.equal(mentionLoss('No SMS.', { loss: undefined }), 'No SMS.')
  t.equal(mentionLoss('No SMS.', { loss: 'sandbox "a" was forgotten' }), 'No SMS. The sandbox "a" was forgotten.')
})

/** A server in which a code was sent in the sandbox `work`, which was then forgotten. */
async function startForgotten (t: Test, environment: Record<string, string> = {}) {
  const kit = await start(t, { MAX_SANDBOXES: '2', ...environment })
  const work = (method: 'GET' | 'POST', path: string, payload?: object) =>
    kit.call({ method, url: `/sandbox/work${path}`, headers: { authorization: 'Bearer alice' }, ...payload !== undefined && { payload } })
  t.match(await work('GET', '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678'), { status: 200, headers: { 'x-mock-forgotten': undefined } })
  await kit.call({ url: '/sandbox/other/admin/clock' })
  return { ...kit, work }
}

const FORGOTTEN = 'sandbox "work" was forgotten at 2026-01-01T12:00:00.000Z with all that was in it, as there were too many (MAX_SANDBOXES), and is a new one since'
const change = { type: 'modifyPhoneNumber', smsCode: '014028', phoneNumber: '0612345678' }

t.test('the first answer of a sandbox after one that was forgotten says so, and every refusal that may come of it, until a reset', async (t) => {
  const { work } = await startForgotten(t)
  t.match(await work('GET', '/admin/sms/latest'), {
    status: 404,
    headers: { 'x-mock-forgotten': `the ${FORGOTTEN}` },
    body: { message: `No SMS has been sent. Add wait=5000 to wait for one. The ${FORGOTTEN}.` }
  })
  const refused = await work('POST', '/pims.authentication.smscode', change)
  const reason = `no phoneNumberCertification code has been sent for alice; the ${FORGOTTEN}`
  t.match(refused, { body: { error: { code: 2311 } }, headers: { 'x-mock-reason': reason, 'x-mock-forgotten': undefined } })
  t.match(await work('GET', '/admin/requests'), { body: { requests: [{ reason }] } })
  t.match(await work('POST', '/admin/verify', { operation: 'phoneNumberCertification', times: 7 }), { status: 422, body: { message: /The sandbox "work" was forgotten/ } })
  t.notMatch((await work('GET', '/admin/sms?limit=x')).text, /forgotten/, 'not what was never good')
  t.match(await work('GET', '/pims.authentication.trustedphonenumber'), { status: 200, headers: { 'x-mock-forgotten': undefined } })

  await work('POST', '/admin/reset')
  t.match(await work('GET', '/admin/sms/latest'), { status: 404, body: { message: 'No SMS has been sent. Add wait=5000 to wait for one.' } })
})

t.test('one that was dropped on purpose is not called forgotten, and REASON_HEADER=false keeps the header away', async (t) => {
  const { admin, work } = await startForgotten(t, { REASON_HEADER: 'false' })
  t.match(await work('GET', '/admin/sms/latest'), { status: 404, headers: { 'x-mock-forgotten': undefined }, body: { message: /was forgotten/ } })
  await admin('DELETE', 'sandboxes/work')
  t.notMatch((await work('GET', '/admin/sms/latest')).text, /forgotten/)
})

t.test('when memory is short the log says which sandboxes went, and their successors why', async (t) => {
  const lines: object[] = []
  const { default: pino } = await import('pino')
  const logger = pino({ level: 'warn' }, { write: (line: string) => { lines.push(JSON.parse(line) as object) } })
  const kit = await start(t, { MAX_MEMORY_MB: '160' }, undefined, { logger })
  await kit.call({ url: '/sandbox/heavy/admin/clock' })
  kit.app.sandboxes.get('heavy')?.memory.add(40 * 1024 * 1024)
  await new Promise(setImmediate)
  await certify(kit, '0612345678')
  t.match(lines, [{ dropped: 1, sandboxes: ['heavy'], msg: /memory is short/ }])
  t.match((await kit.call({ url: '/sandbox/heavy/admin/accounts/dora' })).body, { message: /The sandbox "heavy" was forgotten at .*, as memory was short \(MAX_MEMORY_MB\), and is a new one since\.$/ })
})
