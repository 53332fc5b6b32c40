// Whether cost grows: the same flows in the same rounds on a server that holds much, and on one that does not.
import { connect } from 'node:net'
import { accountId, fixturesWith } from '../lib/accounts.mjs'
import { open } from '../lib/connection.mjs'
import { drive, expect, freshNumber } from '../lib/flow.mjs'
import { start } from '../lib/server-process.mjs'
import { medianRatio } from '../lib/statistics.mjs'
import { pimsMock } from '../lib/systems.mjs'

/** The flows of every case run in a sandbox that the path names. */
const HOME = '/sandbox/s0'
const sandboxes = Array.from({ length: 999 }, (_, index) => `/sandbox/s${index}`)
const LISTENERS = 50
const WARM_UP = 3000
/** Accounts of a sandbox that change, where what changed must not outgrow the memory: only histories are to be forgotten. */
const FEW = 16

/** Sends one request for each index over one connection. */
async function repeat (server, times, request) {
  const connection = await open(server.port)
  for (let index = 0; index < times; index++) {
    const [method, path, options] = request(index)
    const answer = await connection.send(method, path, options)
    expect(answer.status < 300, path, answer)
  }
  connection.close()
}

const idleRule = (index) => ['PUT', `${HOME}/admin/faults/idle-${index}`, { body: { match: { account: `idle-${index}` }, effect: { error: 2310 } } }]
const unusedCode = (index) => ['GET', `${HOME}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${freshNumber()}`, { token: accountId(1000 + index) }]

/** Readers of events who read whatever comes. */
function listen (server, prefixOf) {
  return Promise.all(Array.from({ length: LISTENERS }, (_, index) => new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(`GET ${prefixOf(index)}/admin/events HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`))
    socket.once('data', resolve).on('error', reject).resume()
  })))
}

const CASES = [
  { name: '100,000 accounts', accounts: 100_000 },
  { name: '1,000 sandboxes in use', prefixes: sandboxes, prepare: (server) => repeat(server, sandboxes.length, (index) => ['GET', `${sandboxes[index]}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${freshNumber()}`, { token: accountId(0) }]) },
  { name: '1,000 idle rules', prepare: (server) => repeat(server, 1000, idleRule) },
  { name: 'journal and inbox of 10,000, full', env: { JOURNAL_SIZE: '10000', INBOX_SIZE: '10000' }, prepare: (server) => drive(server, 10_000, { prefixes: [HOME] }) },
  { name: `${LISTENERS} event listeners in other sandboxes`, prepare: (server) => listen(server, (index) => sandboxes[index + 1]) },
  { name: '999 sandboxes, past MAX_MEMORY_MB', env: { MAX_MEMORY_MB: '320' }, prefixes: sandboxes, changing: FEW, prepare: (server) => drive(server, 22_000, { prefixes: sandboxes, accounts: FEW }) },
  { name: `${LISTENERS} event listeners in the same sandbox`, bound: 1.8, prepare: (server) => listen(server, () => HOME) },
  { name: '10,000 codes never used', accounts: 11_000, prepare: (server) => repeat(server, 10_000, unusedCode) }
]

/** @returns for each case `{ name, cpu, bound }`: the processor time of a flow as a ratio to the server without, and what it may be where that is told */
export async function measureGrowth (rounds, flows) {
  const base = { driven: { prefixes: [HOME] }, server: await start(pimsMock({ FIXTURES: fixturesWith(1000) })), figures: [] }
  const cases = []
  for (const { name, accounts = 1000, prefixes = [HOME], changing = 1000, env = {}, prepare = () => {}, bound } of CASES) {
    const server = await start(pimsMock({ FIXTURES: fixturesWith(accounts), ...env }))
    await prepare(server)
    cases.push({ name, bound, driven: { prefixes, accounts: changing }, server, figures: [] })
  }
  for (const { server, driven } of [base, ...cases]) await drive(server, WARM_UP, driven)
  for (let round = 0; round < rounds; round++) {
    for (const { server, driven, figures } of [base, ...cases]) figures.push(await drive(server, flows, driven))
  }
  for (const { server } of [base, ...cases]) await server.discard()
  const ratio = (figures, field) => medianRatio(figures.map((figure) => figure[field]), base.figures.map((figure) => figure[field]))
  return cases.map(({ name, bound, figures }) => ({ name, bound, cpu: ratio(figures, 'cpu') }))
}
