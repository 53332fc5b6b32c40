// What ended the process, or left it neither serving nor ending.
import assert from 'node:assert/strict'
import { closeSync, openSync } from 'node:fs'
import { open } from '../lib/connection.mjs'
import { sleep } from '../lib/server-process.mjs'
import { pimsMock } from '../lib/systems.mjs'
import { LOOP_LIMIT, expectStatus, loopTimeAtMost, reach } from './harness.mjs'
import { readEvents } from './readers.mjs'

const fat = { type: 'modifyPhoneNumber', ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}`, 'v'.repeat(150)])) }

/** So many requests whose events are large; answers the last transaction id. */
async function makeEvents (server, count, prefix = '') {
  const connection = await open(server.port)
  let last
  for (let index = 0; index < count; index++) last = await connection.send('POST', `${prefix}/pims.authentication.smscode`, { token: 'alice', body: fat })
  connection.close()
  return last.header('x-transaction-id')
}

/** Milliseconds of processor time that this process takes to parse a text. */
function timeToParse (text) {
  const before = process.cpuUsage()
  JSON.parse(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export default [
  {
    id: 'C1',
    title: 'a reader of events who comes back catches up on more than a megabyte',
    short: true,
    async run ({ server }) {
      const first = await readEvents(server, '/admin/events')
      await first.until('"epoch"', 5000)
      const [, epoch] = /"epoch":"(\w+)"/.exec(first.received) ?? []
      const last = await makeEvents(server, 1000)
      first.close()
      const again = await readEvents(server, '/admin/events', { 'last-event-id': `${epoch}.0` })
      await again.until(last, 5000)
      again.close()
    }
  },
  {
    id: 'C1b',
    title: 'readers who do not read are dropped, also when their sandbox goes with a request still under way',
    async run ({ server }) {
      const readers = []
      // One after the other, so that the backlog of some has filled the socket and is not yet a megabyte.
      for (let index = 0; index < 20; index++) {
        const reader = await readEvents(server, '/sandbox/gone/admin/events')
        reader.pause()
        readers.push(reader)
        await makeEvents(server, 150, '/sandbox/gone')
      }
      await expectStatus(server, 201, 'PUT', '/sandbox/gone/admin/faults/slow', { body: { match: { account: 'bob' }, effect: null, delay: 1000 } })
      const slow = reach(server, 'GET', '/sandbox/gone/pims.authentication.trustedphonenumber', { token: 'bob' })
      await sleep(100)
      await expectStatus(server, 204, 'DELETE', '/admin/sandboxes/gone')
      await slow
      await expectStatus(server, 200, 'GET', '/health')
      for (const reader of readers) reader.close()
    }
  },
  {
    id: 'C2',
    title: 'a full disk under stdout neither keeps it from serving nor from ending',
    short: true,
    unstarted: true,
    async run ({ launch }) {
      const full = openSync('/dev/full', 'w')
      const server = await launch({ ...pimsMock({ LOG_LEVEL: 'info' }), stdout: full })
      closeSync(full)
      await Promise.race([server.ready(), sleep(3000).then(() => { throw new Error('no answer within 3 s') })])
      for (let index = 0; index < 50; index++) await expectStatus(server, 200, 'GET', '/pims.authentication.trustedphonenumber', { token: 'alice' })
      assert.equal(await server.stop(3000), 0, 'SIGTERM does not end it')
    }
  },
  {
    id: 'H1',
    title: 'pipelined requests of a dead connection give their sandboxes and places back',
    short: true,
    async run ({ server }) {
      const reset = 'GET /pims.authentication.trustedphonenumber HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice\r\nX-Fault: {"transport":"reset"}\r\n\r\n'
      const pipeline = async (path) => {
        const connection = await open(server.port)
        await connection.write(reset + Array.from({ length: 999 }, (_, index) => `GET ${path(index)} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join('')).catch(() => {})
      }
      await pipeline((index) => `/sandbox/l${index}/${index % 2 === 0 ? 'health' : 'admin/clock'}`)
      await pipeline(() => '/sandbox/watched/admin/events')
      await sleep(300)
      await expectStatus(server, 200, 'GET', '/sandbox/new/admin/clock')
      const reader = await readEvents(server, '/sandbox/watched/admin/events')
      assert.equal(reader.status, 200, `/admin/events: ${reader.status}`)
      reader.close()
    }
  },
  {
    id: 'H2',
    title: `a password of 32 KB costs less than ${LOOP_LIMIT} ms with three open one-time passwords`,
    short: true,
    async run ({ server }) {
      for (let index = 0; index < 3; index++) await expectStatus(server, 200, 'GET', '/pims.authentication.otp?action=withoutPIN', { token: 'alice', headers: { 'x-device-id': 'device-1' } })
      const password = `${'a'.repeat(32_000)}b`
      const path = '/connectedcar/v4/virtualkey/remoteaccess/token'
      const options = { token: 'alice', timeout: 60_000 }
      await reach(server, 'POST', path, { ...options, body: { grant_type: 'password', password: 'wrong' } })
      await loopTimeAtMost(server, LOOP_LIMIT, 'JSON', () => reach(server, 'POST', path, { ...options, body: { grant_type: 'password', password } }))
      await loopTimeAtMost(server, LOOP_LIMIT, 'form', () => reach(server, 'POST', path, { ...options, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `grant_type=password&password=${password}` }))
    }
  },
  {
    id: 'H3',
    title: 'a bad rule of 1 MB and a bad snapshot of 10 MB are explained in no time, in a heap of 256 MB',
    short: true,
    env: { NODE_OPTIONS: '--max-old-space-size=256' },
    async run ({ server }) {
      const list = (count, item) => `{"effect":[${Array(count).fill(item).join(',')}]}`
      for (const body of [list(500_000, '1'), list(90_000, '{"a":1}')]) {
        await loopTimeAtMost(server, 2 * LOOP_LIMIT, 'a rule', () => expectStatus(server, [400, 413, 422], 'POST', '/admin/faults', { body, timeout: 60_000 }))
      }
      const state = await expectStatus(server, 200, 'GET', '/admin/state')
      const bad = JSON.stringify({ ...state.json(), faults: [] }).replace('"faults":[]', `"faults":[${list(5_000_000, '1')}]`)
      // To parse it alone takes more than that on a slow machine.
      await loopTimeAtMost(server, Math.max(10 * LOOP_LIMIT, 3 * timeToParse(bad)), 'a snapshot', () => expectStatus(server, [400, 413, 422], 'PUT', '/admin/state', { body: bad, timeout: 60_000 }))
    }
  },
  {
    id: 'H4',
    title: 'a snapshot whose random streams are all zero is refused, or does no harm',
    short: true,
    async run ({ server }) {
      const state = (await expectStatus(server, 200, 'GET', '/admin/state')).json()
      for (const stream of ['codes', 'ids', 'draws']) state.random[stream] = [0, 0, 0, 0]
      await expectStatus(server, [200, 204, 400, 422], 'PUT', '/admin/state', { body: state })
      for (const account of ['alice', 'unsynced']) await expectStatus(server, [200, 502], 'GET', '/pims.authentication.otp?action=withoutPIN', { token: account, timeout: 3000 })
    }
  },
  {
    id: 'H5',
    title: 'rules of 900 KB do not end a process with a heap of 256 MB (see also npm run bench:memory)',
    env: { NODE_OPTIONS: '--max-old-space-size=256', MAX_MEMORY_MB: '192' },
    async run ({ server }) {
      const body = { match: { account: 'nobody' }, effect: { http: { status: 200, body: 'x'.repeat(900_000) } } }
      const connection = await open(server.port)
      for (let index = 0; index < 400; index++) {
        const { status, text } = await connection.send('PUT', `/admin/faults/large-${index}`, { body })
        assert([201, 413, 507].includes(status), `${status} ${text}`)
      }
      connection.close()
    }
  },
  {
    id: 'H6',
    title: 'stalled uploads hold less than 512 MB, readers who do not read end nothing',
    env: { NODE_OPTIONS: '--max-old-space-size=256' },
    async run ({ server }) {
      const uploads = await Promise.all(Array.from({ length: 8 }, () => open(server.port)))
      const piece = 'x'.repeat(1_000_000)
      for (const upload of uploads) {
        upload.write(`PUT /admin/state HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 130000000\r\n\r\n"${piece}`).catch(() => {})
        for (let sent = 0; sent < 100 && !upload.socket.destroyed; sent++) if (!upload.socket.write(piece)) await Promise.race([new Promise((resolve) => upload.socket.once('drain', resolve)), sleep(200)])
      }
      const peak = server.peakMemory / 2 ** 20
      for (const upload of uploads) upload.close()
      assert(peak < 512, `8 stalled uploads: ${peak.toFixed(0)} MB`)
      await readersWhoDoNotRead(server)
    }
  },
  {
    id: 'H6b',
    title: 'a body that does not come is given up within 90 seconds',
    background: true,
    async run ({ server }) {
      const head = 'POST /admin/faults HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n'
      const starts = { 'never sent': `${head}content-length: 100\r\n\r\n`, 'half sent': `${head}content-length: 100\r\n\r\n{"effe`, chunked: `${head}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`, expected: `${head}expect: 100-continue\r\ncontent-length: 100\r\n\r\n` }
      const open_ = new Map(await Promise.all(Object.entries(starts).map(async ([name, bytes]) => {
        const connection = await open(server.port, { timeout: 0 })
        connection.write(bytes).catch(() => {})
        connection.socket.once('close', () => open_.delete(name))
        return [name, connection]
      })))
      for (let seconds = 0; seconds < 90 && open_.size > 0; seconds++) await sleep(1000)
      const left = [...open_.keys()]
      for (const connection of open_.values()) connection.close()
      assert.deepEqual(left, [], `still open after 90 s: ${left.join(', ')}`)
    }
  }
]

/** Ten clients ask for a journal of large entries, and do not read it. */
async function readersWhoDoNotRead (server) {
  const connection = await open(server.port)
  const query = Array.from({ length: 70 }, (_, index) => `p${index}=${'é'.repeat(30)}`).join('&')
  for (let index = 0; index < 1000; index++) await connection.send('GET', `/pims.authentication.smscode?${encodeURI(query)}`, { token: 'alice' })
  connection.close()
  const readers = await Promise.all(Array.from({ length: 20 }, () => open(server.port)))
  for (const reader of readers) {
    reader.socket.pause()
    reader.send('GET', '/admin/requests?limit=1000').catch(() => {})
  }
  await sleep(2000)
  for (const reader of readers) reader.close()
  assert(server.isAlive, 'the process has ended')
}
