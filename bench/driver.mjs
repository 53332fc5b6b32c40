// Drives flows against one server from a process of its own; prints the flows per second.
// A flow: issue a code, read it from the admin inbox, change the number; so many at a time, each on its own account.
import { openAgent, openSocket } from './clients.mjs'

const { origin, flows, concurrency, real, client } = JSON.parse(process.argv[2])
const open = client === 'sockets' ? openSocket : openAgent

/** One request; answers the parsed body, and throws unless the status is 200 or 201. */
async function call ({ send }, method, path, { token, body } = {}) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const { status, text } = await send(method, path, headers, body === undefined ? undefined : JSON.stringify(body))
  if (status !== 200 && status !== 201) throw new Error(`${method} ${path}: ${status} ${text}`)
  return JSON.parse(text)
}

function check (condition, answer) {
  if (!condition) throw new Error(`unexpected answer ${JSON.stringify(answer)}`)
}

/** A test suite has so many numbers, not a new one for every test. */
const NUMBERS = 1600

async function flow ({ connection, token }, turn) {
  const phoneNumber = `06${12_000_000 + turn % NUMBERS}`
  const issued = await call(connection, 'GET', `/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${phoneNumber}`, { token })
  check(issued.status === 'SUCCEEDED', issued)
  const sms = await call(connection, 'GET', `/admin/sms/latest?account=${token}`)
  if (real) check(sms.account === token && sms.to === `+33${phoneNumber.slice(1)}`, sms)
  const modified = await call(connection, 'POST', '/pims.authentication.smscode', { token, body: { type: 'modifyPhoneNumber', smsCode: sms.code ?? '123456', phoneNumber } })
  check(modified.status === 'SUCCEEDED', modified)
}

const testers = await Promise.all(Array.from({ length: concurrency }, async (_, index) => {
  const tester = { connection: await open(new URL(origin)), token: `bench-${index}` }
  if (real) await call(tester.connection, 'PUT', `/admin/accounts/${tester.token}`, { body: { trustedPhoneNumber: '0639980001', devices: [{ id: 'device-1' }] } })
  return tester
}))

let next = 0
const started = performance.now()
await Promise.all(testers.map(async (tester) => {
  while (next < flows) await flow(tester, next++)
}))
console.log(flows / ((performance.now() - started) / 1000))
for (const { connection } of testers) connection.close()
