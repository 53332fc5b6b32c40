// npm run soak [-- --minutes 10]: mixed flows in 100 sandboxes, with faults and readers of events.
// Every answer is checked; resident memory and the heap in use are measured at the start, after a warm-up and at the end.
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fixturesWith } from './lib/accounts.mjs'
import { open } from './lib/connection.mjs'
import { flow, freshNumber } from './lib/flow.mjs'
import { sleep, start } from './lib/server-process.mjs'
import { pimsMock } from './lib/systems.mjs'
import { checkLog } from './attack/harness.mjs'
import { readEvents } from './attack/readers.mjs'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const DURATION = Number(values.minutes) * 60_000
/** By half time journals and inboxes are full, and what grows on does not end. */
const WARM_UP = DURATION / 2
const SANDBOXES = 100
const LANES = 16
/** Of the heap in use, from the end of the warm-up to the end. */
const MOST_GROWTH = 1.15
const SHORTEST_TO_JUDGE = 5 * 60_000
const ACCOUNTS_PER_LANE = 5
const smscode = '/pims.authentication.smscode'

/** Passes when the answer is the message FAILED with the code. */
async function failsWith (connection, code, method, path, options) {
  const { error } = (await connection.send(method, path, options)).json()
  assert.equal(error?.code, code, `${method} ${path}`)
}

/** What a lane does in its sandbox, one after the other; each checks its answers. */
const JOBS = [
  (connection, account, prefix) => flow(connection, { account, prefix }),
  (connection, account, prefix) => flow(connection, { account, prefix }),
  async function wrongCode (connection, account, prefix) {
    const phoneNumber = freshNumber()
    await connection.send('GET', `${prefix}${smscode}?type=phoneNumberCertification&phoneNumber=${phoneNumber}`, { token: account })
    const { code } = (await connection.send('GET', `${prefix}/admin/sms/latest?to=${phoneNumber}`)).json()
    const smsCode = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    const body = { type: 'modifyPhoneNumber', smsCode, phoneNumber }
    for (let tries = 0; tries < 3; tries++) await failsWith(connection, 2102, 'POST', `${prefix}${smscode}`, { token: account, body })
    await failsWith(connection, 2311, 'POST', `${prefix}${smscode}`, { token: account, body })
  },
  async function ruleOnce (connection, account, prefix) {
    const rule = await connection.send('POST', `${prefix}/admin/faults`, { body: { match: { account, operation: 'modifyPhoneNumber' }, effect: { error: 2310 }, times: 1 } })
    assert.equal(rule.status, 201)
    const { id } = rule.json()
    const options = { token: account, body: { type: 'modifyPhoneNumber', smsCode: '000000', phoneNumber: '0612345678' } }
    await failsWith(connection, 2310, 'POST', `${prefix}${smscode}`, options)
    await connection.send('DELETE', `${prefix}/admin/faults/${id}`)
  },
  (connection, account, prefix) => failsWith(connection, 2308, 'POST', `${prefix}${smscode}`, { token: account, headers: { 'x-fault': '2308' }, body: { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' } }),
  async function trustedNumber (connection, account, prefix) {
    const { status } = (await connection.send('GET', `${prefix}/pims.authentication.trustedphonenumber`, { token: account })).json()
    assert.equal(status, 'SUCCEEDED')
  },
  async function lists (connection, _account, prefix) {
    const { text } = await connection.send('GET', `${prefix}/admin/faults`)
    assert(Array.isArray(JSON.parse(text).faults))
    assert((await connection.send('GET', `${prefix}/admin/requests?limit=20`)).json().requests.length <= 20)
  }
]

const until = performance.now() + DURATION
const counts = { jobs: 0, wrong: 0 }

/** Jobs until the time is up; a lane has sandboxes and accounts of its own, so that it knows what to expect. */
async function lane (server, index) {
  const connection = await open(server.port)
  for (let turn = 0; performance.now() < until; turn++) {
    const prefix = `/sandbox/soak-${(turn * LANES + index) % SANDBOXES}`
    const account = `bench-${index + LANES * (turn % ACCOUNTS_PER_LANE)}`
    try {
      await JOBS[turn % JOBS.length](connection, account, prefix)
    } catch (error) {
      if (counts.wrong++ < 10) console.error(error.message)
      if (!server.isAlive) return
    }
    counts.jobs++
  }
  connection.close()
}

const heapReport = fileURLToPath(new URL('lib/heap-report.mjs', import.meta.url))
const { args, ...rest } = pimsMock({ FIXTURES: fixturesWith(LANES * ACCOUNTS_PER_LANE) })
const server = await start({ ...rest, args: ['--import', heapReport, ...args], ipc: true })
const measure = async () => ({ resident: server.memory, heap: await server.heap() })
const megabytes = ({ resident, heap }) => `${(resident / 1e6).toFixed(0)} MB (heap ${(heap / 1e6).toFixed(0)} MB)`

const atStart = await measure()
const readers = await Promise.all(Array.from({ length: 10 }, (_, index) => readEvents(server, `/sandbox/soak-${index}/admin/events`)))
const lanes = Promise.all(Array.from({ length: LANES }, (_, index) => lane(server, index)))
await sleep(WARM_UP)
const warm = await measure()
await lanes
const atEnd = await measure()
for (const reader of readers) reader.close()
const status = await server.stop()

console.log(`${values.minutes} minutes, ${SANDBOXES} sandboxes, ${LANES} lanes: ${counts.jobs} jobs, ${counts.wrong} wrong`)
console.log(`resident at start ${megabytes(atStart)}, after ${Math.round(WARM_UP / 1000)} s ${megabytes(warm)}, at the end ${megabytes(atEnd)}; exit status ${status}`)
// A hundred full journals are more than MAX_MEMORY_MB leaves them, and the server says so.
checkLog(server, ({ msg }) => msg.startsWith('memory is short'))
// In less time the journals of the sandboxes are still filling.
const isSteady = DURATION < SHORTEST_TO_JUDGE || atEnd.heap < warm.heap * MOST_GROWTH
process.exit(counts.wrong === 0 && status === 0 && isSteady ? 0 : 1)
