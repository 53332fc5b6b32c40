// npm run bench:memory [-- accounts]: one client drives a process through each of its documented limits; passes when its resident
// memory stays below MAX_MEMORY_MB, or a third above it for requests that are all under way at once, and it still does its job.
// A word chooses the drives whose names have it.
import { once } from 'node:events'
import { connect } from 'node:net'
import { open } from './lib/connection.mjs'
import { flow, freshNumber } from './lib/flow.mjs'
import { table } from './lib/report.mjs'
import { sleep, start } from './lib/server-process.mjs'
import { pimsMock } from './lib/systems.mjs'

const LIMIT = Number(process.env.MAX_MEMORY_MB ?? 512)
const LANES = 16
const SECONDS = 60
const smscode = '/pims.authentication.smscode'
const long = (length) => 'x'.repeat(length)
const codeFor = (account, prefix = '') => ['GET', `${prefix}${smscode}?type=phoneNumberCertification&phoneNumber=${freshNumber()}`, { token: account }]

/** A snapshot with so many accounts, each with a pending code; made of the one the server gives. */
async function snapshotOf (server, count) {
  const state = (await server.ask('GET', '/admin/state')).json()
  const [alice] = state.accounts
  const expiresAt = state.clock.now + 300_000
  state.accounts = Array.from({ length: count }, (_, index) => ({ ...alice, id: `a${index}`, login: `a${index}@example.com`, customerId: `AP-ACNT${index}`, devices: [] }))
  state.codes = state.accounts.map(({ id }, index) => ({ id: index + 1, account: id, purpose: 'phoneNumberCertification', code: '123456', phoneNumber: '+33612345678', sentAt: state.clock.now, expiresAt, attempts: 0 }))
  return JSON.stringify(state)
}

/** What is done again and again: so many requests, or until the time is up. */
const DRIVES = [
  { name: 'rules of 60 KB', requests: 1000, make: (index) => ['PUT', `/admin/faults/r${index}`, { body: { match: { account: 'nobody' }, effect: { http: { status: 200, body: long(60_000) } } } }] },
  { name: 'rules of 60 KB, over 999 sandboxes', requests: 20_000, make: (index) => ['PUT', `/sandbox/s${index % 999}/admin/faults/r${index}`, { body: { match: { account: 'nobody' }, effect: { http: { status: 200, body: long(60_000) } } } }] },
  { name: 'accounts of 55 KB', requests: 100_000, make: (index) => ['PUT', `/admin/accounts/a${index}`, { body: { brand: 'Peugeot', devices: Array.from({ length: 100 }, (_, device) => ({ id: `d${device}-${long(58)}`, name: long(100) })), vehicles: Array.from({ length: 100 }, (_, vehicle) => ({ vin: `VR3UHZKXZL${String(vehicle).padStart(7, '0')}` })) } }] },
  { name: 'URLs of 14 KB, a new sandbox every 256 requests', requests: 200_000, make: (index) => ['GET', `/sandbox/u${Math.floor(index / 256)}${smscode}?type=phoneNumberCertification&phoneNumber=${freshNumber()}&${Array.from({ length: 60 }, (_, parameter) => `p${parameter}=${long(220)}`).join('&')}`, { token: 'alice' }] },
  { name: 'OAuth codes with a scope of 2 KB', requests: 100_000, make: () => ['GET', `/am/oauth2/authorize?client_id=c&response_type=code&redirect_uri=mymap://oauth2redirect/fr&scope=${long(2000)}&login=alice`] },
  { name: 'createAccount over 900 sandboxes', requests: 300_000, make: (index) => ['POST', `/sandbox/c${index % 900}/pims.authentication.user`, { body: { action: 'createAccount' } }] },
  { name: 'codes never used, over 800 sandboxes', requests: 400_000, make: (index) => codeFor('alice', `/sandbox/n${index % 800}`) },
  { name: 'faults of 14 KB in the header', requests: 100_000, make: (index) => ['GET', `/sandbox/h${index % 100}/pims.authentication.trustedphonenumber`, { token: 'alice', headers: { 'x-fault': `{"http":{"status":200,"body":"${long(13_500)}"}}` } }] },
  { name: 'device calls with ids of 14 KB', requests: 100_000, make: (index) => ['GET', `/sandbox/d${index % 100}/iwws/MAC?action=ActionSetup&mode=otp&id=${long(13_500)}&version=Generator-1.0/0.2.11`] },
  { name: 'snapshots of 20,000 accounts with a code each, over 100 sandboxes', requests: 100, lanes: 2, prepare: (server) => snapshotOf(server, 20_000), make: (index, body) => ['PUT', `/sandbox/p${index}/admin/state`, { body }] }
]

