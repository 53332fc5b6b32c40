// Drives flows against one server from a process of its own; prints the flows per second.
// A flow: issue a code, read it from the admin inbox, change the number; so many at a time, each on its own account.
// It speaks HTTP/1.1 over bare sockets, so that on two cores the server is what is measured, not the driver.
import { once } from 'node:events'
import { connect } from 'node:net'

const { origin, flows, concurrency, real } = JSON.parse(process.argv[2])
const { hostname, port } = new URL(origin)

/** One keep-alive connection, one request at a time. */
class Connection {
  #socket = connect(Number(port), hostname)
  #received = ''
  #resolve = () => {}

  constructor () {
    this.#socket.setNoDelay().setEncoding('latin1').on('data', (chunk) => {
      this.#received += chunk
      const end = this.#received.indexOf('\r\n\r\n')
      if (end === -1) return
      const length = Number(/content-length: (\d+)/i.exec(this.#received)?.[1])
      if (this.#received.length < end + 4 + length) return
      const answer = { status: Number(this.#received.slice(9, 12)), text: this.#received.slice(end + 4) }
      this.#received = ''
      this.#resolve(answer)
    })
  }

  open = () => once(this.#socket, 'connect')
  close = () => this.#socket.destroy()

  /** Sends a request; answers the parsed body, and throws unless the status is 200 or 201. */
  async call (method, path, { token, body } = {}) {
    const payload = body === undefined ? '' : JSON.stringify(body)
    const { status, text } = await new Promise((resolve) => {
      this.#resolve = resolve
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: bench\r\n` +
        (token === undefined ? '' : `authorization: Bearer ${token}\r\n`) +
        (body === undefined ? '\r\n' : `content-type: application/json\r\ncontent-length: ${payload.length}\r\n\r\n${payload}`))
    })
    if (status !== 200 && status !== 201) throw new Error(`${method} ${path}: ${status} ${text}`)
    return JSON.parse(text)
  }
}

function check (condition, answer) {
  if (!condition) throw new Error(`unexpected answer ${JSON.stringify(answer)}`)
}

/** A test suite has so many numbers, not a new one for every test. */
async function flow (connection, token, turn) {
  const phoneNumber = `06${String(12_000_000 + turn % 1600)}`
  const issued = await connection.call('GET', `/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${phoneNumber}`, { token })
  check(issued.status === 'SUCCEEDED', issued)
  const sms = await connection.call('GET', `/admin/sms/latest?account=${token}`)
  if (real) check(sms.account === token && sms.to === `+33${phoneNumber.slice(1)}`, sms)
  const modified = await connection.call('POST', '/pims.authentication.smscode', { token, body: { type: 'modifyPhoneNumber', smsCode: sms.code ?? '123456', phoneNumber } })
  check(modified.status === 'SUCCEEDED', modified)
}

const clients = await Promise.all(Array.from({ length: concurrency }, async (_, index) => {
  const connection = new Connection()
  await connection.open()
  const token = `bench-${index}`
  if (real) await connection.call('PUT', `/admin/accounts/${token}`, { body: { trustedPhoneNumber: '0639980001', devices: [{ id: 'device-1' }] } })
  return { connection, token }
}))

let next = 0
const started = performance.now()
await Promise.all(clients.map(async ({ connection, token }) => {
  while (next < flows) await flow(connection, token, next++)
}))
console.log(flows / ((performance.now() - started) / 1000))
for (const { connection } of clients) connection.close()
