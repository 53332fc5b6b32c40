import { createWriteStream, fstatSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { clearTimeout, setTimeout } from '../lib/timers.ts'

/** Milliseconds after which a line is written at the latest. */
const LATEST = 50
/** Bytes that are written at once. */
const BATCH = 64 * 1024
/** Bytes of a character at most. */
const WIDEST = 3
/** Bytes that may wait for a reader; lines beyond them are dropped. */
const MAX_WAITING = 1024 * 1024
/** Milliseconds that the end waits for a reader. */
const PATIENCE = 200

/** What a `BatchedOutput` tells its owner. */
export interface OutputReports {
  /** Lines were dropped while nobody read; now they go out again. */
  readonly resumed?: (dropped: number) => void
  /** Nothing can be written any more, such as on a full disk. */
  readonly failed?: (error: NodeJS.ErrnoException) => void
}

/**
 * Writes lines to a stream in batches. It never makes its caller wait: what nobody reads is dropped beyond a bound, and
 * a stream that fails is left alone.
 */
export class BatchedOutput {
  readonly #stream: Writable
  readonly #reports: OutputReports
  /** Lines in bytes: as text, the garbage collector would copy them until they are written. */
  #batch = Buffer.allocUnsafe(BATCH)
  #length = 0
  #dropped = 0
  #timer: NodeJS.Timeout | undefined
  #hasFailed = false

  constructor (stream: Writable, reports: OutputReports = {}) {
    this.#stream = stream
    this.#reports = reports
    stream.on('error', (error) => {
      if (this.#hasFailed) return
      this.#hasFailed = true
      reports.failed?.(error)
    })
  }

  /** Takes a line; it is written within a tenth of a second. */
  write (line: string): void {
    if (this.#hasFailed) return
    if (this.#length + this.#stream.writableLength > MAX_WAITING) {
      this.#dropped++
      return
    }
    this.#take(line)
    if (this.#dropped > 0) this.#resume()
    this.#timer ??= setTimeout(() => this.#flush(), LATEST)
  }

  /** Writes what is left, and waits for it as long as somebody reads. */
  async end (): Promise<void> {
    this.#flush()
    if (this.#hasFailed || this.#stream.writableLength === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
      this.#stream.write('', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #take (line: string): void {
    const size = line.length * WIDEST
    if (this.#length + size > BATCH) this.#flush()
    if (size > BATCH) this.#stream.write(line)
    else this.#length += this.#batch.write(line, this.#length)
  }

  #flush (): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#length === 0) return
    const batch = this.#batch.subarray(0, this.#length)
    this.#batch = Buffer.allocUnsafe(BATCH)
    this.#length = 0
    if (!this.#hasFailed) this.#stream.write(batch)
  }

  #resume (): void {
    const dropped = this.#dropped
    this.#dropped = 0
    this.#reports.resumed?.(dropped)
  }
}

/** Standard output as a stream that never blocks: `process.stdout` would wait for a disk. */
export const standardOutput = (): Writable =>
  fstatSync(1).isFile() || isDevice() ? createWriteStream('', { fd: 1, autoClose: false }) : process.stdout

const isDevice = (): boolean => fstatSync(1).isCharacterDevice() && !process.stdout.isTTY