const post = (path, body, length = body.length, headers = '') => `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice\r\nContent-Type: application/json\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`
const get = (path, headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice\r\n${headers}\r\n`
const HANG = 'X-Fault: {"transport":"hang"}\r\n'
/** Fifteen headers of 900 characters: what a server takes at the most. */
const LONG_HEADERS = Array.from({ length: 15 }, (_, index) => `X-Long-${index}: ${long(900)}\r\n`).join('')

/** What is under way at once: connections opened as fast as they can be, each of which writes something and stays. */
const HELD = [
  { name: 'half bodies of 64 KB', connections: 8000, write: () => post(smscode, `{"a":"${long(64_000)}`, 65_000) },
  { name: 'half snapshots of 900 KB', connections: 400, write: () => post('/admin/state', `{"a":"${long(890_000)}`, 900_000).replace('POST', 'PUT') },
  { name: 'hung requests with a body of 60 KB', connections: 4000, write: () => post(smscode, `{"type":"modifyPhoneNumber","smsCode":"1","phoneNumber":"0612345678","a":"${long(60_000)}"}`, undefined, HANG) },
  { name: 'hung requests with a body of 20,000 small objects', connections: 4000, write: () => post(smscode, `{"type":"modifyPhoneNumber","smsCode":"1","phoneNumber":"0612345678","a":[${'{},'.repeat(20_000)}0]}`, undefined, HANG) },
  { name: 'hung requests, 600 on each connection', connections: 400, write: () => get('/pims.authentication.trustedphonenumber', HANG).repeat(600) },
  { name: 'waits for an SMS with 14 KB of headers', connections: 4000, write: (index) => get(`/sandbox/w${index % 4}/admin/sms/latest?wait=30000`, LONG_HEADERS) },
  { name: 'verifications that wait with 14 KB of headers', connections: 4000, write: (index) => post(`/sandbox/v${index % 4}/admin/verify`, '{"operation":"modifyPhoneNumber","within":30000}', undefined, LONG_HEADERS) },
  { name: 'event streams that nobody reads', connections: 2000, write: (index) => get(`/sandbox/e${index % 40}/admin/events`), pause: true }
]

/** Milliseconds that connections are held once all are open. */
const HOLD = 4000

/** Opens the connections, 200 at a time, and holds them. */
async function hold (server, { connections, write, pause = false }) {
  const sockets = []
  const statuses = new Map()
  const count = (status) => statuses.set(status, (statuses.get(status) ?? 0) + 1)
  for (let index = 0; index < connections; index++) {
    const socket = connect(server.port, '127.0.0.1').on('error', () => {})
    socket.once('data', (chunk) => count(String(chunk).slice(9, 12))).once('close', () => count('closed'))
    socket.write(write(index))
    if (pause) socket.once('connect', () => socket.pause())
    sockets.push(socket)
    if (index % 200 === 199) await sleep(40)
  }
  await sleep(HOLD)
  const answers = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ') || 'none'
  await Promise.all(sockets.map(async (socket) => { if (!socket.destroyed) { socket.destroy(); await once(socket, 'close') } }))
  return { answers }
}

/** Sends the requests over some connections; a refusal is an answer, a connection that ends is opened again. */
async function drive (server, { requests, lanes = LANES, make, prepare }) {
  const prepared = await prepare?.(server)
  const until = performance.now() + SECONDS * 1000
  const answers = new Map()
  let next = 0
  await Promise.all(Array.from({ length: lanes }, async () => {
    let connection
    while (next < requests && performance.now() < until && server.isAlive) {
      if (connection === undefined || connection.socket.destroyed) connection = await open(server.port).catch(() => undefined)
      const status = await connection?.send(...make(next++, prepared)).then(({ status }) => status, () => 'closed')
      answers.set(status, (answers.get(status) ?? 0) + 1)
    }
    connection?.close()
  }))
  return { sent: next, answers: [...answers].map(([status, count]) => `${count} × ${status}`).join(', ') }
}

const only = process.argv[2]
const rows = []
let failed = 0
const drives = [...DRIVES.map((each) => ({ ...each, run: drive, most: 1 })), ...HELD.map((each) => ({ ...each, run: hold, most: 1.3 }))]
for (const each of drives.filter(({ name }) => only === undefined || name.includes(only))) {
  process.stderr.write(`${each.name} …\n`)
  const server = await start(pimsMock({ MAX_MEMORY_MB: String(LIMIT) }))
  const { answers } = await each.run(server, each)
  const peak = server.isAlive ? server.peakMemory / 2 ** 20 : NaN
  const works = server.isAlive && await open(server.port).then((connection) => flow(connection, { account: 'alice', prefix: '/sandbox/after' })).then(() => true, () => false)
  const isMet = peak < LIMIT * each.most && works
  if (!isMet) failed++
  rows.push([each.name, answers, server.isAlive ? `${peak.toFixed(0)} MB` : 'the process ended', `${(LIMIT * each.most).toFixed(0)} MB`, works ? 'yes' : '**no**', isMet ? 'met' : '**not met**'])
  await server.discard()
}
console.log(table(['driven through', 'answers', 'peak RSS', 'bound', 'still works', 'result'], rows))
process.exit(failed > 0 ? 1 : 0)
