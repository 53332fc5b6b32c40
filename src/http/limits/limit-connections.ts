import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { statusText } from '../../lib/status-text.ts'
import { monotonicTime } from '../../lib/timers.ts'
import { errorBody, JSON_TYPE } from '../errors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly connections: Connections
  }
}

/** Milliseconds between two log lines about connections that were refused. */
const QUIET = 10_000

/** The connections of a server, which are as many as its memory allows: each can hold the largest request. */
export class Connections {
  readonly #max: number
  readonly #log: Pick<FastifyBaseLogger, 'warn'> | undefined
  #open = 0
  #refused = 0
  #quietUntil = 0

  constructor (max: number, log: Pick<FastifyBaseLogger, 'warn'> | undefined) {
    this.#max = max
    this.#log = log
  }

  get open (): number {
    return this.#open
  }

  /** Counts a connection as long as it is open; whether there is room for it. */
  admit (socket: Socket): boolean {
    if (this.#open >= this.#max) {
      this.#refused++
      this.#tell()
      return false
    }
    this.#open++
    socket.once('close', () => { this.#open-- })
    return true
  }

  /** What is said on a connection for which there is no room. */
  get refusal (): string {
    const body = JSON.stringify(errorBody(503, `All ${this.#max} connections that MAX_MEMORY_MB leaves room for are open. Close some, or raise it.`))
    return `HTTP/1.1 503 ${statusText(503)}\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`
  }

  #tell (): void {
    const now = monotonicTime()
    if (now < this.#quietUntil) return
    this.#quietUntil = now + QUIET
    this.#log?.warn({ open: this.#open, refused: this.#refused }, 'connections are refused: memory is short (MAX_MEMORY_MB)')
    this.#refused = 0
  }
}

/** Keeps a server from more connections than there are to be; those of TLS are counted where they come in. */
export function limitConnections (app: FastifyInstance, connections: Connections): void {
  app.decorate('connections', connections)
  app.server.on('connection', (socket: Socket) => {
    if ('encrypted' in socket || connections.admit(socket)) return
    socket.write(connections.refusal)
    socket.destroySoon()
  })
}
