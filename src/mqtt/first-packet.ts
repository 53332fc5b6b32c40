import type { Socket } from 'node:net'
import { type IConnectPacket, type Packet, parser } from 'mqtt-packet'
import { clearTimeout, setTimeout } from '../lib/timers.ts'
import { CONNECT_TIMEOUT, MAX_PACKET } from './bounds.ts'
import { PacketMeter } from './packet-meter.ts'

/** What a connection began with: its CONNECT, or why there is none. */
export type FirstPacket = Connected | { readonly reason: string, readonly bytes: number }

/** A CONNECT that is to be answered. */
export interface Connected {
  readonly connect: IConnectPacket
  /** Puts back all that was read; until then the client is watched, as nobody else would see it leave. */
  readonly handOver: () => void
}

/**
 * Reads the CONNECT of a connection.
 *
 * @param found called once; never for a client that left without a byte
 * @param timeout milliseconds within which it has to be whole
 */
export function readFirstPacket (socket: Socket, found: (first: FirstPacket) => void, timeout: number = CONNECT_TIMEOUT): void {
  const chunks: Buffer[] = []
  const meter = new PacketMeter(MAX_PACKET)
  const parsing = parser()
  let packet: Packet | undefined
  let mistake: string | undefined
  parsing.on('packet', (first) => { packet ??= first })
  parsing.on('error', (error) => { mistake ??= `its CONNECT cannot be read: ${error.message}` })

  const timer = setTimeout(() => end({ reason: `no whole CONNECT came within ${timeout / 1000} s`, bytes: lengthOf(chunks) }), timeout)
  timer.unref()
  const left = (): void => end({ reason: 'the client left before its CONNECT was whole', bytes: lengthOf(chunks) })
  socket.on('readable', read)
  socket.once('end', left)
  socket.once('close', left)

  function read (): void {
    for (const chunk of chunksOf(socket)) {
      chunks.push(chunk)
      const first = look(chunk)
      if (first !== undefined) return end(first)
    }
  }

  function look (chunk: Buffer): FirstPacket | undefined {
    const bytes = lengthOf(chunks)
    const strange = nameStranger(chunks[0] ?? chunk)
    if (strange !== undefined) return { reason: strange, bytes }
    if (packet === undefined && meter.take(chunk) !== undefined) return { reason: `its CONNECT is longer than ${MAX_PACKET} bytes`, bytes }
    parsing.parse(chunk)
    if (mistake !== undefined && packet === undefined) return { reason: mistake, bytes }
    if (packet === undefined) return undefined
    return packet.cmd === 'connect' ? { connect: packet, handOver } : { reason: `its first packet is ${packet.cmd}, not connect`, bytes }
  }

  function end (first: FirstPacket): void {
    clearTimeout(timer)
    socket.off('readable', read)
    socket.off('end', left)
    socket.off('close', left)
    if ('connect' in first) {
      socket.on('readable', watch)
      socket.once('end', leave)
    }
    if ('connect' in first || first.bytes > 0) found(first)
    else socket.destroy()
  }

  /** Keeps what a client sends before it is answered, which is little. */
  function watch (): void {
    chunks.push(...chunksOf(socket))
    if (lengthOf(chunks) > 2 * MAX_PACKET) leave()
  }

  function leave (): void {
    socket.destroy()
  }

  function handOver (): void {
    socket.off('readable', watch)
    socket.off('end', leave)
    if (!socket.destroyed) socket.unshift(Buffer.concat(chunks))
  }
}

/** What can be read of a socket now, each chunk when it is asked for. */
function * chunksOf (socket: Socket): Iterable<Buffer> {
  for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) yield chunk
}

const lengthOf = (chunks: readonly Buffer[]): number => chunks.reduce((sum, { length }) => sum + length, 0)

/** Says what a client speaks that does not begin with a CONNECT; nothing where it does. */
function nameStranger (bytes: Buffer): string | undefined {
  if (bytes[0] === 0x10) return undefined
  if (bytes[0] === 0x16) return 'it speaks TLS to a port without: set HTTPS_PORT, or have the client use mqtt:// in place of mqtts://'
  if (/^[A-Z]{3,7} \//.test(bytes.toString('latin1', 0, 12))) return 'it speaks HTTP, not MQTT (PORT is the port of HTTP)'
  return `it begins with byte 0x${(bytes[0] ?? 0).toString(16).padStart(2, '0')}, not with the CONNECT of MQTT (0x10)`
}
