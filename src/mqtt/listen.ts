import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { generate } from 'mqtt-packet'
import { recordCall } from '../calls/record-call.ts'
import { endEntry } from '../journal/draft.ts'
import { DEFAULT_SANDBOX } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { callOf } from '../targets/call.ts'
import { CONNECT_TIMEOUT } from './bounds.ts'
import { Broker } from './broker.ts'
import { MqttChannel } from './channel.ts'
import { type ConnectAnswer, type ConnectExchange, runConnect } from './connect.ts'
import { logUnforeseen, type MqttLog, startExchange, travelOf } from './exchange.ts'
import { sandboxOfPassword } from './find-caller.ts'
import { type Connected, readFirstPacket } from './first-packet.ts'
import { Session } from './session.ts'
import { mqttOperations } from './targets.ts'

/** What a listener needs of the server that it belongs to. */
export interface MqttOptions {
  readonly sandboxes: Sandboxes
  readonly log: MqttLog
  /** Whether there is room for a connection, of all that the server has. */
  readonly admit: (socket: Socket) => boolean
  /** Opens a listener for TLS, where that is to be spoken. */
  readonly openTls?: ((options: TlsOptions) => Server) | undefined
  /** Milliseconds that a client has for its CONNECT, and for a TLS handshake before it. */
  readonly connectTimeout?: number
}

/** A port that speaks MQTT. */
export interface MqttListener {
  readonly port: number
  close (): Promise<void>
}

/** Listens for MQTT at some addresses, at one port. @param port 0 takes a free one */
export async function listenForMqtt (addresses: readonly string[], port: number, options: MqttOptions): Promise<MqttListener> {
  const { openTls, admit, sandboxes, connectTimeout = CONNECT_TIMEOUT } = options
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  const count = (socket: Socket): void => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    if (!admit(socket)) socket.destroy()
  }
  const serve = (socket: Socket): void => {
    socket.on('error', () => {}) // what breaks is closed
    if (!socket.destroyed) readFirstPacket(socket, (first) => 'connect' in first ? connect(socket, first, options) : refuseStranger(socket, first.reason, options), connectTimeout)
  }
  const open = (): Server => openTls === undefined
    ? createServer({ noDelay: true }, serve).on('connection', count)
    : openTls({ handshakeTimeout: connectTimeout }).on('connection', count).on('secureConnection', serve)

  for (const host of addresses) {
    const server = open().listen({ host, port })
    servers.push(server)
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port // never a path: it was listened to by host and port
  }
  return {
    port,
    async close () {
      const closed = servers.map((server) => once(server, 'close'))
      for (const server of servers) server.close()
      for (const sandbox of sandboxes.list()) sandbox.part(Broker).reset()
      for (const socket of sockets) socket.destroy()
      await Promise.all(closed)
    }
  }
}

/** Answers a CONNECT: hands the connection to the broker of its sandbox, or refuses it. */
function connect (socket: Socket, { connect: packet, handOver }: Connected, { sandboxes, log }: MqttOptions): void {
  const { sandbox, reason: mislaid } = sandboxOfPassword(sandboxes, packet.password?.toString())
  const exchange: ConnectExchange = { ...startExchange(sandbox, socket, log, { topic: null, qos: 0, payload: undefined }), connect: packet, mislaid }
  const send = ({ returnCode, account }: ConnectAnswer): void => {
    if (account === undefined) {
      socket.end(generate({ cmd: 'connack', returnCode, sessionPresent: false }), () => socket.destroySoon())
      return
    }
    handOver()
    sandbox.part(Broker).take(new Session({ sandbox, socket, log, account: account.id, clientId: packet.clientId, draft: exchange.draft }))
  }
  const channel = new MqttChannel(exchange, { send, goesOn: ({ status }: ConnectAnswer) => status === 'SUCCEEDED', endsWithHang: true })
  runConnect(exchange, channel)?.catch(logUnforeseen(log))
}

/** Closes a connection that did not begin as MQTT does, and says why in the journal. */
function refuseStranger (socket: Socket, reason: string, { sandboxes, log }: MqttOptions): void {
  const exchange = startExchange(sandboxes.open(DEFAULT_SANDBOX), socket, log, { topic: null, qos: 0, payload: undefined })
  exchange.draft.call = callOf(mqttOperations.connect.id)
  recordCall(exchange, { status: 'FAILED', code: 'connect', reason }, travelOf(exchange, false))
  endEntry(exchange.draft, { how: 'closed', by: socket.readableEnded || socket.destroyed ? 'client' : 'server' })
  socket.destroy()
}
