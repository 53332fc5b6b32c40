// Two ways to send a request over keep-alive connections. With the client of node:http, as most tests have one, the
// client is as busy as the server; over bare sockets, what is measured is the server alone.
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'

const HEADERS = { 'content-type': 'application/json' }

/** A connection by node:http: `send` answers the status and the text of the body. */
export async function openAgent ({ hostname, port }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (method, path, headers, payload) => new Promise((resolve, reject) => {
    const length = payload === undefined ? {} : { ...HEADERS, 'content-length': payload.length }
    const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => { text += chunk })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    sent.on('error', reject).end(payload)
  })
  return { send, close: () => agent.destroy() }
}

/** A connection that speaks HTTP/1.1 over a bare socket. */
export async function openSocket ({ hostname, port }) {
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let received = ''
  let answer = () => {}
  socket.setNoDelay().setEncoding('latin1').on('data', (chunk) => {
    received += chunk
    const end = received.indexOf('\r\n\r\n')
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
    if (end === -1 || received.length < end + 4 + length) return
    const text = received.slice(end + 4)
    const status = Number(received.slice(9, 12))
    received = ''
    answer({ status, text })
  })
  const send = (method, path, headers, payload = '') => new Promise((resolve) => {
    answer = resolve
    const all = { host: 'bench', ...headers, ...(payload !== '' && { ...HEADERS, 'content-length': payload.length }) }
    socket.write(`${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${payload}`)
  })
  return { send, close: () => socket.destroy() }
}
