// @ts-nocheck
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

/** The vendor's first example. */
export const SUCCEEDED = { transactionId: '953cfefb-bc72', status: 'SUCCEEDED', result: null }

const succeed = (socket: Socket): void => {
  const body = JSON.stringify(SUCCEEDED)
  socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`)
}

/** Listens and keeps every request as it came, to the byte; `answer` is for what is said in return. */
export async function record (t: Test, answer: (socket: Socket) => void = succeed) {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    let request = ''
    sockets.add(socket)
    socket.setEncoding('utf8').on('error', () => {}).on('data', (chunk: string) => {
      request += chunk
      if (!isWhole(request)) return
      requests.push(request)
      request = ''
      answer(socket)
    })
  }).listen(0, '127.0.0.1')
  t.teardown(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

function isWhole (request: string): boolean {
  const { headers, body } = readRequest(request)
  return body !== undefined && Buffer.byteLength(body) >= Number(headers['content-length'] ?? 0)
}

/** The parts of a request; `body` is `undefined` as long as its head is not over. */
export function readRequest (request: string) {
  const [head = '', body] = request.split('\r\n\r\n', 2)
  const [line = '', ...fields] = head.split('\r\n')
  const headers: Partial<Record<string, string>> = {}
  for (const field of fields) headers[field.slice(0, field.indexOf(':')).toLowerCase()] = field.slice(field.indexOf(':') + 1).trim()
  return { line: line.replace(/ HTTP\/1\.1$/, ''), headers, body }
}
