// A keep-alive connection that speaks HTTP/1.1 over a bare socket: what is measured, or broken, is the server alone.
import { once } from 'node:events'
import { connect } from 'node:net'

/** An answer as it came; its body is decoded when asked for. */
class Answer {
  constructor (head, body) {
    this.head = head
    this.body = body
    this.status = Number(head.slice(9, 12))
  }

  get text () { return Buffer.from(this.body, 'latin1').toString() }
  json () { return JSON.parse(this.text) }
  header (name) { return new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(this.head)?.[1] }
}

/** Where the body of an answer ends, as `isWhole(body)` and `take(body) → [body, rest]`. */
function framing (head) {
  const status = Number(head.slice(9, 12))
  if (status < 200 || status === 204 || status === 304) return { isWhole: () => true, take: (body) => ['', body] }
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) return { isWhole: (body) => body.length >= length, take: (body) => [body.slice(0, length), body.slice(length)] }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { isWhole: () => false, take: (body) => [body, ''] }
  return { isWhole: (body) => body.endsWith('0\r\n\r\n'), take: (body) => [unchunk(body), ''] }
}

function unchunk (body) {
  let text = ''
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at)
    const size = parseInt(body.slice(at, end), 16)
    if (!(size > 0)) return text
    text += body.slice(end + 2, end + 2 + size)
    at = end + 4 + size
  }
}

export class Connection {
  #waiting = []
  #received = ''
  #head
  #frame

  constructor (socket) {
    this.socket = socket
    socket.setNoDelay().setEncoding('latin1')
    socket.on('data', (chunk) => this.#take(chunk)).on('error', () => {}).on('close', () => this.#end())
  }

  /** Sends a request and resolves to its answer; rejects when the connection ends first, or after `timeout` ms of silence. */
  send (method, path, { headers = {}, token, body } = {}) {
    let text = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n`
    if (token !== undefined) text += `authorization: Bearer ${token}\r\n`
    for (const name in headers) text += `${name}: ${headers[name]}\r\n`
    if (body === undefined) return this.write(`${text}\r\n`)
    const payload = typeof body === 'string' ? body : JSON.stringify(body)
    if (headers['content-type'] === undefined) text += 'content-type: application/json\r\n'
    return this.write(`${text}content-length: ${Buffer.byteLength(payload)}\r\n\r\n${payload}`)
  }

  /** Writes the bytes of one request, whatever they are, and resolves to the answer. */
  write (bytes) {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) return reject(new Error('the connection is closed'))
      this.#waiting.push({ resolve, reject })
      this.socket.write(bytes)
    })
  }

  close () { this.socket.destroy() }

  #take (chunk) {
    this.#received += chunk
    while (this.#received !== '' || this.#head !== undefined) {
      if (this.#head === undefined && !this.#takeHead()) return
      if (!this.#frame.isWhole(this.#received)) return
      this.#answer()
    }
  }

  #takeHead () {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end === -1) return false
    this.#head = this.#received.slice(0, end)
    this.#received = this.#received.slice(end + 4)
    this.#frame = framing(this.#head)
    return true
  }

  #answer () {
    const [body, rest] = this.#frame.take(this.#received)
    const answer = new Answer(this.#head, body)
    this.#received = rest
    this.#head = undefined
    if (answer.status >= 200) this.#waiting.shift()?.resolve(answer)
  }

  #end () {
    const waitsForEnd = this.#head !== undefined && !/\r\n(content-length|transfer-encoding):/i.test(this.#head)
    if (waitsForEnd) this.#answer()
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the connection was closed before the answer'))
  }
}

/** Opens a connection that is closed after `timeout` milliseconds of silence. */
export async function open (port, { timeout = 60_000 } = {}) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.setTimeout(timeout, () => socket.destroy())
  return new Connection(socket)
}

/** One request over a connection of its own. */
export async function ask (port, method, path, options = {}) {
  const connection = await open(port, options)
  try {
    return await connection.send(method, path, options)
  } finally {
    connection.close()
  }
}
