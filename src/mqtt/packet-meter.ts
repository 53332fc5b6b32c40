import type { Socket } from 'node:net'

/** Bytes of the fixed header at the most: the type, and four of the length. */
const LONGEST_HEADER = 5

/** Follows the lengths that packets announce, without keeping a byte of them. */
export class PacketMeter {
  readonly #max: number
  /** Bytes of the packet that are still to come. */
  #left = 0
  /** Bytes of the fixed header that have come, and what they say of the length so far. */
  #header = 0
  #length = 0

  /** @param max bytes of a packet after its fixed header */
  constructor (max: number) {
    this.#max = max
  }

  /** Takes the next bytes. @returns the length of a packet that is too long; nothing while all are short enough */
  take (bytes: Uint8Array): number | undefined {
    for (let at = 0; at < bytes.length;) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, bytes.length - at)
        this.#left -= taken
        at += taken
      } else if (!this.#takeHeader(bytes[at++] ?? 0)) {
        return this.#length
      }
    }
    return undefined
  }

  /** @returns whether the length is allowed so far */
  #takeHeader (byte: number): boolean {
    const index = this.#header++
    if (index === 0) {
      this.#length = 0
      return true
    }
    this.#length += (byte & 127) * 128 ** (index - 1)
    if (this.#length > this.#max || this.#header > LONGEST_HEADER) return false
    if ((byte & 128) !== 0) return true
    this.#header = 0
    this.#left = this.#length
    return true
  }
}

/**
 * Watches what is read from a socket: the parser of the broker would keep a packet of any length.
 *
 * @param tooLong called once, before any byte of the packet is handed on
 */
export function watchPackets (socket: Socket, max: number, tooLong: (length: number) => void): void {
  const meter = new PacketMeter(max)
  const read = socket.read.bind(socket)
  socket.read = (size?: number): unknown => {
    const bytes: unknown = read(size)
    const length = bytes instanceof Uint8Array ? meter.take(bytes) : undefined
    if (length === undefined) return bytes
    tooLong(length)
    return null
  }
}
