// npm run bench:memory [-- accounts]: one client drives a process through each of its documented limits; passes when its resident
// memory stays below MAX_MEMORY_MB, and it still does its job.
// A word chooses the drives whose names have it.
import { open } from './lib/connection.mjs'
import { flow, freshNumber } from './lib/flow.mjs'
import { table } from './lib/report.mjs'
import { start } from './lib/server-process.mjs'
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
for (const each of DRIVES.filter(({ name }) => only === undefined || name.includes(only))) {
  process.stderr.write(`${each.name} …\n`)
  const server = await start(pimsMock({ MAX_MEMORY_MB: String(LIMIT) }))
  const { answers } = await drive(server, each)
  const peak = server.isAlive ? server.peakMemory / 2 ** 20 : NaN
  const works = server.isAlive && await open(server.port).then((connection) => flow(connection, { account: 'alice', prefix: '/sandbox/after' })).then(() => true, () => false)
  const isMet = peak < LIMIT && works
  if (!isMet) failed++
  rows.push([each.name, answers, server.isAlive ? `${peak.toFixed(0)} MB` : 'the process ended', works ? 'yes' : '**no**', isMet ? 'met' : '**not met**'])
  await server.discard()
}
console.log(table(['driven through', 'answers', 'peak RSS', 'still works', `< ${LIMIT} MB`], rows))
process.exit(failed > 0 ? 1 : 0)
