import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { statusText } from '../lib/status-text.ts'
import { errorBody, JSON_TYPE } from './errors.ts'

/** The error of Node.js for bytes that are not a request. */
interface ClientError extends Error {
  readonly code?: string
  /** In the words of its parser. */
  readonly reason?: string
}

/** A socket, and the response whose turn it is on it. */
type HttpSocket = Socket & { readonly _httpMessage?: ServerResponse | null }

/**
 * Answers bytes that are not a request, and ends the connection. What was answered before them, and what is still being
 * answered, leaves first: a client is told of a change that was made.
 */
export function answerClientErrors (log: Pick<FastifyBaseLogger, 'info'> | undefined): (error: ClientError, socket: Socket) => void {
  const met = new WeakSet<Socket>()
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || met.has(socket)) return // nobody is left, or each further packet is an error again
    met.add(socket)
    const refusal = refusalOf(error)
    afterAnswers(socket, (isFirst) => {
      if (socket.writable) {
        const message = isFirst ? refusal.message : `${refusal.message} ${HINT}`
        log?.info({ code: error.code, httpStatus: refusal.status, client: socket.remoteAddress, reason: message }, 'no HTTP request')
        send(socket, refusal.status, message)
      }
      socket.destroy(error)
    })
  }
}

const HINT = 'It came after a whole request on the same connection: Content-Length counts bytes, not characters.'

function refusalOf ({ code, reason }: ClientError): { readonly status: number, readonly message: string } {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, message: 'The request did not come in within a minute.' }
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, message: 'The headers are longer than 16 KiB.' }
  return { status: 400, message: `What came is not an HTTP request${reason === undefined ? '' : ` (${reason})`}.` }
}

/** Calls a function once every response to a request that came in whole has left, with whether there was none. */
function afterAnswers (socket: HttpSocket, callback: (isFirst: boolean) => void, isFirst = true): void {
  const response = socket._httpMessage
  if (response?.req.complete === true) response.once('close', () => afterAnswers(socket, callback, false))
  else callback(isFirst)
}

function send (socket: Socket, status: number, message: string): void {
  const body = JSON.stringify(errorBody(status, message))
  socket.write(`HTTP/1.1 ${status} ${statusText(status)}\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`)
}
