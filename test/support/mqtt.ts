import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { type IClientOptions, connectAsync, type MqttClient } from 'mqtt'
import { generate, type Packet, parser } from 'mqtt-packet'
import type { Test } from 'tap'
import { listenForMqtt, type MqttOptions } from '../../src/mqtt/listen.ts'
import { start, type Started } from './start.ts'

export const USER = 'IMA_OAUTH_ACCESS_TOKEN'
export const VIN_OF_ALICE = 'VR3UHZKXZL0000001'
export const CUSTOMER = 'AP-ACNT200000000001'
export const COMMANDS = `psa/RemoteServices/from/cid/${CUSTOMER}`
export const ANSWERS = `psa/RemoteServices/to/cid/${CUSTOMER}`
export const EVENTS = `psa/RemoteServices/events/MPHRTServices/${VIN_OF_ALICE}`

/** A server that listens for MQTT, with what a test does there. */
export async function startMqtt (t: Test, environment: Record<string, string> = {}, more: Pick<MqttOptions, 'connectTimeout'> = {}) {
  const started = await start(t, environment)
  const { app } = started
  const listener = await listenForMqtt(['127.0.0.1'], 0, { sandboxes: app.sandboxes, log: { info () {}, error () {} }, admit: (socket) => app.connections.admit(socket), ...more })
  t.teardown(() => listener.close())
  return { ...started, port: listener.port, close: () => listener.close() }
}

export type StartedMqtt = Awaited<ReturnType<typeof startMqtt>>

/** Connects MQTT.js as a real client does. */
export async function client (t: Test, { port }: { readonly port: number }, options: IClientOptions = {}): Promise<MqttClient> {
  const made = await connectAsync(`mqtt://127.0.0.1:${port}`, { username: USER, password: 'alice', clientId: '', reconnectPeriod: 0, ...options })
  t.teardown(() => made.endAsync(true))
  return made
}

/** Waits until a client has lost its connection, whatever it says of that. */
export const closed = (of: MqttClient): Promise<void> => new Promise((resolve) => of.once('close', () => resolve()))

/** The messages that a client gets, in their order. */
export function inbox (of: MqttClient) {
  const got: Array<{ readonly topic: string, readonly body: Record<string, unknown>, readonly retain: boolean, readonly qos: number }> = []
  of.on('message', (topic, payload, { retain, qos }) => { got.push({ topic, body: JSON.parse(payload.toString()) as Record<string, unknown>, retain, qos }) })
  return {
    got,
    /** What the first so many said. */
    async take (count: number) {
      while (got.length < count) await new Promise((resolve) => of.once('message', resolve))
      return got.map(({ body }) => body)
    }
  }
}

let sent = 0

/** The payload of a command of alice. */
export const command = (parameters: object, more: object = {}): string => JSON.stringify({
  access_token: 'alice',
  customer_id: CUSTOMER,
  correlation_id: `${String(++sent).padStart(32, '0')}20260101120000000`,
  req_date: '2026-01-01T12:00:00Z',
  vin: VIN_OF_ALICE,
  req_parameters: parameters,
  ...more
})

/** A connection on which a test writes packets itself. */
export interface RawClient {
  readonly socket: Socket
  /** The next packet that comes; `undefined` once the connection has ended. */
  next (): Promise<Packet | undefined>
  send (...packets: ReadonlyArray<Packet | Buffer>): void
}

export async function rawClient (t: Test, { port }: { readonly port: number }): Promise<RawClient> {
  const socket = connectTcp(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  const packets: Packet[] = []
  const parsing = parser()
  parsing.on('packet', (packet) => { packets.push(packet); socket.emit('told') })
  parsing.on('error', () => {})
  socket.on('data', (bytes) => parsing.parse(bytes))
  socket.on('error', () => {})
  socket.on('close', () => socket.emit('told'))
  await once(socket, 'connect')
  return {
    socket,
    async next () {
      while (packets.length === 0 && !socket.closed) await once(socket, 'told')
      return packets.shift()
    },
    send (...written) { for (const packet of written) socket.write(Buffer.isBuffer(packet) ? packet : generate(packet)) }
  }
}

/** A CONNECT as it should be. */
export const connectPacket = (more: Partial<Extract<Packet, { cmd: 'connect' }>> = {}): Packet =>
  ({ cmd: 'connect', clientId: '', protocolVersion: 4, protocolId: 'MQTT', clean: true, keepalive: 60, username: USER, password: Buffer.from('alice'), ...more })

/** The entries of the journal of MQTT, the newest first. */
export async function entries ({ admin }: Pick<Started, 'admin'>, query = ''): Promise<Array<Record<string, unknown>>> {
  const { body } = await admin('GET', `requests?face=mqtt${query}`)
  return body?.requests as Array<Record<string, unknown>>
}
