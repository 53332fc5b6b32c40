// The job that everything is measured by: issue a code, read it from the inbox, modify the number. Every answer is checked.
import { clients } from './clients.mjs'
import { accountId } from './accounts.mjs'
import { percentile } from './statistics.mjs'

const FIRST_NUMBER = 10_000_000
const smscode = '/pims.authentication.smscode'

let numbers = FIRST_NUMBER
/** A number that no flow had before. */
export const freshNumber = () => `06${numbers++}`

/** @throws when the answer is not what the flow expects */
export function expect (condition, what, answer) {
  if (!condition) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 300)}`)
}

function succeeded (answer, real) {
  expect(answer.status === 200, 'message', answer)
  const { status, transactionId } = answer.json()
  expect(status === 'SUCCEEDED' && (!real || /^[\da-f]{8}-[\da-f]{4}$/.test(transactionId)), 'message', answer)
}

/** One flow. `real`: the server does the job, instead of answering a constant. */
export async function flow (connection, { account, phoneNumber = freshNumber(), prefix = '', real = true, adminToken }) {
  succeeded(await connection.send('GET', `${prefix}${smscode}?type=phoneNumberCertification&phoneNumber=${phoneNumber}`, { token: account }), real)
  const inbox = await connection.send('GET', `${prefix}/admin/sms/latest?to=${phoneNumber}`, { token: adminToken })
  expect(inbox.status === 200, 'sms', inbox)
  const { code = '123456', to, account: owner } = inbox.json()
  expect(!real || (to === `+33${phoneNumber.slice(1)}` && owner === account), 'sms', inbox)
  succeeded(await connection.send('POST', `${prefix}${smscode}`, { token: account, body: { type: 'modifyPhoneNumber', smsCode: code, phoneNumber } }), real)
}

/**
 * Runs flows over keep-alive connections, 16 or as many as are told, each with accounts of its own.
 *
 * @param client which of `clients.mjs` sends them
 * @returns flows per second, processor time of the server per flow in µs, the 99th percentile of a flow in ms
 */
export async function drive (server, flows, { accounts = 1000, prefixes = [''], connections: lanes = 16, client = 'sockets' } = {}) {
  const connections = await Promise.all(Array.from({ length: lanes }, () => clients[client](server.port)))
  const durations = []
  let next = 0
  const cpu = server.cpu
  const started = performance.now()
  await Promise.all(connections.map(async (connection, lane) => {
    for (let own = lane; next < flows; own += lanes) {
      if (own >= accounts) own = lane
      const begun = performance.now()
      await flow(connection, { account: accountId(own), prefix: prefixes[next++ % prefixes.length], real: server.real })
      durations.push(performance.now() - begun)
    }
  }))
  const seconds = (performance.now() - started) / 1000
  const used = server.cpu - cpu
  for (const connection of connections) connection.close()
  return { rate: durations.length / seconds, cpu: used / durations.length, p99: percentile(durations, 0.99) }
}
