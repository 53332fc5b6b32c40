import { once } from 'node:events'
import type { Channel, Ending } from '../calls/channel.ts'
import type { Answer } from '../calls/endpoint.ts'
import type { Ended } from '../journal/end.ts'
import type { Travel } from '../journal/travel.ts'
import { resetConnection } from '../lib/reset-connection.ts'
import { sleep } from '../lib/timers.ts'
import { type MqttExchange, travelOf } from './exchange.ts'

/** A packet that breaks off: a CONNACK without its last byte. */
const TRUNCATED = Buffer.from([0x20, 0x02, 0x00])
/** A packet of the type that MQTT 3.1.1 forbids. */
const MALFORMED = Buffer.from([0xf0, 0x00])

/** What carries one message of a client and what comes of it. */
export interface ChannelOptions<Reply> {
  readonly send: (answer: Reply) => void
  /** Whether the exchange of an answer goes on, as a connection does. */
  readonly goesOn?: (answer: Reply) => boolean
  /** Whether the connection ends with a hang. */
  readonly endsWithHang: boolean
}

/** A connection of MQTT, as the channel of one call. */
export class MqttChannel<Reply extends Answer> implements Channel<Reply> {
  readonly #exchange: MqttExchange
  readonly #options: ChannelOptions<Reply>

  constructor (exchange: MqttExchange, options: ChannelOptions<Reply>) {
    this.#exchange = exchange
    this.#options = options
  }

  async wait (milliseconds: number): Promise<boolean> {
    const { socket, sandbox } = this.#exchange
    if (socket.destroyed) return false
    const controller = new AbortController()
    const abort = (): void => controller.abort()
    const forget = sandbox.onClose(abort)
    socket.once('close', abort)
    await sleep(milliseconds, undefined, { signal: controller.signal }).catch(() => {})
    socket.off('close', abort)
    forget()
    return !controller.signal.aborted
  }

  prepare (leaving: Reply | Ending): Travel {
    const { socket } = this.#exchange
    if (leaving === null || socket.destroyed) return travelOf(this.#exchange, false)
    if ('status' in leaving) {
      const travel = travelOf(this.#exchange, true)
      return this.#options.goesOn?.(leaving) === true ? { ...travel, goesOn: true } : travel
    }
    return travelOf(this.#exchange, 'transport' in leaving && (leaving.transport === 'truncate' || leaving.transport === 'malformed'))
  }

  send (answer: Reply): void {
    this.#options.send(answer)
  }

  async breakOff (ending: Ending): Promise<Ended> {
    const { socket } = this.#exchange
    if (ending === null || socket.destroyed) return { how: 'closed', by: 'client' }
    switch ('transport' in ending ? ending.transport : 'empty') {
      case 'hang': return await this.#hang()
      case 'reset':
        resetConnection(socket)
        return { how: 'reset', by: 'server' }
      case 'empty':
        socket.destroy()
        return { how: 'closed', by: 'server' }
      case 'truncate':
        await this.#sayLast(TRUNCATED)
        return { how: 'closed', by: 'server' }
      case 'malformed':
        await this.#sayLast(MALFORMED)
        return { how: 'answered', by: 'server' }
    }
  }

  async #hang (): Promise<Ended> {
    const { socket, sandbox } = this.#exchange
    const isOver = await this.wait(sandbox.settings.faultHangMax)
    if (!isOver && !sandbox.isClosed) return { how: 'closed', by: 'client' }
    if (this.#options.endsWithHang) socket.destroy()
    return { how: 'closed', by: 'server' }
  }

  async #sayLast (bytes: Buffer): Promise<void> {
    const { socket } = this.#exchange
    const closed = socket.closed ? undefined : once(socket, 'close')
    socket.write(bytes, () => socket.destroySoon())
    await closed
  }
}
