import { Aedes, type AedesPublishPacket, type Client, type PublishPacket, type Subscription } from 'aedes'
import { recordCall } from '../calls/record-call.ts'
import { endEntry, recordDraft, startDraft } from '../journal/draft.ts'
import { overMqtt } from '../journal/travel.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { CLIENT_WEIGHT, DRAIN_TIMEOUT, MAX_BEGUN, MAX_PACKET } from './bounds.ts'
import { publishCarNews } from './car-news.ts'
import { MqttChannel } from './channel.ts'
import { type CommandAnswer, correlationIdOf, runCommand } from './command.ts'
import { logUnforeseen, startExchange, travelOf } from './exchange.ts'
import { watchPackets } from './packet-meter.ts'
import { readPayload } from './read-command.ts'
import { TopicRefused } from './refused.ts'
import { type Outgoing, Outlet } from './outlet.ts'
import { publishAnswer, RemoteCommands } from './remote-commands.ts'
import type { Session } from './session.ts'
import { runSubscribe } from './subscribe.ts'
import { serviceOfTopic } from './topics.ts'
import type { Service } from '../wire/vehicle.ts'

/** Milliseconds between the signs of life that aedes gives other brokers. There are none, so: as seldom as a timer can, of which it takes one of four times that. */
const SELDOM = 2 ** 29 - 1

type ErrorLike = Error & { readonly code?: string }

/** The broker of one sandbox: made for its first connection, ended by a reset. */
export class Broker {
  readonly #sandbox: Sandbox
  readonly #sessions = new Map<Client, Session>()
  #aedes: Aedes | undefined
  #opening: Promise<void> | undefined

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    sandbox.part(RemoteCommands)
    sandbox.events.on('vehicle', ({ vehicle }) => { if (this.size > 0) publishCarNews(sandbox, vehicle) })
    sandbox.part(Outlet).publish = (publication) => this.#publish(publication)
    sandbox.onClose(() => this.reset())
  }

  /** How many clients are connected. */
  get size (): number {
    return this.#sessions.size
  }

  /** Opens it. @returns a promise of that; nothing where it is open */
  open (): Promise<void> | undefined {
    if (this.#aedes !== undefined) return undefined
    this.#opening ??= this.#open()
    return this.#opening
  }

  /** Takes over the connection of a session, whose CONNECT is still to be read. */
  take (session: Session): void {
    const { socket, clientId } = session
    if (this.#aedes === undefined) { // reset meanwhile
      socket.destroy()
      return
    }
    if (clientId !== '') for (const other of this.#sessions.values()) if (other.clientId === clientId) this.#note(other, 'taken-over', `another client connects with its client id, "${clientId}"`)
    watchPackets(socket, MAX_PACKET, (length) => {
      this.#note(session, 'too-long', `a packet of ${length} bytes or more: ${MAX_PACKET} are the most`)
      socket.destroy()
    })
    const client = this.#aedes.handle(socket)
    this.#sessions.set(client, session)
    this.#sandbox.enter()
    this.#sandbox.memory.add(CLIENT_WEIGHT)
    socket.once('close', () => {
      this.#sessions.delete(client)
      this.#sandbox.leave()
      if (!this.#sandbox.isClosed) this.#sandbox.memory.add(-CLIENT_WEIGHT)
      session.end()
    })
  }

  /** Ends every connection of an account that is deleted. */
  forgetAccount (id: string): void {
    for (const session of [...this.#sessions.values()]) {
      if (session.account === id) this.#end(session)
    }
  }

  /** Ends every connection, as the sandbox is reset. */
  reset (): void {
    for (const session of [...this.#sessions.values()]) this.#end(session)
    this.#aedes?.close()
    this.#aedes = undefined
    this.#opening = undefined
  }

  #end (session: Session): void {
    session.refuse()
    session.socket.destroy()
  }

  async #open (): Promise<void> {
    const aedes = await Aedes.createBroker({
      heartbeatInterval: SELDOM,
      drainTimeout: DRAIN_TIMEOUT,
      maxInflightInbound: MAX_BEGUN,
      preConnect: (_client, packet, done) => {
        packet.clean = true
        delete packet.will
        done(null, true)
      },
      authorizeSubscribe: (client, subscription, done) => this.#subscribe(client, subscription, (isGranted) => done(null, isGranted ? subscription : null)),
      authorizePublish: (client, packet, done) => done(this.#refusePublish(client, packet)),
      authorizeForward: (client, packet) => this.#sessions.get(client)?.mayHear(packet.topic) === true ? packet : null
    })
    aedes.on('publish', (packet, client) => { if (client !== null) this.#command(client, packet) })
    aedes.on('unsubscribe', (filters, client) => { for (const filter of filters) this.#sessions.get(client)?.filters.delete(filter) })
    aedes.on('keepaliveTimeout', (client) => this.#noteOf(client, 'keep-alive', 'nothing came for one and a half times its keep-alive'))
    aedes.on('clientError', (client, error: ErrorLike) => { if (error.code === undefined && !(error instanceof TopicRefused)) this.#noteOf(client, 'protocol', `${error.message}: the connection is closed`) })
    if (this.#sandbox.isClosed) return aedes.close()
    this.#aedes = aedes
  }

  #subscribe (client: Client, { topic: filter, qos }: Subscription, done: (isGranted: boolean) => void): void {
    const session = this.#sessions.get(client)
    if (session === undefined) return done(false)
    const exchange = { ...startExchange(this.#sandbox, session.socket, session.log, { topic: filter, qos, payload: undefined }), session, filter }
    runSubscribe(exchange, new MqttChannel(exchange, { send: ({ status }) => done(status === 'SUCCEEDED'), endsWithHang: true }))?.catch(logUnforeseen(session.log))
  }

  /** Why a client may not publish a message; nothing where it may. */
  #refusePublish (client: Client | null, packet: PublishPacket): Error | null {
    if (client === null) return null
    const session = this.#sessions.get(client)
    if (session === undefined) return new TopicRefused('the connection is closed')
    packet.retain = false
    try {
      serviceOfTopic(session.owner(), packet.topic)
      return null
    } catch (error) {
      if (!(error instanceof TopicRefused)) throw error
      this.#note(session, 'topic', `${error.message}: the connection is closed`, packet)
      return error
    }
  }

  #command (client: Client, packet: AedesPublishPacket): void {
    const session = this.#sessions.get(client)
    const service = session && this.#serviceOf(session, packet.topic)
    if (session === undefined || service === undefined) return
    const { topic, qos } = packet
    const payload = packet.payload.toString()
    const exchange = { ...startExchange(this.#sandbox, session.socket, session.log, { topic, qos, payload }), session, service }
    const send = (answer: CommandAnswer) => this.#answer(session, service, payload, answer)
    runCommand(exchange, new MqttChannel(exchange, { send, endsWithHang: false }))?.catch(logUnforeseen(session.log))
  }

  /** The service of a topic that was checked when the message came; the account may be gone since. */
  #serviceOf (session: Session, topic: string): Service | undefined {
    try {
      return serviceOfTopic(session.owner(), topic)
    } catch (error) {
      if (error instanceof TopicRefused) return undefined
      throw error
    }
  }

  /** Tells of a command that goes no further; without a VIN no client would understand. */
  #answer ({ account: id }: Session, service: Service, text: string, { returnCode, told }: CommandAnswer): void {
    const account = this.#sandbox.accounts.get(id)
    const payload = readPayload(text)
    if (returnCode === undefined || account === undefined || payload === undefined || typeof payload.vin !== 'string') return
    const correlationId = correlationIdOf(payload)
    publishAnswer(this.#sandbox, account, service, { ...correlationId !== undefined && { correlation_id: correlationId }, vin: payload.vin, return_code: returnCode, ...told !== undefined && { reason: told } })
  }

  /** Publishes a message, and records whether somebody got it: where nobody ever subscribed, a client waits in vain. */
  #publish ({ topic, payload, operation, account, code }: Outgoing): void {
    const aedes = this.#aedes
    if (aedes === undefined || this.size === 0) return
    const hearers = new Set([...this.#sessions.values()].filter((session) => session.hears(topic)).map((session) => session.account))
    const isHeard = hearers.size > 0
    for (const whose of account === undefined ? hearers : [account]) { // a car talks on, whether somebody listens or not
      const draft = startDraft(this.#sandbox, 'mqtt', 'mqtt', 'out')
      draft.call = { operation, account: whose, device: undefined, phoneNumber: undefined }
      const travel = { ...overMqtt({ topic, qos: 0, payload }, isHeard), message: payload }
      recordDraft(draft, this.#sandbox, isHeard ? { status: 'RESULT', code } : { status: null, reason: `nobody is subscribed to ${topic}` }, travel)
      if (!isHeard) endEntry(draft, { how: 'closed', by: 'server' })
    }
    if (isHeard) aedes.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => {})
  }

  #noteOf (client: Client, code: string, reason: string): void {
    const session = this.#sessions.get(client)
    if (session !== undefined && !session.isRefused) this.#note(session, code, reason)
  }

  /** Writes down why the server ends a connection. */
  #note (session: Session, code: string, reason: string, packet?: PublishPacket): void {
    session.refuse()
    const message = { topic: packet?.topic ?? null, qos: packet?.qos ?? 0, payload: packet?.payload.toString() }
    const exchange = startExchange(this.#sandbox, session.socket, session.log, message)
    exchange.draft.call = session.callOf(undefined)
    recordCall(exchange, { status: 'FAILED', code, reason }, travelOf(exchange, false))
    endEntry(exchange.draft, { how: 'closed', by: 'server' })
  }
}
